"""The line of steps on every page about a plan's draft: what each step is called, where it is, what it has left."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ..models import Plan
from ..workflow.planning.checklist import gaps_of, must_left

# (name of the step's address, label, the items of the checklist it works off)
STEPS = (
    ("reading", _("Read the report"), ("words_open",)),
    ("plans_commitments", _("Commitments"), ("no_commitments", "links_proposed", "dropped_silently")),
    ("duties", _("Duties"), ("no_lead", "duties_proposed")),
    ("plans_definitions", _("Targets and definitions"), ("definitions_open", "baselines_missing")),
    ("trajectory", _("Milestones and planned paths"), ("milestones_proposed", "trajectories_proposed")),
    ("plans_departments", _("Register of departments"), ("departments_proposed",)),
    ("plans_checklist", _("Check and open"), None),
)


@dataclass(frozen=True)
class PlanStep:
    """One step: its `name` is that of its address; `url` is "" while it has none; `left` counts what it has left."""

    name: str
    label: str
    url: str
    left: int


def steps_of(plan: Plan) -> list[PlanStep]:
    """Return the steps of a plan's draft; the last one counts the kinds of things without which it cannot open."""
    gaps = gaps_of([plan])[plan.pk]
    return [PlanStep(name, label, step_url(name, plan), left_in(gaps, codes)) for name, label, codes in STEPS]


def left_in(gaps: dict[str, int], codes) -> int:
    return len(must_left(gaps)) if codes is None else sum(gaps[code] for code in codes)


def step_url(name: str, plan: Plan | None) -> str:
    """Return the address of a plan's step, or of what stands above all plans; "" while its room has none."""
    try:
        return reverse(name, args=[plan.key] if plan else [])
    except NoReverseMatch:
        return ""
