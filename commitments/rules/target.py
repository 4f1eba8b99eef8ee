"""Comparator and baseline: how much of a target is attained, and whether it is met."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ..choices import Basis, Comparator, DataState, Direction, Exactness
from .shares import HUNDRED, rounded_apart, rounded_completion

CEILING_LEEWAY = Decimal("0.1")

FALLING = (Comparator.AT_MOST, Comparator.LESS_THAN)
# Units that measure rather than count: of these a fraction can be owed.
MEASURING = ("%", "百分点", "元", "公里", "米", "吨", "亩", "公顷", "/")
# 5万人次 are fifty thousand: a fraction of the figure is whole people.
MULTIPLIED = ("万", "亿")
POINT_UNITS = ("%", "百分点", "个百分点")
RATE_TOLERANCE, SHARE_TOLERANCE = Decimal("0.5"), Decimal("0.05")


@dataclass(frozen=True)
class Measure:
    """A target in its indicator's unit; `paced_as_coverage` gives a rate's share a pace (kind coverage)."""

    basis: str
    comparator: str
    value: Decimal
    upper: Decimal | None = None
    baseline: Decimal | None = None
    waived: bool = False
    paced_as_coverage: bool = False
    tolerance: Decimal | None = None
    unit: str = ""
    direction: str = Direction.REACH
    held: bool = False

    @property
    def keeps_within(self) -> bool:
        """Whether less is better: a limit, also one worded "about" (失业率控制在5.5%左右)."""
        return self.comparator in FALLING or self.direction == Direction.KEEP_WITHIN

    @property
    def is_ceiling(self) -> bool:
        """A rate, or a sum of the year, that must stay within its limit: held, never "reached early".

        So is a level worded "about", or of a commitment of kind ceiling (`held`); any other level that is to fall to
        its value is counted from its baseline.
        """
        return self.keeps_within and (self.held or self.basis != Basis.LEVEL or self.comparator not in FALLING)

    @property
    def is_rate(self) -> bool:
        return self.basis == Basis.RATE and not self.is_ceiling and not self.paced_as_coverage

    @property
    def is_paced(self) -> bool:
        return not self.is_rate and not self.is_ceiling

    @property
    def in_points(self) -> bool:
        """Whether differences are told in percentage points: a percentage of a percentage says nothing."""
        return self.unit in POINT_UNITS

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts whole things; of what measures a fraction can be owed."""
        measures = any(word in self.unit for word in MEASURING) or self.unit.startswith(MULTIPLIED)
        return bool(self.unit) and not measures and self.value == self.value.to_integral_value()

    @property
    def starts_at(self) -> Decimal | None:
        """The baseline progress is counted from, or None when the whole value is; a coverage is counted as a level."""
        has_baseline = self.basis == Basis.LEVEL or self.paced_as_coverage
        if not has_baseline or self.waived or self.baseline is None:
            return None
        rising_past = self.comparator not in FALLING and self.baseline >= self.value
        falling_past = self.comparator in FALLING and self.baseline <= self.value
        return None if rising_past or falling_past else self.baseline


@dataclass(frozen=True)
class Reading:
    """What was reported: a value up to `cutoff`, or why there is none (`state`, choices.DataState)."""

    value: Decimal | None
    exactness: str = Exactness.EXACT
    final: bool = False
    cutoff: date | None = None
    state: str = DataState.GIVEN


def attained_share(measure: Measure, value: Decimal) -> Decimal | None:
    """Return the attained share in percent, to 0.01 and never rounded onto 0 or 100.

    None for a ceiling or a target of zero. A rate with a target not above zero has no share either: it is met or not.
    """
    start = measure.starts_at
    if measure.is_ceiling:
        return None
    if start is not None:
        return rounded_completion((value - start) / (measure.value - start) * HUNDRED)
    if measure.value <= 0:
        return None
    if measure.comparator in FALLING:
        return None if value <= 0 else rounded_completion(measure.value / value * HUNDRED)
    return rounded_completion(value / measure.value * HUNDRED)


def is_met(measure: Measure, reading: Reading) -> bool:
    """Whether the reading meets the target as worded. 500亿元以上 meets 突破500, exactly 500 does not.

    不足500 does not meet 500. "About" holds up to the tolerance on the side that is worse, however much better.
    """
    if reading.state != DataState.GIVEN or reading.value is None:
        return False
    actual, target = reading.value, measure.value
    match measure.comparator:
        case Comparator.AT_LEAST:
            return actual > target or (actual == target and reading.exactness != Exactness.AT_MOST)
        case Comparator.MORE_THAN:
            return actual > target or (actual == target and reading.exactness == Exactness.AT_LEAST)
        case Comparator.AT_MOST:
            return actual <= target + (measure.tolerance or 0)
        case Comparator.LESS_THAN:
            return actual < target
        case Comparator.ABOUT if measure.keeps_within:
            return actual <= target + about_tolerance(measure)
        case Comparator.ABOUT:
            return actual >= target - about_tolerance(measure)
        case _:
            return actual == target


def about_tolerance(measure: Measure) -> Decimal:
    """Return how far from "about" still counts, on the worse side: 0.5 point for rates, else 5 % of the value."""
    if measure.tolerance is not None:
        return measure.tolerance
    return RATE_TOLERANCE if measure.basis == Basis.RATE else abs(measure.value) * SHARE_TOLERANCE


def whole_units(measure: Measure) -> int | None:
    """Return the number of whole units owed (target − baseline), or None where the unit measures."""
    owed = measure.value - (measure.starts_at or 0)
    return abs(int(owed)) if measure.is_counted and owed == owed.to_integral_value() else None


def told_figure(measure: Measure, value: Decimal, *, most: bool = False) -> Decimal:
    """Return a calculated figure of the measure as it is told: whole things whole, others to 0.01, and never on the
    target it is short of. Whole things are cut to what is certainly there; with `most` up to what is needed."""
    if not measure.is_counted:
        return rounded_apart(value, measure.value)
    up = most != (measure.comparator in FALLING)
    return value.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR)
