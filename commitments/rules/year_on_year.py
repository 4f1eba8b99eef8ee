"""A target beside last year's result: whether it asks for less, as much, more, or far more."""

from dataclasses import dataclass
from decimal import Decimal

from .shares import HUNDRED, rounded_share
from .target import Measure

# From twice last year's result on, leaders will ask how.
FAR_MORE_FACTOR = Decimal(2)
LESS, SAME, MORE, FAR_MORE = CHANGE_CLASSES = ("less", "same", "more", "far_more")


@dataclass(frozen=True)
class ChangeOnLastYear:
    """A target against last year's result: its class, the difference in the unit, and in percent of last year's."""

    code: str
    difference: Decimal
    share: Decimal | None


def compare_with_last_year(measure: Measure, last: Decimal) -> ChangeOnLastYear:
    """Return how the target compares with last year's result; both in the indicator's unit.

    Of a limit (以内) a higher one asks for less. Rates are far more only by their own figure, as all others. Between
    two percentages there is no share: they differ in points.
    """
    difference = measure.value - last
    share = rounded_share(difference / abs(last) * HUNDRED) if last and not measure.in_points else None
    harder = -difference if measure.keeps_within else difference
    if harder == 0:
        return ChangeOnLastYear(SAME, difference, share)
    if harder < 0:
        return ChangeOnLastYear(LESS, difference, share)
    far = (
        measure.value <= last / FAR_MORE_FACTOR
        if measure.keeps_within
        else last > 0 and measure.value >= last * FAR_MORE_FACTOR
    )
    return ChangeOnLastYear(FAR_MORE if far else MORE, difference, share)
