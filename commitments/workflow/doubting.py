"""What is asked about the figures of a report or a part: the same wherever they are typed and read."""

from collections.abc import Iterable
from decimal import Decimal

from ..choices import Measured
from ..models import ProgressUpdate, Target
from ..rules.plausibility import Doubt, figure_doubts


def promised(targets: Iterable[Target]) -> dict[int, Decimal]:
    """Return indicator id → the largest value its observed targets plan with: target, end of a range, or baseline.

    The targets come with indicator and baseline at hand.
    """
    found = {}
    for target in targets:
        if target.measured == Measured.OBSERVED:
            baseline = target.baseline.value if target.baseline else None
            values = [value for value in (target.value, target.upper, baseline) if value is not None]
            found[target.indicator_id] = max([*values, found.get(target.indicator_id, values[0])])
    return found


def promised_by(commitments) -> dict[int, dict[int, Decimal]]:
    """Return commitment id → `promised` of its targets, in one query."""
    rows = Target.objects.filter(commitment__in=commitments).select_related("indicator", "baseline")
    groups = {}
    for target in rows:
        groups.setdefault(target.commitment_id, []).append(target)
    return {pk: promised(targets) for pk, targets in groups.items()}


def figures_of(update: ProgressUpdate | None) -> dict[int, Decimal]:
    """Return indicator id → the update's figure, where one is given."""
    rows = update.observations.all() if update else ()
    return {row.indicator_id: row.value for row in rows if row.value is not None}


def doubts_about(rows, behind: list, planned: dict[int, Decimal]) -> list[Doubt]:
    """Return what to ask about figures (rows with indicator and value), each with its `indicator`.

    `behind` are the approved updates of the periods before, the latest first; `planned` is `promised`.
    """
    before, earlier = ([figures_of(update) for update in behind[:2]] + [{}, {}])[:2]
    return [
        Doubt(doubt.code, doubt.figures | {"indicator": row.indicator})
        for row in rows
        for doubt in figure_doubts(
            row.value, before.get(row.indicator_id), earlier.get(row.indicator_id), row.indicator.basis,
            planned.get(row.indicator_id),
        )
    ]  # fmt: skip


def doubts_of(update: ProgressUpdate) -> list[Doubt]:
    """Return what to ask about one update's figures, in a fixed number of queries."""
    previous = update.previous
    behind = [previous, previous.previous] if previous else []
    planned = promised_by([update.commitment]).get(update.commitment_id, {})
    return doubts_about(update.observations.select_related("indicator"), [row for row in behind if row], planned)
