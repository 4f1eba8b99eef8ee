"""Evidence 佐证材料: attach to a draft, read as an attachment, withdraw with a reason."""

import logging
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...clock import now, today
from ...documents.evidence_types import content_type_of
from ...models import Contribution, Evidence
from ...workflow.reports import evidence
from ...workflow.reports.evidence_store import file_path
from ..attempt import attempt
from ..period_asked import desk_address, period_asked
from ..shortcuts import commitment_or_404, once, plan_or_404, visible_or_404
from ..typed import TextField
from .uploads import attach_uploads, files_context, sort_uploads, withdrawn_from


class WithdrawFileForm(forms.Form):
    """The reason; it stays in the record beside the file's name."""

    reason = TextField(required=False, max_length=Evidence._meta.get_field("withdrawn_reason").max_length)


logger = logging.getLogger(__name__)
EVIDENCE_PIECES, PAGE = "_parts/evidence.html", "evidence/page.html"
# Whatever a file holds, nothing in it runs as a page of this site.
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@require_safe
def evidence_file(request, plan, pk):
    """Answer one file as an attachment under its own name."""
    row = file_or_404(request, plan, pk)
    if row.withdrawn_at:
        words = _("“%(name)s” was withdrawn: %(reason)s") % {"name": row.name, "reason": row.withdrawn_reason}
        raise Http404(words)
    try:
        file = file_path(row).open("rb")
    except FileNotFoundError:
        logger.error("Evidence %s is missing on disk: %s", row.pk, row.stored_as)
        raise Http404(_("“%(name)s” is missing on the server; tell the administrator.") % {"name": row.name}) from None
    kind = content_type_of(row.name)
    return FileResponse(file, as_attachment=True, filename=row.name, content_type=kind, headers=HARMLESS)


def file_or_404(request, plan, pk):
    of_plan = Q(update__commitment__plan=plan_or_404(plan, request.user)) | Q(contribution__commitment__plan__key=plan)
    owners = ("update__commitment__plan", "update__period", "contribution__commitment__plan")
    rows = Evidence.objects.filter(of_plan).select_related(*owners)
    return visible_or_404(rows, request.user, pk=pk)


@require_POST
def evidence_attach(request, plan, code):
    """Attach the chosen files to an open period's draft; each that cannot be taken is named with its mend."""
    commitment, period = reported_or_404(request, plan, code)
    draft = partial(evidence.open_draft, commitment, period, by=request.user)
    return attached_answer(request, commitment, period, *attach_sent(request, draft))


def attach_sent(request, owner_of) -> tuple[list, list, int]:
    """Attach what was sent to what `owner_of` returns, once; return (refusals, words, status)."""
    uploads, refusals = sort_uploads(request.FILES.getlist("files"))
    if not uploads:
        return refusals, [], 422
    tried = attempt(
        lambda: once(request, "evidence_attach", partial(attach_uploads, owner_of, uploads, request.user)),
        refused=_("This is no longer open for writing; no file was attached."),
    )
    if tried.failed:
        return [tried.notice, *refusals], [], 409
    return refusals, tried.answer["words"], 422 if refusals else 200


@require_POST
def evidence_contribution(request, plan, pk):
    """Attach the chosen files to a contribution the account's department still has to file."""
    of_plan = plan_or_404(plan, request.user)
    rows = Contribution.objects.filter(commitment__plan=of_plan, department=request.user.represents)
    contribution = visible_or_404(rows.select_related("commitment__plan", "department"), request.user, pk=pk)
    refusals, words, status = attach_sent(request, lambda: contribution)
    place = f"{reverse('contributions', args=[plan])}#p-{contribution.pk}"
    if not request.htmx and status == 200:
        messages.success(request, f"{contribution.commitment.code} {' '.join(words)}")
        return redirect(place)
    evidence.load_contribution_files([contribution], request.user)
    context = files_context(request.user, contribution.commitment, None, refusals=refusals, words=words, attach=True)
    context |= {
        "files": contribution.files,
        "contribution": contribution,
        "plan": contribution.commitment.plan,
        "back": "contributions",
    }
    return render(request, EVIDENCE_PIECES if request.htmx else PAGE, context, status=status)


def reported_or_404(request, plan, code) -> tuple:
    """Return the commitment the account's department reports on, and the open period its form was drawn for."""
    if request.user.represents is None:
        raise PermissionDenied(_("Filling in reports belongs to the departments' reporters and approvers."))
    plan = plan_or_404(plan, request.user)
    commitment, period = commitment_or_404(plan, code), period_asked(request, plan, today())
    if period is None or commitment.lead != request.user.represents:
        raise Http404(_("“%(code)s” is not among what your department reports now.") % {"code": code})
    return commitment, period


def attached_answer(request, commitment, period, refusals, words, status):
    """Answer htmx with the files as they now stand; a browser with the desk, or with what went wrong."""
    if not request.htmx and status == 200:
        messages.success(request, f"{commitment.code} {' '.join(words)}")
        return redirect(desk_address(commitment.plan.key, period.code, commitment.code))
    update = commitment.updates.filter(period=period).order_by("-revision").first()
    may = evidence.may_write_report(commitment, period, update, request.user)
    context = files_context(request.user, commitment, update, refusals=refusals, words=words, attach=may)
    template = EVIDENCE_PIECES if request.htmx else PAGE
    return render(request, template, context | {"plan": commitment.plan, "period": period}, status=status)


@require_POST
def evidence_withdraw(request, plan, pk):
    """Withdraw one file; the reason stays."""
    row, form = file_or_404(request, plan, pk), WithdrawFileForm(request.POST)
    if not form.is_valid():
        return file_answer(request, row, form.errors["reason"], 422)
    reason = form.cleaned_data["reason"]
    tried = attempt(
        lambda: once(request, "evidence_withdraw", lambda: withdraw_once(row, reason, request.user)), form=form,
        missing={"reason": _("Write why the file is withdrawn; the reason stays in the record.")}, refused="",
    )  # fmt: skip
    if tried.status == 422:
        return file_answer(request, row, form.errors["reason"], 422)
    if tried.failed:
        return withdrawal_refused(request, row)
    messages.success(request, _("“%(name)s” is withdrawn; its name and the reason stay.") % {"name": row.name})
    return redirect(withdrawn_from(row, request.POST.get("back", "")))


def withdraw_once(row, reason, user) -> dict:
    return {"pk": evidence.withdraw_file(row, by=user, at=now(), reason=reason).pk}


def withdrawal_refused(request, row):
    """Answer that somebody withdrew it before, or that it is not the account's to withdraw."""
    row.refresh_from_db()
    if not row.withdrawn_at:
        raise PermissionDenied(_("After the decision only the supervision office withdraws a file."))
    return file_answer(request, row, [_("“%(name)s” was withdrawn already.") % {"name": row.name}], 409)


def file_answer(request, row, words, status):
    """Answer with the file and what went wrong, the typed reason kept."""
    commitment = row.owner.commitment
    row.withdrawable = not row.withdrawn_at
    context = files_context(request.user, commitment, None, refusals=words) | {"files": [row], "plan": commitment.plan}
    context |= {"back": request.POST.get("back", ""), "typed": request.POST.get("reason", "")[:5000]}
    return render(request, PAGE, context, status=status)
