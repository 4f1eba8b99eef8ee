"""The plan room 编制: all years and levels, and what a draft still lacks before it is opened."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...documents.plan_dump import zipped_plan
from ...documents.plan_workbook import plan_workbook
from ...workflow.planning import beginning, opening, settling
from ...workflow.planning.checklist import gaps_of, must_left
from ...workflow.refusals import Stale
from ..attempt import attempt
from ..downloads import download
from ..plan_steps import steps_of
from ..shortcuts import once
from .forms import NewPlanForm, OpeningForm, PlanFactsForm, facts_version
from .query import office_plan_or_404, plans_page, require_office
from .words import gap_words, past_draft_words


def plans(request):
    """List every plan, the newest year first, each draft with what it lacks, and the ways to begin another."""
    require_office(request)
    return plans_page(request, NewPlanForm())


def plans_checklist(request, plan):
    """Show what a plan's draft lacks before it can be opened."""
    return checklist_page(request, office_plan_or_404(request, plan))


def checklist_page(request, plan, *, opening_form=None, facts_form=None, notice="", status=200):
    """Answer with the checklist and its two forms; one of them was refused, or `notice` says why nothing was done."""
    gaps, facts = gaps_of([plan])[plan.pk], settling.plan_facts(plan)
    words = gap_words(plan, gaps)
    must = must_left(gaps)
    context = {
        "plan": plan, "steps": steps_of(plan), "notice": notice, "key": uuid.uuid4,
        "must": [gap for gap in words if gap.must], "along": [gap for gap in words if not gap.must],
        "left": sum(must.values()), "commitments": plan.commitments.standing().count(),
        "year": request.POST.get("year", ""),
        "opening": opening_form or OpeningForm(initial={"version": opening.plan_version(plan)}),
        "facts": facts_form or PlanFactsForm(initial=vars(facts) | {"version": facts_version(facts)}),
    }  # fmt: skip
    return render(request, "plans/checklist.html", context, status=status)


@require_POST
def plans_open(request, plan):
    """Open the draft as it was seen, once; or say what is missing."""
    found, form = office_plan_or_404(request, plan), OpeningForm(request.POST)
    if not form.is_valid():
        return checklist_page(request, found, opening_form=form, status=422)
    tried = attempt(
        lambda: once(request, "plans_open", lambda: open_once(found, form.cleaned_data, request.user)),
        missing=lambda fields: _("Not opened: something is still missing, see the list."),
        stale=_("Not opened: the draft was changed since this page was shown. Look at it again."),
        refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return checklist_page(request, found, notice=tried.notice, status=tried.status)
    messages.success(request, _("The plan is handed down; every department sees its commitments."))
    return redirect("overview", found.key)


def open_once(plan, said, user) -> dict:
    return {"pk": opening.open_plan(plan, by=user, at=now(), basis=said["basis"], version=said["version"]).pk}


@require_POST
def plans_facts(request, plan):
    """Store what the head of the report says; or answer with what is wrong and the typed text kept."""
    found, form = office_plan_or_404(request, plan), PlanFactsForm(request.POST)
    if not form.is_valid():
        return checklist_page(request, found, facts_form=form, status=422)
    tried = attempt(
        lambda: once(request, "plans_facts", lambda: facts_once(found, form, request.user)),
        stale=_("Somebody changed this meanwhile. Below stands what you typed; save again to put it in its place."),
        refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        form.data = form.data.copy()
        form.data["version"] = facts_version(settling.plan_facts(found))
        return checklist_page(request, found, facts_form=form, notice=tried.notice, status=tried.status)
    messages.success(request, _("Saved."))
    return redirect("plans_checklist", found.key)


def facts_once(plan, form, user) -> dict:
    """Write the facts if the plan's are still those the form was drawn from; raises Stale otherwise."""
    seen = settling.plan_facts(plan)
    if form.cleaned_data["version"] != facts_version(seen):
        raise Stale(plan)
    return {"pk": settling.set_plan_facts(plan, form.facts(), by=user, at=now(), seen=seen).pk}


@require_POST
def plans_drop(request, plan):
    """Delete a draft with all that is in it; asked for by typing its year."""
    found = office_plan_or_404(request, plan)
    if request.POST.get("year", "").strip() != str(found.year):
        words = _("Not deleted: type the year of the draft to confirm it.")
        return checklist_page(request, found, notice=words, status=422)
    tried = attempt(
        lambda: once(request, "plans_drop", lambda: drop_once(found, request.user)),
        refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return checklist_page(request, found, notice=tried.notice, status=tried.status)
    messages.success(request, _("The draft of %(year)d is deleted.") % {"year": found.year})
    return redirect("plans")


def drop_once(plan, user) -> dict:
    beginning.drop_draft(plan, by=user, at=now())
    return {}


def plans_workbook(request, plan):
    """Download the plan's commitments as a workbook; in a draft it is edited and read back as a table."""
    found = office_plan_or_404(request, plan)
    return download(plan_workbook(found), f"{found.title}任务表.xlsx", f"{found.key}-tasks")


def plans_export(request, plan):
    """Download the plan as the data files that come in again, with a word about what they do not hold."""
    found = office_plan_or_404(request, plan)
    return download(zipped_plan(found), f"{found.title}.zip", found.key)
