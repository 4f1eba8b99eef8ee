"""On which days somebody is reminded, and at which hours mail may go out: never at night, never on a day off."""

from datetime import date, datetime, time, timedelta

from .workdays import ONE_DAY, Workdays

BEFORE, EVERY_LATE = frozenset({10, 3, 0}), 3
OPENS, SHUTS = time(8, 30), time(18)
PAUSES = (timedelta(minutes=10), timedelta(hours=1))


def is_reminder_day(due: date, on: date, workdays: Workdays) -> bool:
    """Whether people are reminded on the workday `on`: 10, 3 and 0 workdays before, then on every third one late."""
    if not workdays.is_workday(on):
        return False
    if on <= due:
        return workdays.between(on, due) in BEFORE
    return workdays.between(due, on) % EVERY_LATE == 0


def within_hours(moment: datetime, workdays: Workdays) -> bool:
    """Whether mail may go out at the local `moment`: 08:30 to 18:00 on a workday."""
    return workdays.is_workday(moment.date()) and OPENS <= moment.time() < SHUTS


def next_slot(moment: datetime, workdays: Workdays) -> datetime:
    """Return `moment` if mail may go out then, else the next morning it may (local times)."""
    if within_hours(moment, workdays):
        return moment
    day = moment.date() if moment.time() < OPENS else moment.date() + ONE_DAY
    return datetime.combine(workdays.on_or_after(day), OPENS, moment.tzinfo)


def retry_at(moment: datetime, tries: int, workdays: Workdays) -> datetime:
    """Return when to try again after the `tries`th failure: in ten minutes, an hour, then the next workday."""
    if tries <= len(PAUSES):
        return next_slot(moment + PAUSES[tries - 1], workdays)
    return next_slot(datetime.combine(moment.date() + ONE_DAY, OPENS, moment.tzinfo), workdays)
