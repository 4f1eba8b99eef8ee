"""Reporting periods: their codes, bounds and due days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

DUE_DAY = 20
CODE = re.compile(r"(?P<year>20\d\d)-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))")


class PeriodCodeError(ValueError):
    """The text is no period code such as 2024-Q3 or 2024-09."""


@dataclass(frozen=True)
class Workdays:
    """Holidays on weekdays, and weekend days worked to make up for them."""

    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.makeup or (day.weekday() < 5 and day not in self.holidays)

    def after(self, day: date, number: int) -> date:
        """Return the workday `number` workdays after `day`."""
        while number > 0:
            day += timedelta(days=1)
            number -= self.is_workday(day)
        return day


def parse_code(code: str) -> tuple[date, date]:
    """Return (first day, last day) of a quarter or month code; raise PeriodCodeError otherwise."""
    found = CODE.fullmatch(code)
    if not found:
        raise PeriodCodeError(code)
    year = int(found["year"])
    last = int(found["quarter"]) * 3 if found["quarter"] else int(found["month"])
    first = last - 2 if found["quarter"] else last
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def due_day(ends: date, workdays: Workdays) -> date:
    """Return the 20th of the month after `ends`, moved to the next workday."""
    following = ends + timedelta(days=1)
    day = following.replace(day=DUE_DAY)
    while not workdays.is_workday(day):
        day += timedelta(days=1)
    return day


def days_late(due: date, on: date) -> int:
    """Return how many days `on` lies after the due day; 0 on it and before."""
    return max(0, (on - due).days)


def is_stale(cutoff: date, period_end: date) -> bool:
    """Whether the data's cut-off lies more than a month before the period's end."""
    year, month = divmod(period_end.year * 12 + period_end.month - 2, 12)
    day = calendar.monthrange(year, month + 1)[1]
    at_month_end = period_end.day == calendar.monthrange(period_end.year, period_end.month)[1]
    return cutoff < date(year, month + 1, day if at_month_end else min(day, period_end.day))
