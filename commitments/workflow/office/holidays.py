"""The table of days off and of weekend days worked: taken in from the published calendar, kept by the office."""

import datetime

import chinese_calendar
from django.db import transaction

from ...choices import DayKind, PlanState, Role
from ...models import HistoryEntry, Holiday, Installation, ReportingPeriod, User
from ...rules.period import due_day
from ..record import record
from ..refusals import Incomplete, Refused, Stale

HOLIDAY_NAMES = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
}  # fmt: skip
PUBLISHED = {DayKind.OFF: chinese_calendar.holidays, DayKind.WORKED: chinese_calendar.workdays}
YEARS_AHEAD = 2


def published_years() -> tuple[int, int]:
    """Return the first and the last year the published calendar knows."""
    return min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year


def published_days(year: int) -> dict[datetime.date, tuple[str, str]]:
    """Return day → (kind, name) of the year as the State Council published it."""
    return {
        day: (kind, HOLIDAY_NAMES.get(name) or chinese_calendar.Holiday(name).chinese)
        for kind, days in PUBLISHED.items()
        for day, name in sorted(days.items())
        if day.year == year
    }


@transaction.atomic
def take_in_year(year: int, *, at, by: User | None = None) -> int:
    """Add the published days of a year that the table lacks and return their number.

    What the office entered or changed stays, what it removed stays away. `by` is None at the command line.
    Raises Refused unless `by` is a supervisor, Incomplete for a year that is not published.
    """
    if by is not None and not by.has_role(Role.SUPERVISOR):
        raise Refused("take_in")
    first, last = published_years()
    if not first <= year <= last:
        raise Incomplete({"year": "not_published"})
    Installation.objects.locked()
    removed = HistoryEntry.objects.filter(action="holiday_remove").values_list("subject", flat=True)
    kept = {*Holiday.objects.filter(day__year=year).values_list("day", flat=True)}
    kept |= {datetime.date.fromisoformat(day) for day in removed}
    rows = [Holiday(day=day, kind=of[0], name=of[1]) for day, of in published_days(year).items() if day not in kept]
    Holiday.objects.bulk_create(rows)
    if rows:
        record("holidays_taken_in", str(year), by=by, at=at, after={"days": len(rows)}, approved=True)
    return len(rows)


@transaction.atomic
def set_holiday(day: datetime.date, kind: str, name: str, *, by: User, at, version: str = "") -> Holiday:
    """Enter a day or change it; `version` is the row's the form was drawn from, "" for a new day.

    Raises Refused unless `by` is a supervisor, Stale when the day has changed since, Incomplete without a name, for a
    weekday said to be worked to make up, and for a year too far away.
    """
    row = locked_holiday(day, by, version)
    errors = {} if name.strip() else {"name": "nameless"}
    if kind == DayKind.WORKED and day.weekday() < 5:
        errors["kind"] = "weekday"
    if abs(day.year - at.year) > YEARS_AHEAD:
        errors["day"] = "too_far"
    if errors:
        raise Incomplete(errors)
    before = holiday_facts(row) if row else {}
    row = row or Holiday(day=day)
    row.kind, row.name = kind, name.strip()
    if before == holiday_facts(row):
        return row
    row.save()
    action = "holiday_change" if before else "holiday_add"
    record(action, str(day), of=row, by=by, at=at, before=before, after=holiday_facts(row), approved=True)
    return row


@transaction.atomic
def remove_holiday(day: datetime.date, *, by: User, at, version: str) -> None:
    """Take a day out of the table: it is an ordinary day again, and is not taken in another time.

    Raises Refused unless `by` is a supervisor, Stale when the day has changed or is gone.
    """
    row = locked_holiday(day, by, version)
    if row is None:
        raise Stale(None)
    before = holiday_facts(row)
    row.delete()
    record("holiday_remove", str(day), by=by, at=at, before=before, approved=True)


def locked_holiday(day: datetime.date, by: User, version: str) -> Holiday | None:
    """Return the day's row as the form saw it, or None; writers wait for one another on the installation's row."""
    if not by.has_role(Role.SUPERVISOR):
        raise Refused("holiday")
    Installation.objects.locked()
    row = Holiday.objects.filter(day=day).first()
    if (row.version if row else "") != version:
        raise Stale(row)
    return row


def holiday_facts(row: Holiday) -> dict:
    return {"kind": str(row.kind), "name": row.name}


def moved_due_days(on: datetime.date) -> list[tuple[ReportingPeriod, datetime.date]]:
    """Return (period, due day by the table) of the periods not yet due whose due day the table would move.

    A due day the office set by hand stands, and so does one that would move into the past.
    """
    workdays = Holiday.objects.workdays()
    periods = ReportingPeriod.objects.filter(due__gte=on, closed=None).exclude(plan__state=PlanState.CLOSED)
    pairs = [(each, due_day(each.ends, workdays, each.plan.due_day)) for each in periods.select_related("plan")]
    return [(each, day) for each, day in pairs if day != each.due and day >= on and not is_set_by_hand(each)]


def is_set_by_hand(period: ReportingPeriod) -> bool:
    """Whether the office moved the due day for a reason of its own."""
    moves = HistoryEntry.objects.about(period).filter(action="period_due")
    last = moves.order_by("-pk").first()
    return last is not None and not last.after["by_table"]
