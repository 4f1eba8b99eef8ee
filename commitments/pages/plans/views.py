"""The plan room 编制: all years and levels, and what a draft still lacks before it is opened."""

from django.shortcuts import render

from ..plan_steps import steps_of
from .forms import NewPlanForm
from .query import office_plan_or_404, plans_page, require_office


def plans(request):
    """List every plan, the newest year first, each draft with what it lacks, and the ways to begin another."""
    require_office(request)
    return plans_page(request, NewPlanForm())


def plans_checklist(request, plan):
    """Show what a plan's draft lacks before it can be opened."""
    found = office_plan_or_404(request, plan)
    return render(request, "plans/checklist.html", {"plan": found, "steps": steps_of(found)})
