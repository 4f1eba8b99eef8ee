"""What is known of a plan's open reports, corrections and contributions on a day, each from one query."""

import datetime
from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from ...choices import UpdateState
from ...models import (
    Commitment,
    Contribution,
    DueDays,
    Holiday,
    Plan,
    ProgressUpdate,
    ReportingPeriod,
    User,
    prepared,
)
from ..snapshot import known_rows
from ..snapshot.commitments_told import give_people
from . import waiting_rows

# A key no row has, where nothing is to be asked for.
NONE = [0]


class WaitFacts:
    """The facts of one plan on one day, as they were if the account `without` had left; each property is one query.

    With `department` (its key) those of the commitments it bears or was asked to contribute to alone.
    """

    def __init__(self, plan: Plan, on: datetime.date, without: User | None = None, department: int | None = None):
        self.plan, self.on, self.without, self.department = plan, on, without, department
        self.due_days = DueDays(prepared.models(known_rows.extensions, plan=plan.pk), on)
        self.workdays = Holiday.objects.workdays()

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """The periods departments fill in on the day, newest first."""
        return prepared.models(waiting_rows.periods_reporting, plan=self.plan.pk, on=self.on)

    @cached_property
    def commitments(self) -> dict[int, Commitment]:
        """In report order, people at hand; three queries."""
        day = self.plan.day_of(self.on)
        narrowed = {"department": self.department, "day": day} if self.department else {}
        found = prepared.models(waiting_rows.commitments_standing, plan=self.plan.pk, on=self.on, **narrowed)
        keys = [row.pk for row in found]
        of = {"commitments": keys or NONE} if self.department else {"plan": self.plan.pk}
        give_people(found, **of, day=day)
        return {row.pk: row for row in found}

    @cached_property
    def scope(self) -> dict:
        """What the rows asked for belong to: the plan, or the commitments of the department."""
        return {"commitments": list(self.commitments) or NONE} if self.department else {"plan": self.plan.pk}

    @cached_property
    def updates(self) -> list[ProgressUpdate]:
        """The undecided updates and the returned ones nobody has taken up again; a decision held back is a decision."""
        return prepared.models(waiting_rows.updates_open, **self.scope)

    @cached_property
    def reported(self) -> set[tuple[int, int]]:
        """The (commitment, period) pairs of the open periods that have any update."""
        periods = [period.pk for period in self.periods] or NONE
        return set(prepared.rows(waiting_rows.places_reported, **self.scope, periods=periods))

    @cached_property
    def returns(self) -> dict[tuple, ProgressUpdate]:
        """The last return of each (commitment, period) that has something under way."""
        under_way = sorted({update.commitment_id for update in self.updates})
        rows = prepared.models(waiting_rows.updates_returned, commitments=under_way or NONE)
        return {(row.commitment_id, row.period_id): row for row in rows}

    @cached_property
    def contributions(self) -> list[Contribution]:
        return prepared.models(waiting_rows.contributions_open, **self.scope, on=self.on)

    @cached_property
    def turned(self) -> dict[int, datetime.date]:
        """Update → the day of the move that gave it its present state."""
        drafted = [u.pk for u in self.updates if u.state in (UpdateState.DRAFT, UpdateState.SIGNING)]
        rows = prepared.rows(waiting_rows.acts_turning, updates=drafted or NONE)
        return {update: timezone.localdate(at) for update, at in rows}

    @cached_property
    def seats(self) -> dict[int, set[str]]:
        """Department → the roles that somebody active holds there."""
        found = defaultdict(set)
        asked = {"without": self.without.pk} if self.without else {}
        for department, role in prepared.rows(waiting_rows.people_seated, **asked):
            found[department].add(role)
        return found

    @cached_property
    def data_awaited(self) -> set[int]:
        """The drafts that lack nothing but data not yet published; a figure entered elsewhere is not lacking."""
        asked = {"year": self.plan.year, "on": self.on, "of": self.plan.pk}
        return {pk for (pk,) in prepared.rows(waiting_rows.drafts_awaiting, **self.scope, **asked)}


def is_correction(update: ProgressUpdate) -> bool:
    return update.corrects_id is not None or update.by_office


def local_day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
