"""Where a plan stands for a reporting period: every commitment with its lamp, and the same as a wall of squares."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from ...choices import Lamp
from ...models import Plan, ReportingPeriod, prepared
from ...rules.disagreements import disagreements_of
from ...rules.workdays import ONE_DAY
from ...workflow.snapshot.known_reports import end_of_day
from . import query
from .query import CommitmentRow

# A page has room for this many squares; of a larger plan it tells the sections.
MOST_SQUARES = 600
# Grey stands apart: a move from or to it is neither better nor worse.
RANKED = Lamp.judged()


@dataclass(slots=True)
class StandingItem:
    """One commitment with its verdict of the day; `before` is its lamp of the last period, "" without one."""

    row: query.CommitmentRow
    verdict: query.VerdictRow

    @property
    def lamp(self) -> str:
        return self.verdict.official

    @property
    def moved(self) -> int:
        """Return by how many lamps it got better (above zero) or worse since the period before."""
        now, before = self.verdict.official, self.verdict.before
        if now == before or now not in RANKED or before not in RANKED:
            return 0
        return RANKED.index(before) - RANKED.index(now)

    @property
    def changed(self) -> bool:
        return bool(self.verdict.before) and self.verdict.official != self.verdict.before


@dataclass
class PlanStanding:
    """A plan on the last day on which `period` was the newest; `periods` have begun, newest first.

    Lamps are compared with those of the period before, or with those of the end of the day `since`.
    """

    plan: Plan
    today: datetime.date
    periods: list[ReportingPeriod]
    period: ReportingPeriod | None
    since: datetime.date | None = None

    @property
    def previous(self) -> ReportingPeriod | None:
        """The period before the shown one, or None."""
        later = self.periods.index(self.period) + 1 if self.period else 0
        return self.periods[later] if self.period and later < len(self.periods) else None

    @property
    def is_newest(self) -> bool:
        return not self.periods or self.period == self.periods[0]

    @property
    def on(self) -> datetime.date:
        """Today for the newest period; for an earlier one the day before the next one opened."""
        return self.today if self.is_newest else self.periods[self.periods.index(self.period) - 1].opened - ONE_DAY

    @property
    def cutoff(self) -> datetime.date:
        """The day up to which the shown period's data reaches; before the first period the plan's eve."""
        return self.period.ends if self.period else self.plan.starts - ONE_DAY

    @property
    def compared(self) -> datetime.date | None:
        """The day whose lamps are compared with, or None."""
        return self.since or (self.period.opened - ONE_DAY if self.previous else None)

    @cached_property
    def items(self) -> list[StandingItem]:
        """Every commitment in report order."""
        return [StandingItem(row, verdict) for row, verdict in query.read_standing(self.plan, self.on, self.compared)]

    @cached_property
    def updated_at(self) -> datetime.datetime | None:
        """When a fact on the page was last approved, or None."""
        moments = (item.verdict.decided_at for item in self.items if item.verdict.decided_at)
        return max(moments, default=None)

    @cached_property
    def reported(self) -> int:
        """How many commitments have handed in a report for the period."""
        if self.period is None:
            return 0
        asked = {"plan": self.plan.pk, "period": self.period.pk, "day": self.on, "moment": end_of_day(self.on)}
        return sum(number for (number,) in prepared.rows(query.reports_handed_in, **asked))

    @cached_property
    def thresholds(self):
        """The row whose thresholds light the shown day's lamps: the plan itself, or a change."""
        return self.plan.thresholds_on(self.on)

    @property
    def late(self) -> list[StandingItem]:
        """The commitments whose report for the last due period is missing."""
        return [item for item in self.items if item.verdict.days_late]

    @property
    def disagreeing(self) -> int:
        """How many commitments' lamps differ: computed, the department's, the office's."""
        return sum(bool(disagreements_of(item.verdict)) for item in self.items)

    @property
    def overdue(self) -> ReportingPeriod | None:
        """The last period whose due day is past, or None."""
        return next((period for period in self.periods if period.due < self.on), None)

    @property
    def pending_review(self) -> int:
        """How many reports await the office's decision."""
        return sum(item.verdict.pending_review for item in self.items)


def standing_of(plan: Plan, code: str, today: datetime.date) -> PlanStanding:
    """Return the plan's standing for the begun period of that code, else for the newest."""
    periods = list(plan.periods.begun(today))
    chosen = next((period for period in periods if period.code == code), None)
    return PlanStanding(plan, today, periods, chosen or (periods[0] if periods else None))


@dataclass(frozen=True)
class WallRow:
    """One section (told by its first commitment): its squares by paragraph, and how many bear each lamp.

    Of `all` its commitments, where there are too many for squares.
    """

    first: CommitmentRow
    groups: list[list[StandingItem]]
    counts: list[tuple[str, int]]
    all: int

    @property
    def bars(self) -> list[tuple[str, int, int]]:
        """(lamp, how many bear those before it, how many bear it) of the lamps there are, grey last."""
        before = accumulate((number for _lamp, number in self.counts), initial=0)
        return [(lamp, start, number) for (lamp, number), start in zip(self.counts, before, strict=False) if number]

    @property
    def numeral(self) -> str:
        """The section's number without its brackets."""
        return self.first.section_number.strip("()（）")


def wall(standing: PlanStanding) -> list[WallRow]:
    """Return the sections that hold commitments, in report order; without squares where those would be too many."""
    sections, drawn = {}, len(standing.items) <= MOST_SQUARES
    for item in standing.items:
        sections.setdefault(item.row.section, []).append(item)
    return [wall_row(items, drawn) for items in sections.values()]


def wall_row(items: list[StandingItem], drawn: bool) -> WallRow:
    """Return the row of a section's commitments, with their squares if they are drawn."""
    count = Counter(item.verdict.official for item in items)
    groups = [list(group) for _paragraph, group in groupby(items, key=paragraph_key)] if drawn else []
    return WallRow(items[0].row, groups, [(lamp, count[lamp]) for lamp in Lamp.values], len(items))


def paragraph_key(item: StandingItem) -> int | None:
    """Return what the squares are grouped by; the main targets, a paragraph each, stand together."""
    return None if item.row.is_headline else item.row.paragraph
