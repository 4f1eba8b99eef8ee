"""Whether the figures of a report or a contribution are plausible: the same wherever they are typed and read."""

from collections.abc import Iterable
from decimal import Decimal

from ...choices import Basis, Measured
from ...models import ProgressUpdate, Target
from ...rules.plausibility import Gain, PlausibilityFlag, figure_flags
from ...rules.workdays import ONE_DAY


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


def reports_behind(commitment, period) -> list[ProgressUpdate]:
    """Return the approved reports on `commitment` of the periods before `period`, the latest first, in two queries."""
    rows = ProgressUpdate.objects.approved().filter(commitment=commitment, period__ends__lt=period.ends)
    rows = rows.select_related("period").prefetch_related("observations").newest_first()
    return list({row.period_id: row for row in reversed(rows)}.values())[::-1]


def gain_of(value: Decimal | None, indicator, behind: list, period) -> Gain | None:
    """Return what a flow's cumulative figure for `period` means beside the reports `behind`; None without one."""
    before, earlier = (*behind[:2], None, None)[:2]
    last, older = given_figures(before).get(indicator.pk), given_figures(earlier).get(indicator.pk)
    if value is None or last is None or indicator.basis != Basis.FLOW:
        return None
    # What the last period gained is known where the one before it stands, or where it was the year's first.
    follows = earlier is not None and earlier.period.ends + ONE_DAY == before.period.starts
    first = (before.period.starts.month, before.period.starts.day) == (1, 1)
    gained = last - older if follows and older is not None else last if first else None
    since = "" if before.period.ends + ONE_DAY == period.starts else before.period.code
    return Gain(period.code, value - last, gained, since)


def flags_of_update(update: ProgressUpdate) -> list[PlausibilityFlag]:
    """Return what to ask about one update's figures, in a fixed number of queries."""
    behind = reports_behind(update.commitment, update.period)
    planned = largest_planned_by_commitment([update.commitment]).get(update.commitment_id, {})
    return flags_of_figures(update.observations.select_related("indicator"), behind, planned)
