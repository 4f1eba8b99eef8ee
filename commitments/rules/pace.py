"""What should be attained on a day: the trajectory, else elapsed time by calendar months."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from .shares import HUNDRED, rounded_share

FEW, HANDFUL = 10, 5
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Pace:
    """From 0 % before `starts` to the points' shares, straight between on the month axis; linear without points."""

    starts: date
    due: date
    points: tuple[tuple[date, Decimal], ...] = ()


@lru_cache(1 << 12)
def months_until(day: date) -> Decimal:
    """Return the end of `day` on the month axis: whole months count one, within a month by its days."""
    length = calendar.monthrange(day.year, day.month)[1]
    return Decimal(day.year * 12 + day.month - 1) + Decimal(day.day) / length


def elapsed_share(starts: date, due: date, on: date) -> Decimal:
    """Return the share of time from `starts` to the end of `due` gone at the end of `on`, 0 to 100."""
    begin = months_until(starts - timedelta(days=1))
    share = (months_until(on) - begin) / (months_until(due) - begin) * HUNDRED
    return rounded_share(max(Decimal(0), min(HUNDRED, share)))


def expected_share(pace: Pace, on: date, units: int | None = None) -> Decimal:
    """Return the expected share in percent at the end of `on`, rounded to 0.01.

    `units` is the whole units owed: of at most ten the count is rounded down, of at most five it steps
    at the points (the point's day included), and without points at the due date.
    """
    share = share_by_steps(pace, on) if units is not None and 0 < units <= HANDFUL else share_on_line(pace, on)
    if units is not None and 0 < units <= FEW:
        # A third is planned as 33.33 %: shares end at 0.01, so the count is taken to the nearest thousandth first.
        count = (share * units / HUNDRED).quantize(THOUSANDTH, ROUND_HALF_UP).to_integral_value(ROUND_FLOOR)
        share = count * HUNDRED / units
    return rounded_share(share)


def share_by_steps(pace: Pace, on: date) -> Decimal:
    """Return the share of the last point reached; without points everything falls due on the due date."""
    if not pace.points:
        return HUNDRED if on >= pace.due else Decimal(0)
    return max((share for day, share in pace.points if day <= on), default=Decimal(0))


def share_on_line(pace: Pace, on: date) -> Decimal:
    """Return the share on the straight line between the neighbouring points."""
    if not pace.points:
        return elapsed_share(pace.starts, pace.due, on)
    place, begin = months_until(on), months_until(pace.starts - timedelta(days=1))
    share = Decimal(0)
    if place <= begin:
        return Decimal(0)
    for day, planned in sorted(pace.points):
        end = months_until(day)
        if place <= end:
            return share + (planned - share) * (place - begin) / (end - begin)
        begin, share = end, planned
    return share
