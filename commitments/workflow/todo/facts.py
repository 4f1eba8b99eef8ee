"""What is known of a plan's open reports, corrections and contributions on a day, each from one query."""

import datetime
from collections import defaultdict
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ...choices import DataState, Role, UpdateState
from ...models import (
    Commitment,
    Contribution,
    DueDays,
    Extension,
    HistoryEntry,
    Holiday,
    Observation,
    Plan,
    ProgressUpdate,
    ReportingPeriod,
    User,
)
from ..reports.entry_places import targets_entered_here

TURNING_ACTS = ("update_send_to_sign", "update_send_back", "update_withdraw", "update_correct")


class WaitFacts:
    """The facts of one plan on one day, as they were if the account `without` had left; each property is one query."""

    def __init__(self, plan: Plan, on: datetime.date, without: User | None = None):
        self.plan, self.on, self.without = plan, on, without
        self.due_days = DueDays(Extension.objects.filter(period__plan=plan), on)
        self.workdays = Holiday.objects.workdays()

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """The periods departments fill in on the day, newest first."""
        return list(self.plan.periods.reporting(self.on))

    @cached_property
    def commitments(self) -> dict[int, Commitment]:
        rows = self.plan.commitments.standing_on(self.on).with_people(self.plan.day_of(self.on)).in_report_order()
        return {commitment.pk: commitment for commitment in rows}

    @cached_property
    def updates(self) -> list[ProgressUpdate]:
        """The undecided updates and the returned ones nobody has taken up again; a decision held back is a decision."""
        rows = ProgressUpdate.objects.newest_revisions().not_held().exclude(state=UpdateState.APPROVED)
        return list(rows.filter(commitment__plan=self.plan).select_related("period", "department"))

    @cached_property
    def reported(self) -> set[tuple[int, int]]:
        """The (commitment, period) pairs of the open periods that have any update."""
        rows = ProgressUpdate.objects.filter(period__in=self.periods, commitment__plan=self.plan)
        return set(rows.values_list("commitment", "period"))

    @cached_property
    def returns(self) -> dict[tuple, ProgressUpdate]:
        """The last return of each (commitment, period) that has something under way."""
        ids = {update.commitment_id for update in self.updates}
        rows = ProgressUpdate.objects.filter(commitment__in=ids, state=UpdateState.RETURNED).order_by("revision")
        return {(row.commitment_id, row.period_id): row for row in rows}

    @cached_property
    def contributions(self) -> list[Contribution]:
        rows = Contribution.objects.to_be_moved(self.on).filter(commitment__plan=self.plan)
        return list(rows.select_related("period", "department"))

    @cached_property
    def turned(self) -> dict[int, datetime.date]:
        """Update → the day of the move that gave it its present state."""
        ids = {u.pk for u in self.updates if u.state in (UpdateState.DRAFT, UpdateState.SIGNING)}
        rows = HistoryEntry.objects.about_updates().filter(subject_pk__in=ids, action__in=TURNING_ACTS).order_by("pk")
        return {update: timezone.localdate(at) for update, at in rows.values_list("subject_pk", "at")}

    @cached_property
    def seats(self) -> dict[int, set[str]]:
        """Department → the roles that somebody active holds there."""
        found = defaultdict(set)
        people = User.objects.filter(is_active=True, role__in=Role.of_department())
        people = people.exclude(pk=self.without.pk) if self.without else people
        for department, role in people.values_list("department", "role"):
            found[department].add(role)
        return found

    @cached_property
    def data_awaited(self) -> set[int]:
        """The drafts that lack nothing but data not yet published; a figure entered elsewhere is not lacking."""
        lacking = targets_entered_here(self.plan).filter(
            ~Exists(Observation.objects.filter(update=OuterRef(OuterRef("pk")), indicator=OuterRef("indicator"))),
            commitment=OuterRef("commitment"),
        )
        awaited = Observation.objects.filter(
            Q(expected_on=None) | Q(expected_on__gt=self.on), update=OuterRef("pk"), state=DataState.AWAITED
        )
        waits = Exists(awaited) & ~Q(self_lamp="") | Q(data_expected__gt=self.on)
        drafts = ProgressUpdate.objects.filter(waits, ~Exists(lacking), state=UpdateState.DRAFT)
        drafts = drafts.filter(commitment__plan=self.plan).exclude(narrative="")
        return set(drafts.values_list("pk", flat=True))


def is_correction(update: ProgressUpdate) -> bool:
    return update.corrects_id is not None or update.by_office


def local_day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
