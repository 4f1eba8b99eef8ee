"""The year's end of a plan as it is stored with the verdicts of a day: how many are in which class, and which."""

import datetime
from collections import Counter
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Min

from ...models import Commitment, HistoryEntry, Plan, Section, prepared
from ...rules.completion import Completion, TargetShare, completion_of
from ..snapshot.known_reports import end_of_day
from . import days


class Chosen(NamedTuple):
    """Which rows are asked for: a class, a section (its key), on final or provisional data; None leaves nothing out."""

    code: str | None = None
    provisional: bool | None = None
    section: int | None = None


class YearEndCounts:
    """The classes of a plan on a day, judged first where nobody asked for the day yet."""

    def __init__(self, plan: Plan, on: datetime.date):
        self.plan, self.on = plan, on
        self.asked = {"plan": plan.pk, "on": on}
        days.judge_missing(plan, on)

    @cached_property
    def by_section(self) -> dict[int, Counter]:
        """Section key → (class, provisional) → how many, in report order."""
        found = {}
        for section, code, provisional, number, _first in sorted(self.rows, key=lambda row: row[-1]):
            found.setdefault(section, Counter())[code, provisional] = number
        return found

    @cached_property
    def rows(self) -> list[tuple]:
        return prepared.rows(classes_counted, **self.asked)

    @property
    def whole(self) -> Counter:
        """(class, provisional) → how many."""
        return sum(self.by_section.values(), Counter())

    @cached_property
    def sections(self) -> dict[int, Section]:
        """Key → the sections that hold commitments, in report order."""
        rows = {row.pk: row for row in prepared.models(sections_of, plan=self.plan.pk)}
        return {key: rows[key] for key in self.by_section}

    @cached_property
    def completion(self) -> Completion:
        """The average completion, with what was expected of the same targets, a shared indicator once."""
        found = {}
        for (shares,) in prepared.rows(shares_counted, **self.asked):
            for indicator, attained, expected in shares:
                found.setdefault(indicator, (attained, expected))
        counted = ((indicator, *map(Decimal, both)) for indicator, both in found.items())
        return completion_of(TargetShare(None, *told, None) for told in counted)

    @cached_property
    def changed(self) -> int:
        """How many commitments had their trajectory changed by the end of the day."""
        return len(prepared.rows(commitments_changed, **self.asked, night=end_of_day(self.on)))

    def chosen(self, chosen: Chosen) -> list[int]:
        """Return the keys of the commitments asked for, in report order."""
        asked = {name: value for name, value in (("code", chosen.code), ("section", chosen.section)) if value}
        return [pk for (pk,) in prepared.rows(commitments_in, chosen.provisional, **self.asked, **asked)]


def classes_counted(*, plan, on):
    columns = ("commitment__paragraph__section", "year_end", "year_end_provisional")
    rows = days.verdicts_of(plan, on).order_by().values(*columns)
    return rows.annotate(n=Count("pk"), first=Min("commitment__order")).values_list(*columns, "n", "first")


def sections_of(*, plan):
    return Section.objects.filter(plan=plan).order_by("pk")


def shares_counted(*, plan, on):
    rows = days.verdicts_of(plan, on).filter(shares__isnull=False)
    return rows.order_by("commitment__order", "commitment").values_list("shares")


def commitments_changed(*, plan, on, night):
    standing = Commitment.objects.filter(plan=plan).standing_on(on)
    changed = HistoryEntry.objects.filter(action="path_change", at__lt=night, commitment__in=standing)
    return changed.order_by("commitment").values_list("commitment").distinct()


def commitments_in(provisional: bool | None, *, plan, on, code=None, section=None):
    found = days.verdicts_of(plan, on)
    if provisional is not None:
        found = found.filter(year_end_provisional=provisional)
    found = found.filter(year_end=code) if code else found
    found = found.filter(commitment__paragraph__section=section) if section else found
    return found.order_by("commitment__order", "commitment").values_list("commitment")
