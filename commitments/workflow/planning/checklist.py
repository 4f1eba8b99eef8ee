"""What a draft still lacks before it can be opened, and what may go along with it, marked as proposed.

Every item is a query over the rows it is about; a page that lists those rows filters by the same query, so the figure
and the list cannot differ. How many queries are asked depends on the items, not on the plans.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from ...choices import AssignmentRole, BaselineState, Measured, Standing
from ...models import (
    Assignment,
    Commitment,
    Department,
    Indicator,
    Milestone,
    Paragraph,
    Plan,
    PromiseLink,
    ReportingPeriod,
    Target,
    TrajectoryPoint,
)  # fmt: skip
from .accounting import open_paragraphs
from .last_years_promises import promises_dropped_silently


@dataclass(frozen=True)
class CheckItem:
    """One thing to look at: its code, whether the plan cannot be opened with it (`must`), and the rows it is about.

    `rows(plans)` gives the rows of these plans, each with the key of its plan as `of_plan` and its own as `item`;
    `commitment` is the path from them to their commitment, "" where they belong to none.
    """

    code: str
    must: bool
    rows: Callable
    commitment: str = ""


def plans_without_facts(plans):
    """Return the plans that do not say who presented the report to whom."""
    rows = Plan.objects.filter(Q(presented_to="") | Q(presented_by=""), pk__in=[plan.pk for plan in plans])
    return rows.annotate(of_plan=F("pk"), item=F("pk"))


def plans_without_commitments(plans):
    rows = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    rows = rows.exclude(Exists(Commitment.objects.standing().filter(plan=OuterRef("pk"))))
    return rows.annotate(of_plan=F("pk"), item=F("pk"))


def plans_without_periods(plans):
    rows = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    rows = rows.exclude(Exists(ReportingPeriod.objects.filter(plan=OuterRef("pk"))))
    return rows.annotate(of_plan=F("pk"), item=F("pk"))


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


def indicators_without_definition(plans):
    """Return the indicators these plans measure by whose definition the office has not approved."""
    rows = Indicator.objects.filter(approved_on=None, targets__in=targets_of(plans))
    return rows.annotate(of_plan=F("targets__commitment__plan"), item=F("pk"))


def targets_without_baseline(plans):
    return targets_of(plans).filter(baseline_state=BaselineState.MISSING)


def targets_with_proposed_baseline(plans):
    return targets_of(plans).filter(baseline_state=BaselineState.PROPOSED)


def proposed_links(plans):
    """Return the links of these plans' promises to last year that nobody has judged."""
    rows = PromiseLink.objects.filter(plan__in=plans, standing=Standing.PROPOSED).exclude(commitment=None)
    return rows.annotate(of_plan=F("plan"), item=F("pk"))


def proposed_milestones(plans):
    rows = Milestone.objects.filter(commitment__in=standing_in(plans), standing=Standing.PROPOSED)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("pk"))


def commitments_with_proposed_trajectory(plans):
    rows = TrajectoryPoint.objects.filter(commitment__in=standing_in(plans), standing=Standing.PROPOSED)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("commitment"))


def paragraphs_unaccounted(plans):
    """Return the paragraphs with words that are neither a commitment nor set aside."""
    rows = Paragraph.objects.filter(pk__in=open_paragraphs(plans))
    return rows.annotate(of_plan=F("section__plan"), item=F("pk"))


def standing_in(plans):
    return Commitment.objects.standing().filter(plan__in=plans)


def targets_of(plans):
    rows = Target.objects.filter(commitment__in=standing_in(plans)).exclude(measured=Measured.SCOPE)
    return rows.annotate(of_plan=F("commitment__plan"), item=F("pk"))


CHECK_ITEMS = (
    CheckItem("no_facts", True, plans_without_facts),
    CheckItem("no_commitments", True, plans_without_commitments),
    CheckItem("no_lead", True, commitments_without_lead, "pk"),
    CheckItem("duties_proposed", True, commitments_with_proposed_duty, "pk"),
    CheckItem("departments_proposed", True, proposed_departments),
    CheckItem("definitions_open", True, indicators_without_definition),
    CheckItem("baselines_missing", True, targets_without_baseline, "commitment"),
    CheckItem("links_proposed", True, proposed_links),
    CheckItem("dropped_silently", True, promises_dropped_silently),
    CheckItem("words_open", False, paragraphs_unaccounted),
    CheckItem("no_periods", False, plans_without_periods),
    CheckItem("dues_proposed", False, commitments_with_proposed_due, "pk"),
    CheckItem("milestones_proposed", False, proposed_milestones, "commitment"),
    CheckItem("trajectories_proposed", False, commitments_with_proposed_trajectory, "commitment"),
    CheckItem("baselines_proposed", False, targets_with_proposed_baseline, "commitment"),
)
ITEMS_BY_CODE = {item.code: item for item in CHECK_ITEMS}


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


def commitments_named_by(plan: Plan, code: str):
    """Return the plan's commitments that an item of the checklist is about; all of them for an unknown code."""
    item, rows = ITEMS_BY_CODE.get(code), plan.commitments.standing()
    return rows.filter(pk__in=item.rows([plan]).values(item.commitment)) if item and item.commitment else rows
