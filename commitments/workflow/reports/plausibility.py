"""Whether the figures of a report or a contribution are plausible: the same wherever they are typed and read."""

from collections.abc import Iterable
from decimal import Decimal

from ...choices import Measured
from ...models import ProgressUpdate, Target
from ...rules.plausibility import PlausibilityFlag, figure_flags


def largest_planned(targets: Iterable[Target]) -> dict[int, Decimal]:
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


def largest_planned_by_commitment(commitments) -> dict[int, dict[int, Decimal]]:
    """Return commitment id → `largest_planned` of its targets, in one query."""
    rows = Target.objects.filter(commitment__in=commitments).select_related("indicator", "baseline")
    groups = {}
    for target in rows:
        groups.setdefault(target.commitment_id, []).append(target)
    return {pk: largest_planned(targets) for pk, targets in groups.items()}


def given_figures(update: ProgressUpdate | None) -> dict[int, Decimal]:
    """Return indicator id → the update's figure, where one is given."""
    rows = update.observations.all() if update else ()
    return {row.indicator_id: row.value for row in rows if row.value is not None}


def flags_of_figures(rows, behind: list, planned: dict[int, Decimal]) -> list[PlausibilityFlag]:
    """Return what to ask about figures (rows with indicator and value), each with its `indicator`.

    `behind` are the approved updates of the periods before, the latest first; `planned` is `largest_planned`.
    """
    before, earlier = ([given_figures(update) for update in behind[:2]] + [{}, {}])[:2]
    return [
        PlausibilityFlag(flag.code, flag.figures | {"indicator": row.indicator})
        for row in rows
        for flag in figure_flags(
            row.value, before.get(row.indicator_id), earlier.get(row.indicator_id), row.indicator.basis,
            planned.get(row.indicator_id),
        )
    ]  # fmt: skip


def flags_of_update(update: ProgressUpdate) -> list[PlausibilityFlag]:
    """Return what to ask about one update's figures, in a fixed number of queries."""
    previous = update.previous
    behind = [previous, previous.previous] if previous else []
    planned = largest_planned_by_commitment([update.commitment]).get(update.commitment_id, {})
    return flags_of_figures(update.observations.select_related("indicator"), [row for row in behind if row], planned)
