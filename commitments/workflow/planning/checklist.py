"""What a draft still lacks before it can be opened, and what may go along with it, marked as proposed.

Every item is a query over the rows it is about; a page that lists those rows filters by the same query, so the figure
and the list cannot differ. How many queries are asked depends on the items, not on the plans.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef

from ...choices import AssignmentRole, BaselineState, Measured, Standing
from ...models import Assignment, Commitment, Department, Milestone, Plan, Target, TrajectoryPoint


@dataclass(frozen=True)
class CheckItem:
    """One thing to look at: its code, whether the plan cannot be opened with it (`must`), and the rows it is about.

    `rows(plans)` gives the rows of these plans, each with the key of its plan as `of_plan` and its own as `item`.
    """

    code: str
    must: bool
    rows: Callable


def commitments_without_lead(plans):
    bears = Assignment.objects.current().exclude(role=AssignmentRole.SUPPORTING)
    rows = standing_in(plans).exclude(Exists(bears.filter(commitment=OuterRef("pk"))))
    return rows.annotate(of_plan=F("plan"), item=F("pk"))


def commitments_with_proposed_duty(plans):
    proposed = Assignment.objects.current().filter(standing=Standing.PROPOSED, commitment=OuterRef("pk"))
    return standing_in(plans).filter(Exists(proposed)).annotate(of_plan=F("plan"), item=F("pk"))


def commitments_with_proposed_due(plans):
    rows = standing_in(plans).filter(due_standing=Standing.PROPOSED)
    return rows.annotate(of_plan=F("plan"), item=F("pk"))


def proposed_departments(plans):
    """Return the departments with a duty of these plans whose names the office has not confirmed."""
    rows = Department.objects.filter(standing=Standing.PROPOSED, assignments__valid_to=None)
    rows = rows.filter(assignments__commitment__in=standing_in(plans))
    return rows.annotate(of_plan=F("assignments__commitment__plan"), item=F("pk"))


def targets_without_baseline(plans):
    return targets_of(plans).filter(baseline_state=BaselineState.MISSING)


def targets_with_proposed_baseline(plans):
    return targets_of(plans).filter(baseline_state=BaselineState.PROPOSED)


def proposed_milestones(plans):
    rows = Milestone.objects.filter(commitment__in=standing_in(plans), standing=Standing.PROPOSED)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("pk"))


def commitments_with_proposed_trajectory(plans):
    rows = TrajectoryPoint.objects.filter(commitment__in=standing_in(plans), standing=Standing.PROPOSED)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("commitment"))


def standing_in(plans):
    return Commitment.objects.standing().filter(plan__in=plans)


def targets_of(plans):
    rows = Target.objects.filter(commitment__in=standing_in(plans)).exclude(measured=Measured.SCOPE)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("pk"))


CHECK_ITEMS = (
    CheckItem("no_lead", True, commitments_without_lead),
    CheckItem("duties_proposed", True, commitments_with_proposed_duty),
    CheckItem("departments_proposed", True, proposed_departments),
    CheckItem("baselines_missing", True, targets_without_baseline),
    CheckItem("dues_proposed", False, commitments_with_proposed_due),
    CheckItem("milestones_proposed", False, proposed_milestones),
    CheckItem("trajectories_proposed", False, commitments_with_proposed_trajectory),
    CheckItem("baselines_proposed", False, targets_with_proposed_baseline),
)


def gaps_of(plans: list[Plan]) -> dict[int, dict[str, int]]:
    """Return plan's key → code of each item → how many rows it has there, 0 among them."""
    found = {plan.pk: {} for plan in plans}
    for item in CHECK_ITEMS:
        rows = item.rows(plans).order_by().values("of_plan").annotate(count=Count("item", distinct=True))
        counts = dict(rows.values_list("of_plan", "count"))
        for pk, gaps in found.items():
            gaps[item.code] = counts.get(pk, 0)
    return found


def must_left(gaps: dict[str, int]) -> dict[str, int]:
    """Return the items of a plan's gaps that keep it from being opened, those with nothing left out."""
    return {item.code: gaps[item.code] for item in CHECK_ITEMS if item.must and gaps[item.code]}
