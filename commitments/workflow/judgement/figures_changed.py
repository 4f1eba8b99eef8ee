"""What was approved of an indicator within a plan's year; and what of it changed since the next plan adopted it."""

from dataclasses import dataclass

from ...choices import DataState, UpdateState
from ...models import Observation, Plan, Target
from ..snapshot.last_plans import plan_before
from ..snapshot.readings import of_newest_revision, reading_rank


@dataclass(frozen=True)
class ChangedFigure:
    """A target that counts from, or compares with, an approved figure that is another one by now."""

    target: Target
    adopted: Observation
    now: Observation


def results_within(plans: list[Plan], indicators) -> dict[tuple[int, int], Observation]:
    """Return (plan, indicator) → the approved figure that counts for the plan's year; one query for all of them."""
    rows = Observation.objects.filter(
        indicator__in=indicators, update__state=UpdateState.APPROVED, state=DataState.GIVEN
    )
    rows = rows.select_related("update__period", "indicator").order_by("pk")
    found, newest = {}, sorted(of_newest_revision(rows), key=reading_rank)
    for plan in plans:
        found |= {(plan.pk, row.indicator_id): row for row in newest if plan.starts <= row.cutoff <= plan.ends}
    return found


def figures_changed(plan: Plan, targets: list[Target]) -> list[ChangedFigure]:
    """Return the targets of an opened plan whose figure of last year was approved otherwise since; targets come with
    `baseline` and `last_year` at hand."""
    copied = [(target, row) for target in targets if (row := copied_figure(target))]
    last = plan_before(plan) if copied and not plan.is_draft else None
    if last is None:
        return []
    now = results_within([last], {target.indicator_id for target, _row in copied})
    pairs = [(target, row, now.get((last.pk, target.indicator_id))) for target, row in copied]
    return [ChangedFigure(*each) for each in pairs if each[2] and each[2].value != each[1].value]


def copied_figure(target: Target) -> Observation | None:
    """Return the figure of last year a target was opened with, where it was copied from an approved one."""
    rows = (row for row in (target.baseline, target.last_year) if row and row.taken_from_id)
    return next(rows, None)
