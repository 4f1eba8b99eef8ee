"""On which days a due day is called to mind: a few workdays ahead, on the day, and now and then after it."""

from collections.abc import Iterator
from datetime import date

from .period import Workdays, workdays_after, workdays_before

AHEAD = (10, 3, 0)
EVERY = 3


def reminder_days(due: date, workdays: Workdays, until: date) -> Iterator[tuple[date, int]]:
    """Yield (day, workdays left) up to `until`: 10, 3 and 0 before the due day, then −3, −6 … after it.

    Every day is a workday: a due day on a day off is called to mind on the workday before.
    """
    for left in AHEAD:
        day = workdays_before(due, left, workdays)
        if day <= until:
            yield day, left
    day, left = due, 0
    while (day := workdays_after(day, EVERY, workdays)) <= until:
        left -= EVERY
        yield day, left


def reminder_on(on: date, due: date, workdays: Workdays) -> int | None:
    """Return the workdays left (negative: past) if `on` is one of the due day's reminder days, else None."""
    return next((left for day, left in reminder_days(due, workdays, on) if day == on), None)
