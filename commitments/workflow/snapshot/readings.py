"""Rows of the database as the rules understand them: measures, readings, thresholds, and which reading counts."""

from collections import defaultdict

from ...choices import BaselineState, Finality, Kind
from ...rules.facts import Thresholds
from ...rules.target import Measure, Reading


def thresholds_of(row) -> Thresholds:
    """Return the published thresholds of a plan or of a change, the same for all commitments of the plan."""
    return Thresholds(yellow=row.yellow_at, red=row.red_below, milestone_days=row.milestone_days)


def of_newest_revision(observations) -> list:
    """Return the observations of the newest revision per commitment and period."""
    newest = defaultdict(int)
    observations = list(observations)
    for row in observations:
        key = (row.update.commitment_id, row.update.period_id)
        newest[key] = max(newest[key], row.update.revision)
    return [o for o in observations if o.update.revision == newest[o.update.commitment_id, o.update.period_id]]


def reading_rank(observation) -> tuple:
    """Sort key: the last one counts."""
    final = observation.finality == Finality.FINAL
    return (
        observation.cutoff,
        final,
        observation.update.period.ends,
        observation.update.revision,
        observation.pk,
    )


def measure_of(target, kind: str, reference: Reading | None = None) -> Measure:
    """Return a target as rules understand it; figures are in the indicator's unit.

    The value of a relative target is counted from the other indicator's `reference`, from 0 while there is none.
    """
    start = (reference.value if reference and target.relative_to_id else None) or 0
    return Measure(
        basis=target.indicator.basis,
        comparator=target.comparator,
        value=target.value + start,
        upper=target.upper,
        baseline=target.baseline.value if target.baseline else None,
        waived=target.baseline_state == BaselineState.WAIVED,
        paced_as_coverage=kind == Kind.COVERAGE,
        tolerance=target.tolerance,
        unit=target.indicator.unit,
        direction=target.direction,
        held=kind == Kind.CEILING,
    )


def reading_of(observation) -> Reading | None:
    """Return an observation as rules understand it, or None when nothing was reported."""
    if observation is None:
        return None
    return Reading(
        value=observation.value,
        exactness=observation.exactness,
        final=observation.finality == Finality.FINAL,
        cutoff=observation.cutoff,
        state=observation.state,
    )
