"""Reporting periods: their codes, bounds and due days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ..choices import Frequency
from .workdays import ONE_DAY, Workdays

DUE_DAY = 20
PERIOD_CODE = re.compile(r"(?P<year>20\d\d)-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))")


class PeriodCodeError(ValueError):
    """The text is no period code such as 2024-Q3 or 2024-09."""


class ExemptionError(ValueError):
    """The period cannot be left out: it is none of the year's, or it is the last and nothing would cover it."""


@dataclass(frozen=True)
class PlannedPeriod:
    """One period of a plan's year as it is laid out: what it covers, when it opens, when it falls due."""

    code: str
    starts: date
    ends: date
    opens: date
    due: date


def parse_code(code: str) -> tuple[date, date]:
    """Return (first day, last day) of a quarter or month code; raise PeriodCodeError otherwise."""
    found = PERIOD_CODE.fullmatch(code)
    if not found:
        raise PeriodCodeError(code)
    year = int(found["year"])
    last = int(found["quarter"]) * 3 if found["quarter"] else int(found["month"])
    first = last - 2 if found["quarter"] else last
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def due_day(ends: date, workdays: Workdays, day: int = DUE_DAY) -> date:
    """Return day number `day` (1 to 28) of the month after `ends`, moved on to the next workday."""
    return workdays.on_or_after((ends + ONE_DAY).replace(day=day))


def period_codes(year: int, frequency: str) -> list[str]:
    """Return the codes of the year's quarters or months, in order."""
    if frequency == Frequency.MONTHLY:
        return [f"{year}-{month:02}" for month in range(1, 13)]
    return [f"{year}-Q{quarter}" for quarter in range(1, 5)]


def year_periods(
    year: int,
    frequency: str,
    workdays: Workdays,
    *,
    day: int = DUE_DAY,
    exempt: frozenset[str] = frozenset(),
    after: date | None = None,
) -> list[PlannedPeriod]:
    """Return the year's periods in order, each due on day number `day` of the next month or the workday after.

    An exempt period has no row; figures are cumulative, so the next one covers from the exempt one's first day.
    `after` is the last day that is settled already: only what ends later is laid out, from the next day on.
    Raises ExemptionError for a code that is none of the year's, and for the last one.
    """
    codes = period_codes(year, frequency)
    for code in sorted(exempt):
        if code not in codes[:-1]:
            raise ExemptionError(code)
    planned, since = [], after + ONE_DAY if after else parse_code(codes[0])[0]
    for code in codes:
        _starts, ends = parse_code(code)
        if code not in exempt and ends > since:
            planned.append(PlannedPeriod(code, since, ends, ends + ONE_DAY, due_day(ends, workdays, day)))
            since = ends + ONE_DAY
    return planned


def days_late(due: date, on: date) -> int:
    """Return how many days `on` lies after the due day; 0 on it and before."""
    return max(0, (on - due).days)


def is_stale(cutoff: date, period_end: date) -> bool:
    """Whether the data's cut-off lies more than a month before the period's end."""
    year, month = divmod(period_end.year * 12 + period_end.month - 2, 12)
    day = calendar.monthrange(year, month + 1)[1]
    at_month_end = period_end.day == calendar.monthrange(period_end.year, period_end.month)[1]
    return cutoff < date(year, month + 1, day if at_month_end else min(day, period_end.day))
