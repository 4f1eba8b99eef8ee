"""The report read into a draft: its text brought once, then candidate by candidate, none accepted unseen."""

import uuid

from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import SetAsideReason
from ...clock import now
from ...models import Paragraph
from ...workflow.planning.report_entry import accept_candidate
from ..attempt import attempt
from ..brought_reports import NO_PART, ReportTextForm, enter_report
from ..office_plans import office_plan_or_404
from ..plan_steps import steps_of
from ..shortcuts import once
from .query import ReadDraft, lead_of, targets_of
from .words import CERTAINTY_WORDS, REASON_WORDS


def reading(request, plan):
    """Show the text with one candidate: `?at=`, or the first that waits; without a text ask for one."""
    return reading_page(request, office_plan_or_404(request, plan), ReportTextForm())


def reading_page(request, plan, form, *, notice="", status=200):
    draft = ReadDraft(plan)
    current, last = draft.named(request.GET.get("at", "")), request.GET.get("last", "")
    context = {
        "plan": plan, "steps": steps_of(plan), "draft": draft, "form": form, "notice": notice,
        "note": request.POST.get("note", ""), "key": uuid.uuid4,
        "current": current, "before": draft.beside(current, -1), "behind": draft.beside(current, 1),
        "sections": draft.sections(), "targets": targets_of(current, plan),
        "lead": lead_of(current, plan), "reasons": SetAsideReason.choices,
        "last": next((each for each in draft.aside if each.name == last), None) if last else None,
        "reason": REASON_WORDS[current.candidate.reason] if current and current.candidate else "",
        "certainty": CERTAINTY_WORDS[current.candidate.certainty] if current and current.candidate else "",
    }  # fmt: skip
    return render(request, "reading/page.html", context, status=status)


@require_POST
def reading_text(request, plan):
    """Put a report's text into the draft, once."""
    found, form = office_plan_or_404(request, plan), ReportTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return reading_page(request, found, form, status=422)
    text = form.cleaned_data["text"]
    tried = attempt(
        lambda: once(request, "reading_text", lambda: {"n": enter_report(found, text, request.user)}), form=form,
        missing={"text": NO_PART},
        refused=_("The draft has a text already, or is no draft any more."),
    )  # fmt: skip
    if tried.failed:
        return reading_page(request, found, form, notice=tried.notice, status=tried.status)
    return redirect("reading", found.key)


@require_POST
def reading_accept(request, plan):
    """Make the candidate of `at` a commitment, once, and show the next one."""
    found = office_plan_or_404(request, plan)
    paragraph, start = place_of_passage(found, request.POST.get("at", ""))
    if paragraph is None:
        return no_such_place(request, found)
    behind = name_behind(found, request.POST["at"])
    tried = attempt(
        lambda: once(request, "reading", lambda: accept_once(paragraph, start, request.user)),
        missing=_("This candidate is a commitment already, or its words were changed."),
        refused=_("The plan is past its draft; nothing was added to it."),
    )  # fmt: skip
    if tried.failed:
        return reading_page(request, found, ReportTextForm(), notice=tried.notice, status=tried.status)
    return next_passage(found, at=behind)


def accept_once(paragraph, start: int, user) -> dict:
    return {"code": accept_candidate(paragraph, start, by=user, at=now()).code}


def place_of_passage(plan, name: str) -> tuple[Paragraph | None, int]:
    """Return (paragraph, place in it) of a passage's name; (None, 0) where the plan has no such paragraph."""
    code, _dot, start = name.rpartition(".")
    paragraph = Paragraph.objects.filter(section__plan=plan).select_related("section__plan").with_code(code)
    sound = paragraph is not None and start.isdecimal() and len(start) <= 7
    return (paragraph, int(start)) if sound else (None, 0)


def no_such_place(request, plan):
    words = _("The draft has no such section or paragraph.")
    return reading_page(request, plan, ReportTextForm(), notice=words, status=422)


def name_behind(plan, name: str) -> str:
    """Return the name of the passage that is looked at once this one is done with."""
    draft = ReadDraft(plan)
    return draft.beside(next((each for each in draft.passages if each.name == name), None), 1)


def next_passage(plan, **query):
    """Return the way back to the room, at the passage `at`; what is empty is left out."""
    query = urlencode({name: value for name, value in query.items() if value})
    return redirect(f"/plans/{plan.key}/reading/{'?' if query else ''}{query}")
