"""What of a report's text is no commitment: set aside with a reason, confirmed by section, taken up again."""

from django import forms
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow.planning.accounting import AsideWish, confirm_framing, reopen_passage, set_aside
from ..attempt import attempt
from ..brought_reports import ReportTextForm
from ..office_plans import office_plan_or_404
from ..shortcuts import once
from ..typed import TextField
from .views import name_behind, next_passage, no_such_place, place_of_passage, reading_page


class AsideForm(forms.Form):
    """Why words are no commitment, in words."""

    note = TextField(max_length=300, required=False)


@require_POST
def reading_aside(request, plan):
    """Set the passage of `at` aside for a reason, once, and show the next one."""
    found = office_plan_or_404(request, plan)
    name = request.POST.get("at", "")
    paragraph, start = place_of_passage(found, name)
    if paragraph is None:
        return no_such_place(request, found)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return refused(request, found, form.errors["note"][0], 422)
    note = form.cleaned_data["note"]
    wish, behind = AsideWish(request.POST.get("reason", ""), note), name_behind(found, name)

    def act():
        return {"words": set_aside(paragraph, start, wish, by=request.user, at=now()).words}

    return answered(request, found, act, at=behind, last=name)


@require_POST
def reading_confirm(request, plan):
    """Set aside all words of a section that are proposed to be no commitment, once."""
    found = office_plan_or_404(request, plan)
    section = found.sections.select_related("plan").with_code(request.POST.get("section", ""))
    at = request.POST.get("at", "")
    if section is None or (at and place_of_passage(found, at)[0] is None):
        return no_such_place(request, found)
    return answered(request, found, lambda: {"n": confirm_framing(section, by=request.user, at=now())},
                    at=at)  # fmt: skip


@require_POST
def reading_reopen(request, plan):
    """Take up again what was set aside at `at`, once, and show it."""
    found, name = office_plan_or_404(request, plan), request.POST.get("at", "")
    paragraph, start = place_of_passage(found, name)
    if paragraph is None:
        return no_such_place(request, found)

    def act():
        reopen_passage(paragraph, start, by=request.user, at=now())
        return {"at": name}

    return answered(request, found, act, at=name)


def answered(request, plan, act, **query):
    """Do it once and go on, or show the room with why nothing was done."""
    tried = attempt(
        lambda: once(request, "reading", act), missing=aside_words,
        refused=_("The plan is past its draft; what is set aside stays as it is."),
    )  # fmt: skip
    if tried.failed:
        return refused(request, plan, tried.notice, tried.status)
    return next_passage(plan, **query)


def refused(request, plan, words: str, status: int):
    return reading_page(request, plan, ReportTextForm(), notice=words, status=status)


def aside_words(fields: dict[str, str]) -> str:
    if "note" in fields:
        return _("Say in words why this is no commitment.")
    if "reason" in fields:
        return _("Choose why this is no commitment.")
    return _("This was decided on already, or its words were changed.")
