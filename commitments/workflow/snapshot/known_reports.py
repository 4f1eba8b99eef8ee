"""The reports known at the end of a day: how far each was, whether one is late, and by when it is due."""

import datetime
from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from ...choices import UpdateState
from ...models import DueDays, ProgressUpdate, prepared
from . import known_rows

REPORT_STATES = {UpdateState.APPROVED: "approved", UpdateState.SUBMITTED: "pending", UpdateState.RETURNED: "returned"}


def end_of_day(day: datetime.date) -> datetime.datetime:
    """Return the first moment after `day` in the business time zone."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(midnight)


def update_state_before(update: ProgressUpdate, moment: datetime.datetime) -> str:
    """Return the state just before a moment of an update submitted by then: undecided ones await review."""
    decided = update.decided_at is not None and update.decided_at < moment
    return update.state if decided else UpdateState.SUBMITTED


class KnownReports:
    """The reports on `commitments` of one plan as they stood on `on`; of up to `period` only, if given.

    `including` lists updates that count as if approved. `ask` is asked for what no report changes.
    """

    def __init__(self, plan, on, commitments: list, including=(), period=None, ask=prepared.models):
        self.ask = ask
        self.plan, self.on, self.period, self.end = plan, on, period, end_of_day(on)
        self.including = {update.pk: update for update in including}
        self.commitments = commitments
        self.ids = [commitment.pk for commitment in commitments]
        self.by_id = dict(zip(self.ids, commitments, strict=True))
        self.periods = ask(known_rows.periods, plan=plan.pk, on=on)
        self.due_days = DueDays(ask(known_rows.extensions, plan=plan.pk), on)

    @cached_property
    def updates(self) -> dict:
        """Commitment → what was with the office or decided on the day, newest period and revision first."""
        asked = {"commitments": self.ids, "before": self.end}
        groups = defaultdict(list)
        for update in prepared.models(known_rows.updates, **asked) if self.ids else ():
            if self.period and update.period.ends > self.period.ends:
                continue
            update.commitment = self.by_id[update.commitment_id]
            groups[update.commitment_id].append(update)
        for update in self.including.values():
            earlier = [u for u in groups[update.commitment_id] if u.pk != update.pk]
            groups[update.commitment_id] = [update, *earlier]
        return groups

    def state_of(self, update) -> str:
        """Return the update's state as it was at the end of the day."""
        if update.pk in self.including:
            return UpdateState.APPROVED
        return update_state_before(update, self.end)

    def report(self, commitment) -> str:
        """Return how the latest period stands: see rules.facts.CommitmentFacts.report."""
        if any(update.pk in self.including for update in self.updates[commitment.pk]):
            return "approved"
        states = self.states(commitment)
        if self.period:
            return REPORT_STATES.get(states.get(self.period.pk), "missing")
        newest, overdue = self.periods[0] if self.periods else None, self.overdue(commitment)
        early = REPORT_STATES.get(states.get(newest.pk)) if newest and newest != overdue else None
        if early in ("approved", "pending"):
            return early
        if overdue is None:
            return "none_due"
        found = REPORT_STATES.get(states.get(overdue.pk), "missing")
        return "standing" if found == "approved" and newest != overdue else found

    def states(self, commitment) -> dict:
        """Return period → the state of its report: of the newest revision, but approved stays while it is corrected."""
        found = {}
        for update in reversed(self.updates[commitment.pk]):
            state, before = self.state_of(update), found.get(update.period_id)
            kept = before == UpdateState.APPROVED and state == UpdateState.RETURNED
            found[update.period_id] = before if kept else state
        return found

    @cached_property
    def leads(self) -> dict:
        """Commitment → the department that answers for its report; asked for only where time was given."""
        asked = {"commitments": self.ids, "day": self.plan.day_of(self.on)}
        return dict(prepared.rows(known_rows.leads, **asked)) if self.due_days.granted and self.ids else {}

    def due(self, period, commitment) -> datetime.date:
        """Return when the commitment's report for `period` falls due, more time given included."""
        return self.due_days.of(period, self.leads.get(commitment.pk))

    def overdue(self, commitment):
        """Return the latest period whose due day is past for the commitment, or None."""
        return next((period for period in self.periods if self.due(period, commitment) < self.on), None)

    def days_late(self, commitment) -> int:
        """Return by how many days the latest due report is missing; 0 when it is not."""
        overdue = self.overdue(commitment)
        if overdue is None or self.report(commitment) != "missing":
            return 0
        return (self.on - self.due(overdue, commitment)).days
