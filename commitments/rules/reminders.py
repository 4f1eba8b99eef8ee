"""On which days somebody is reminded, and at which hours mail may go out: never at night, never on a day off."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from .workdays import ONE_DAY, Workdays

BEFORE, EVERY_LATE = frozenset({10, 3, 0}), 3
OPENS, SHUTS = time(8, 30), time(18)
PAUSES = (timedelta(minutes=10), timedelta(hours=1))


class Hours(NamedTuple):
    """The hours of a workday in which mail goes out."""

    opens: time = OPENS
    shuts: time = SHUTS


USUAL_HOURS = Hours()


def is_reminder_day(due: date, on: date, workdays: Workdays) -> bool:
    """Whether people are reminded on the workday `on`: 10, 3 and 0 workdays before, then on every third one late."""
    if not workdays.is_workday(on):
        return False
    if on <= due:
        return workdays.between(on, due) in BEFORE
    return workdays.between(due, on) % EVERY_LATE == 0


def within_hours(moment: datetime, workdays: Workdays, hours: Hours = USUAL_HOURS) -> bool:
    """Whether mail may go out at the local `moment`: within the hours of a workday, usually 08:30 to 18:00."""
    return workdays.is_workday(moment.date()) and hours.opens <= moment.time() < hours.shuts


def next_slot(moment: datetime, workdays: Workdays, hours: Hours = USUAL_HOURS) -> datetime:
    """Return `moment` if mail may go out then, else the next morning it may (local times)."""
    if within_hours(moment, workdays, hours):
        return moment
    day = moment.date() if moment.time() < hours.opens else moment.date() + ONE_DAY
    return datetime.combine(workdays.on_or_after(day), hours.opens, moment.tzinfo)


def retry_at(moment: datetime, tries: int, workdays: Workdays, hours: Hours = USUAL_HOURS) -> datetime:
    """Return when to try again after the `tries`th failure: in ten minutes, an hour, then the next workday."""
    if tries <= len(PAUSES):
        return next_slot(moment + PAUSES[tries - 1], workdays, hours)
    return next_slot(datetime.combine(moment.date() + ONE_DAY, hours.opens, moment.tzinfo), workdays, hours)
