"""The plan's periods as one account may see them: a fixed number of queries, whatever their number."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from ...choices import DayKind, Role
from ...models import Extension, Holiday, ReportingPeriod
from ...workflow.periods import reports_of

DAY = datetime.timedelta(days=1)


@dataclass
class Row:
    """One period; `counts` says how many reports are owed, submitted (None: not this account's to know), approved."""

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


def rows_of(periods, plan, user, today) -> list[Row]:
    """Return a row per period: departments see their own reports and extensions, auditors what is approved."""
    own = user.represents
    counts = reports_of(plan, own)
    rows = []
    for period in periods:
        found = {name: counts[period.pk][name] for name in ("owed", "submitted", "approved")}
        if user.has_role(Role.AUDITOR):
            found = {"approved": found["approved"]}
        given = standing(period.extensions.all())
        shown = [each for each in given if own is None or each.department_id == own.pk]
        mine = period.due_for(own, today) if shown and own else None
        rows.append(Row(period, shown, found if period.opened else {}, today, mine))
    return rows


def standing(extensions) -> list[Extension]:
    """Return the newest extension of each department."""
    return list({each.department_id: each for each in extensions}.values())


def holidays_of(year: int) -> list[dict]:
    """Return the year's days by name in order: name, days off in runs of (first, last, days), days worked."""
    days = list(Holiday.objects.filter(day__year=year))
    return [named(name, [day for day in days if day.name == name]) for name in dict.fromkeys(day.name for day in days)]


def named(name: str, days: list) -> dict:
    off = [day for day in days if day.kind == DayKind.OFF]
    worked = [day for day in days if day.kind == DayKind.WORKED]
    return {"name": name, "runs": runs(off), "off": off, "worked": worked}


def runs(days: list) -> list[list]:
    """Return days that follow one another as lists."""
    numbered = enumerate(days)
    return [[day for _n, day in run] for _key, run in groupby(numbered, lambda pair: pair[1].day - pair[0] * DAY)]
