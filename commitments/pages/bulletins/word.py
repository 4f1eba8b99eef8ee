"""Bulletins and packs as Word files: the draft to be edited and taken back, and an issue's words as frozen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...documents.issue_makers import maker_of
from ...documents.paper_head import issue_title
from ...documents.unfit import Unfit
from ...documents.word_file_words import word_file_refusal
from ...documents.word_reading import lead_paragraphs
from ...workflow.office import issuing
from ..attempt import attempt
from ..downloads import download
from ..shortcuts import once
from .issued import issue_or_404
from .paper import proposed_texts
from .views import (
    CHANGED_MEANWHILE,
    OFFICE_ONLY,
    bulletins_preview,
    draft_address,
    draft_asked,
    draft_title,
    version_seen,
)


def bulletins_word(request, plan, period):
    """Download the draft as a Word file, made of what is approved today."""
    draft = draft_asked(request, plan, period)
    return download(draft.maker.word(draft.data), f"{draft_title(draft.paper)}.docx", "bulletin")


def bulletins_issued_word(request, plan, pk):
    """Download an issue's frozen data as a Word file; the PDF alone is the issue."""
    bulletin = issue_or_404(request, plan, pk)
    return download(maker_of(bulletin).word(bulletin.data), f"{issue_title(bulletin)}.docx", "bulletin")


@require_POST
def bulletins_word_back(request, plan, period):
    """Take the paragraphs of an edited Word file back into the draft; every figure is then held against the data."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(str(OFFICE_ONLY))
    draft, file = draft_asked(request, plan, period), request.FILES.get("file")
    try:
        texts = lead_paragraphs(file.read() if file else b"")
    except Unfit as error:
        return bulletins_preview(request, plan, period, notice=word_file_refusal(error), status=422)
    tried = attempt(
        lambda: once(request, "bulletin_word", lambda: take_back(request, draft, texts)),
        forbidden=OFFICE_ONLY, stale=str(CHANGED_MEANWHILE),
    )  # fmt: skip
    if tried.failed:
        return bulletins_preview(request, plan, period, notice=tried.notice, status=tried.status)
    messages.success(request, _("The paragraphs of the Word file stand in the draft now."))
    return redirect(draft_address(draft.paper))


def take_back(request, draft, texts: dict[str, str]) -> dict:
    """Save the paragraphs the file has; those left as proposed go on following the data."""
    proposed = proposed_texts(draft.told)
    written = {name: text for name, text in (draft.paper.leads | texts).items() if name in proposed}
    leads = {name: text for name, text in written.items() if text != proposed[name]}
    saved = issuing.save_draft(draft.paper, {"leads": leads}, version=version_seen(request), by=request.user)
    return {"pk": saved.pk}
