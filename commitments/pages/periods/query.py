"""The plan's periods as one account may see them, and the year drawn as a ruler of four quarters."""

import calendar
import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from ...choices import DayKind, Role
from ...models import Extension, Holiday, ReportingPeriod
from ...rules.workdays import ONE_DAY
from ...workflow.office.periods import report_counts

# How many reports a period is owed, and how these stand: the last four add up to the first.
REPORT_COUNTS = ("owed", "approved", "submitted", "returned", "unsent")


@dataclass
class PeriodRow:
    """One period; `counts` has REPORT_COUNTS as far as they are this account's to know."""

    period: ReportingPeriod
    extensions: list
    counts: dict
    today: datetime.date
    mine: datetime.date | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.period.opened) and not self.period.closed

    @property
    def is_past(self) -> bool:
        return self.period.due < self.today


def periods_of(plan):
    """Return the plan's periods with their extensions at hand."""
    given = Extension.objects.select_related("department", "granted_by").order_by("pk")
    return plan.periods.select_related("plan").prefetch_related(Prefetch("extensions", given)).order_by("ends")


def period_rows(periods, plan, user, today) -> list[PeriodRow]:
    """Return a row per period: departments see their own reports and extensions, auditors what is approved."""
    own = user.represents
    counts = report_counts(plan, own)
    rows = []
    for period in periods:
        found = {name: counts[period.pk][name] for name in REPORT_COUNTS}
        if user.has_role(Role.AUDITOR):
            found = {"approved": found["approved"]}
        given = newest_extensions(period.extensions.all())
        shown = [each for each in given if own is None or each.department_id == own.pk]
        mine = period.due_for(own, today) if shown and own else None
        rows.append(PeriodRow(period, shown, found if period.opened else {}, today, mine))
    return rows


def newest_extensions(extensions) -> list[Extension]:
    """Return the newest extension of each department."""
    return list({each.department_id: each for each in extensions}.values())


def holidays_of(year: int) -> list[dict]:
    """Return the year's days by name in order: name, days off in runs of (first, last, days), days worked."""
    days = list(Holiday.objects.filter(day__year=year))
    return [
        named_holiday(name, [day for day in days if day.name == name])
        for name in dict.fromkeys(day.name for day in days)
    ]


def named_holiday(name: str, days: list) -> dict:
    off = [day for day in days if day.kind == DayKind.OFF]
    worked = [day for day in days if day.kind == DayKind.WORKED]
    return {"name": name, "runs": day_runs(off), "off": off, "worked": worked}


def day_runs(days: list) -> list[list]:
    """Return days that follow one another as lists."""
    numbered = enumerate(days)
    return [[day for _n, day in run] for _key, run in groupby(numbered, lambda pair: pair[1].day - pair[0] * ONE_DAY)]


LEFT, WIDTH = 3, 324

MIDDLE = LEFT + WIDTH / 2


def ruler(year: int, rows: list, today: datetime.date) -> list[dict]:
    """Return the four quarters of the year, each with the places of its months, days and marks."""
    kinds = dict(Holiday.objects.filter(day__year=year).values_list("day", "kind"))
    return [ruler_quarter(year, number, kinds, rows, today) for number in range(1, 5)]


def ruler_quarter(year: int, number: int, kinds: dict, rows: list, today: datetime.date) -> dict:
    first = datetime.date(year, number * 3 - 2, 1)
    last = datetime.date(year, number * 3, calendar.monthrange(year, number * 3)[1])
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    step = WIDTH / len(days)
    places = {day: round(LEFT + n * step, 2) for n, day in enumerate(days)}
    return {
        "number": number, "first": first, "last": last, "step": round(step, 2),
        "months": [(day, place) for day, place in places.items() if day.day == 1],
        "weekends": [place for day, place in places.items() if day.weekday() > 4 and day not in kinds],
        "off": [(day, place) for day, place in places.items() if kinds.get(day) == DayKind.OFF],
        "worked": [(day, place) for day, place in places.items() if kinds.get(day) == DayKind.WORKED],
        "due": [ruler_mark(row.period.due, places, step, row.period) for row in rows if row.period.due in places],
        "extended": [ruler_mark(day, places, step) for day in extended_days(rows) if day in places],
        "today": ruler_mark(today, places, step) if today in places else None,
    }  # fmt: skip


def ruler_mark(day: datetime.date, places: dict, step: float, period=None) -> dict:
    """Return where a day is marked, and on which side of the mark its words stand."""
    x = round(places[day] + step / 2, 2)
    before = x > MIDDLE
    return {"day": day, "x": x, "anchor": "end" if before else "start", "words": x - 5 if before else x + 5,
            "period": period}  # fmt: skip


def extended_days(rows: list) -> list[datetime.date]:
    """Return the days to which departments were given more time."""
    return sorted({extension.due for row in rows for extension in row.extensions if extension.due > row.period.due})
