"""Shapes a trajectory may be given: each a rule of thumb for the cumulative share, to be looked at and changed."""

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .pace import Pace, elapsed_share, share_on_line
from .shares import HUNDRED, rounded_share

WHOLE_PERCENT = Decimal(1)
# Share done by a quarter, half and three quarters of the time: construction and investment start slowly.
BACK_LOADED = ((25, 10), (50, 35), (75, 70), (100, 100))
# The same turned round.
FRONT_LOADED = ((25, 30), (50, 65), (75, 90), (100, 100))
# What is done with schools: July and August count a quarter of a month each, the other months a whole one.
HOLIDAYS, HOLIDAY_WEIGHT = (7, 8), Decimal("0.25")
SHAPES = ("linear", "back_loaded", "front_loaded", "term_time")


def shares_of_shape(name: str, starts: date, due: date, days: list[date]) -> list[Decimal]:
    """Return the cumulative shares of a shape on `days`, in percent; whole ones but for the straight line."""
    return [share_of_shape(name, starts, due, day) for day in days]


def share_of_shape(name: str, starts: date, due: date, day: date) -> Decimal:
    if name == "linear":
        return elapsed_share(starts, due, day)
    if name == "term_time":
        return whole_share(working_months(starts, day) / working_months(starts, due) * HUNDRED)
    knots = BACK_LOADED if name == "back_loaded" else FRONT_LOADED
    return whole_share(interpolated(knots, elapsed_share(starts, due, day)))


def whole_share(share: Decimal) -> Decimal:
    return share.quantize(WHOLE_PERCENT, ROUND_HALF_UP)


def interpolated(knots, place: Decimal) -> Decimal:
    """Return the share at a place of the time (both in percent) on the straight line between the knots."""
    begin, share = Decimal(0), Decimal(0)
    for end, planned in knots:
        if place <= end:
            return share + (planned - share) * (place - begin) / (end - begin)
        begin, share = Decimal(end), Decimal(planned)
    return share


def working_months(starts: date, day: date) -> Decimal:
    """Return the months from `starts` to the end of `day`, those of the school holidays at their weight."""
    total, at = Decimal(0), starts
    while at <= day:
        length = calendar.monthrange(at.year, at.month)[1]
        last = min(day, date(at.year, at.month, length))
        weight = HOLIDAY_WEIGHT if at.month in HOLIDAYS else WHOLE_PERCENT
        total += weight * ((last - at).days + 1) / length
        at = last + timedelta(days=1)
    return total


def shares_as_last_year(figures, starts: date, days: list[date]) -> list[Decimal] | None:
    """Return the shares on `days` as last year's figures ran, None where they do not tell.

    `figures` are (day, cumulative value) of the year before `starts`. They tell when there are at least two, the last
    at that year's end and above zero, and none falls.
    """
    begin, end = a_year_before(starts), starts - timedelta(days=1)
    rows = sorted((day, value) for day, value in figures if begin <= day <= end)
    values = [value for _day, value in rows]
    if len(rows) < 2 or rows[-1][0] != end or values[-1] <= 0 or values != sorted(values) or values[0] < 0:
        return None
    pace = Pace(begin, end, tuple((day, value / values[-1] * HUNDRED) for day, value in rows))
    shares = [share_on_line(pace, a_year_before(day)) for day in days]
    return [rounded_share(share / shares[-1] * HUNDRED) for share in shares] if shares[-1] else None


def a_year_before(day: date) -> date:
    """Return the same day of the year before; a month's last day stays one."""
    last = calendar.monthrange(day.year, day.month)[1]
    before = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, before if day.day == last else min(day.day, before))
