"""A target beside last year's result: whether it asks for less, as much, more, or far more."""

from dataclasses import dataclass
from decimal import Decimal

from .target import FALLING, Measure, rounded

HUNDRED = Decimal(100)
# From twice last year's result on, leaders will ask how.
FAR = Decimal(2)
LESS, SAME, MORE, FAR_MORE = CLASSES = ("less", "same", "more", "far_more")


@dataclass(frozen=True)
class Change:
    """A target against last year's result: its class, the difference in the unit, and in percent of last year's."""

    code: str
    difference: Decimal
    share: Decimal | None


def compare(measure: Measure, last: Decimal) -> Change:
    """Return how the target compares with last year's result; both in the indicator's unit.

    Of a limit (以内) a higher one asks for less. Rates are far more only by their own figure, as all others.
    """
    difference = measure.value - last
    share = rounded(difference / abs(last) * HUNDRED) if last else None
    harder = -difference if measure.comparator in FALLING else difference
    if harder == 0:
        return Change(SAME, difference, share)
    if harder < 0:
        return Change(LESS, difference, share)
    far = measure.value <= last / FAR if measure.comparator in FALLING else last > 0 and measure.value >= last * FAR
    return Change(FAR_MORE if far else MORE, difference, share)
