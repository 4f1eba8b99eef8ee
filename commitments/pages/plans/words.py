"""The words of the checklist's items, and where each is worked off."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ...models import Plan
from ...workflow.planning.checklist import CHECK_ITEMS
from ..plan_steps import STEPS, step_url


@dataclass(frozen=True)
class GapWords:
    """One item of the checklist: its code, what it is called, how many there are and the address of exactly those."""

    code: str
    label: str
    count: int
    url: str
    must: bool


ITEM_LABELS = {
    "no_lead": _("Without lead department"),
    "duties_proposed": _("Duties to confirm"),
    "departments_proposed": _("Names of departments to confirm"),
    "baselines_missing": _("Baselines missing"),
    "dues_proposed": _("Due dates proposed"),
    "milestones_proposed": _("Days of milestones proposed"),
    "trajectories_proposed": _("Planned paths proposed"),
    "baselines_proposed": _("Baselines proposed"),
}
STEP_OF_ITEM = {code: name for name, _label, codes in STEPS for code in codes or ()}


def gap_words(plan: Plan, gaps: dict[str, int]) -> list[GapWords]:
    """Return the items of a plan's gaps that are not empty, in the checklist's order."""
    return [
        GapWords(item.code, ITEM_LABELS[item.code], gaps[item.code], gap_url(plan, item.code), item.must)
        for item in CHECK_ITEMS
        if gaps.get(item.code)
    ]


def gap_url(plan: Plan, code: str) -> str:
    """Return the address of the rows an item counts, "" while the step has none."""
    url = step_url(STEP_OF_ITEM.get(code, "plans_commitments"), plan)
    return f"{url}?lacks={code}" if url else ""
