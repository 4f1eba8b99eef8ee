"""The lamp of one target or one milestone, in the order of precedence of the domain's section 3."""

from datetime import date
from decimal import Decimal

from ..choices import BaselineState, Basis, DataState, Lamp, Reason
from .facts import ComponentVerdict, MilestoneFacts, TargetFacts, Thresholds
from .pace import expected_share
from .shares import HUNDRED, NOTHING, rounded_share
from .target import CEILING_LEEWAY, Measure, attained_share, is_met, whole_units

PENDING_REASONS = {
    DataState.AWAITED: Reason.NOT_PUBLISHED,
    DataState.NOT_COMPARABLE: Reason.NOT_COMPARABLE,
}


def judge_target(facts: TargetFacts, due: date, year_end: date, thresholds: Thresholds) -> ComponentVerdict:
    """Return the verdict of a target; `due` is the commitment's, `year_end` the plan's last day."""
    measure, reading = facts.measure, facts.reading
    if reading is None:
        return ComponentVerdict(facts.label, Lamp.GREY, Reason.NO_DATA)
    if reading.state in PENDING_REASONS:
        return ComponentVerdict(facts.label, Lamp.GREY, PENDING_REASONS[reading.state], cutoff=reading.cutoff)
    if facts.lacks_reference:
        return ComponentVerdict(facts.label, Lamp.GREY, Reason.NO_REFERENCE, cutoff=reading.cutoff)
    if wants_baseline(measure) and facts.baseline_state == BaselineState.MISSING:
        return ComponentVerdict(facts.label, Lamp.GREY, Reason.NO_BASELINE, cutoff=reading.cutoff)
    figures = figures_of_reading(facts)
    met = is_met(measure, reading)
    lamp, reason = target_lamp(facts, figures, met, due, year_end, thresholds)
    return ComponentVerdict(
        facts.label,
        lamp,
        reason,
        met=met,
        cutoff=reading.cutoff,
        provisional=not reading.final,
        unit=measure.unit,
        **figures,
    )


def wants_baseline(measure: Measure) -> bool:
    """Whether a level cannot be judged without its baseline; a coverage counts from 0, a limit from none."""
    return measure.basis == Basis.LEVEL and not measure.paced_as_coverage and not measure.is_ceiling


def figures_of_reading(facts: TargetFacts) -> dict:
    """Return attained, expected, gap, ratio, short_by and over_by of a usable reading."""
    measure, value = facts.measure, facts.reading.value
    if measure.is_ceiling:
        held = is_met(measure, facts.reading)
        return {"over_by": Decimal(0) if held else max(Decimal(0), value - measure.value)}
    share = attained_share(measure, value)
    planned = HUNDRED if measure.is_rate else expected_share(facts.pace, facts.reading.cutoff, whole_units(measure))
    figures = {"attained": share, "expected": planned}
    if share is not None:
        figures["gap"] = rounded_share(share - planned)
        figures["ratio"] = ratio_to_plan(share, planned) if not measure.is_rate else None
    if measure.is_rate:
        figures["short_by"] = max(Decimal(0), measure.value - value)
    return figures


def ratio_to_plan(share: Decimal, planned: Decimal) -> Decimal | None:
    """Return the attained share in percent of the planned one; None where nothing is planned, or less than nothing
    attained: a level below its baseline is no part of the way."""
    return rounded_share(share / planned * HUNDRED) if planned and share >= 0 else None


def target_lamp(facts, figures, met, due, year_end, thresholds) -> tuple[str, str]:
    """Return (lamp, reason): met, past due, then by kind."""
    measure, reading = facts.measure, facts.reading
    if met and (measure.is_paced or (reading.final and reading.cutoff >= year_end)):
        return Lamp.DONE, Reason.MET
    if reading.cutoff >= due and not met:
        return Lamp.RED, Reason.PAST_DUE
    if measure.is_ceiling:
        return ceiling_lamp(measure.value, figures["over_by"], met)
    if figures.get("gap") is None:
        return (Lamp.GREEN, Reason.MET) if met else (Lamp.RED, Reason.BEHIND)
    if met:
        return Lamp.GREEN, reason_of_gap(max(NOTHING, figures["gap"]))
    return gap_lamp(figures["gap"], thresholds)


def ceiling_lamp(limit: Decimal, over_by: Decimal, met: bool) -> tuple[str, str]:
    """Within green; exceeded by at most a tenth of the limit yellow; more red."""
    if met:
        return Lamp.GREEN, Reason.WITHIN
    return (Lamp.YELLOW if over_by <= abs(limit) * CEILING_LEEWAY else Lamp.RED), Reason.EXCEEDED


def gap_lamp(gap: Decimal, thresholds: Thresholds) -> tuple[str, str]:
    """gap > −10 green; −30 to −10 yellow, both ends included; below red (a published rule)."""
    if gap > thresholds.yellow:
        return Lamp.GREEN, reason_of_gap(gap)
    return (Lamp.YELLOW if gap >= thresholds.red else Lamp.RED), Reason.BEHIND


def reason_of_gap(gap: Decimal) -> str:
    """Return how a green lamp's gap is told: ahead, exactly on pace, or behind by less than the warning takes."""
    if gap == 0:
        return Reason.ON_PACE
    return Reason.AHEAD if gap > 0 else Reason.WITHIN_ALLOWANCE


def judge_milestone(facts: MilestoneFacts, cutoff: date | None, due: date, thresholds: Thresholds) -> ComponentVerdict:
    """Return the verdict of a milestone: done when reached, else by its days late on the cut-off day."""
    if facts.reached is not None:
        late = (facts.reached - facts.planned).days
        return ComponentVerdict(facts.label, Lamp.DONE, Reason.MET, late_days=late, met=True, cutoff=cutoff)
    if cutoff is None:
        return ComponentVerdict(facts.label, Lamp.GREY, Reason.NO_DATA)
    late = (cutoff - facts.planned).days
    if cutoff >= due:
        return ComponentVerdict(facts.label, Lamp.RED, Reason.PAST_DUE, late_days=late, cutoff=cutoff)
    if late < 0:
        return ComponentVerdict(
            facts.label,
            Lamp.GREEN,
            Reason.NOT_YET_PLANNED,
            late_days=late,
            cutoff=cutoff,
        )
    lamp = Lamp.YELLOW if late <= thresholds.milestone_days else Lamp.RED
    return ComponentVerdict(facts.label, lamp, Reason.MILESTONE_LATE, late_days=late, cutoff=cutoff)
