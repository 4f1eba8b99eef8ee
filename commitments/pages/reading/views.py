"""The report read into a draft: its text brought once, then candidate by candidate, none accepted unseen."""

import uuid

from django import forms
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...clock import now
from ...models import Paragraph
from ...rules.report.candidates import read_report
from ...rules.report.outline import achieved_part
from ...workflow.planning.report_entry import accept_candidate, enter_report_text
from ..attempt import attempt
from ..office_plans import office_plan_or_404
from ..plan_steps import steps_of
from ..shortcuts import once
from ..typed import TextField
from .query import ReadDraft, lead_of, targets_of
from .words import CERTAINTY_WORDS, REASON_WORDS

# Longer than any report; sent from a form it must stay below what a request may hold.
LONGEST_REPORT = 200_000


class ReportTextForm(forms.Form):
    """A report's text, pasted."""

    text = TextField(
        label=gettext_lazy("Text of the report"), max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"class": "in", "rows": 14}),
    )  # fmt: skip


def reading(request, plan):
    """Show the text with one candidate: `?at=`, or the first that waits; without a text ask for one."""
    return reading_page(request, office_plan_or_404(request, plan), ReportTextForm())


def reading_page(request, plan, form, *, notice="", status=200):
    draft = ReadDraft(plan)
    current = draft.named(request.GET.get("at", ""))
    context = {
        "plan": plan, "steps": steps_of(plan), "draft": draft, "form": form, "notice": notice, "key": uuid.uuid4,
        "current": current, "before": draft.beside(current, -1), "behind": draft.beside(current, 1),
        "text": [(paragraph, draft.pieces(paragraph)) for paragraph in draft.paragraphs],
        "targets": targets_of(current, plan), "lead": lead_of(current, plan),
        "reason": REASON_WORDS[current.candidate.reason] if current else "",
        "certainty": CERTAINTY_WORDS[current.candidate.certainty] if current else "",
    }  # fmt: skip
    return render(request, "reading/page.html", context, status=status)


@require_POST
def reading_text(request, plan):
    """Put a report's text into the draft, once."""
    found, form = office_plan_or_404(request, plan), ReportTextForm(request.POST)
    if not form.is_valid():
        return reading_page(request, found, form, status=422)
    text = form.cleaned_data["text"]
    sections, achieved = read_report(text, found.year).sections, achieved_part(text, found.year)
    tried = attempt(
        lambda: once(request, "reading_text", lambda: text_once(found, sections, achieved, request.user)), form=form,
        missing={"text": _("No chapter of the text plans this year; its head names the year and its tasks or goals.")},
        refused=_("The draft has a text already, or is no draft any more."),
    )  # fmt: skip
    if tried.failed:
        return reading_page(request, found, form, notice=tried.notice, status=tried.status)
    return redirect("reading", found.key)


def text_once(plan, sections, achieved, user) -> dict:
    return {"n": enter_report_text(plan, sections, by=user, at=now(), achieved=achieved)}


@require_POST
def reading_accept(request, plan):
    """Make the candidate of `at` a commitment, once, and show the next one."""
    found = office_plan_or_404(request, plan)
    code, _dot, start = request.POST.get("at", "").rpartition(".")
    paragraph = Paragraph.objects.filter(section__plan=found, code=code).select_related("section__plan").first()
    if paragraph is None or not start.isdecimal() or len(start) > 7:
        words = _("The draft has no such section or paragraph.")
        return reading_page(request, found, ReportTextForm(), notice=words, status=422)
    draft = ReadDraft(found)
    behind = draft.beside(next((each for each in draft.waiting if each.name == request.POST["at"]), None), 1)
    tried = attempt(
        lambda: once(request, "reading", lambda: accept_once(paragraph, int(start), request.user)),
        missing=_("This candidate is a commitment already, or its words were changed."),
        refused=_("The plan is past its draft; nothing was added to it."),
    )  # fmt: skip
    if tried.failed:
        return reading_page(request, found, ReportTextForm(), notice=tried.notice, status=tried.status)
    query = f"?{urlencode({'at': behind})}" if behind else ""
    return redirect(f"/plans/{found.key}/reading/{query}")


def accept_once(paragraph, start: int, user) -> dict:
    return {"code": accept_candidate(paragraph, start, by=user, at=now()).code}
