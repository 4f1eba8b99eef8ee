"""The queries behind what waits, prepared: of a whole plan, or of some commitments (keys)."""

from django.db.models import Exists, OuterRef, Q

from ...choices import AssignmentRole, DataState, Role, UpdateState
from ...models import (
    Assignment,
    Commitment,
    Contribution,
    Delegation,
    HistoryEntry,
    Observation,
    ProgressUpdate,
    ReportingPeriod,
    User,
)
from ..reports.entry_places import targets_entered_here

TURNING_ACTS = ("update_send_to_sign", "update_send_back", "update_withdraw", "update_correct")


def belonging(rows, plan, commitments):
    """Return those of `rows` that belong to the commitments, without any to the plan."""
    return rows.filter(commitment__in=commitments) if commitments else rows.filter(commitment__plan=plan)


def periods_reporting(*, plan, on):
    return ReportingPeriod.objects.filter(plan=plan).reporting(on)


def commitments_standing(*, plan, on, department=None, day=None):
    """Return the commitments that stood on a day; with `department` those it bears on `day` or contributes to."""
    rows = Commitment.objects.filter(plan=plan).standing_on(on).in_report_order()
    if not department:
        return rows
    duties = Assignment.objects.on(day).filter(department=department).exclude(role=AssignmentRole.SUPPORTING)
    asked = Contribution.objects.filter(department=department)
    return rows.filter(
        Q(pk__in=duties.order_by().values("commitment")) | Q(pk__in=asked.order_by().values("commitment"))
    )


def updates_open(*, plan=None, commitments=None):
    rows = ProgressUpdate.objects.newest_revisions().not_held().exclude(state=UpdateState.APPROVED)
    return belonging(rows, plan, commitments).select_related("period", "department").order_by("pk")


def places_reported(*, periods, plan=None, commitments=None):
    rows = belonging(ProgressUpdate.objects.filter(period__in=periods), plan, commitments)
    return rows.order_by("pk").values_list("commitment", "period")


def updates_returned(*, commitments):
    rows = ProgressUpdate.objects.filter(commitment__in=commitments, state=UpdateState.RETURNED)
    return rows.order_by("revision", "pk")


def contributions_open(*, on, plan=None, commitments=None):
    rows = belonging(Contribution.objects.to_be_moved(on), plan, commitments)
    return rows.select_related("period", "department").order_by("pk")


def acts_turning(*, updates):
    rows = HistoryEntry.objects.about_updates().filter(subject_pk__in=updates, action__in=TURNING_ACTS)
    return rows.order_by("pk").values_list("subject_pk", "at")


def people_seated(*, without=None):
    people = User.objects.filter(is_active=True, role__in=Role.of_department()).order_by("pk")
    people = people.exclude(pk=without) if without else people
    return people.values_list("department", "role")


def drafts_awaiting(*, year, on, of, plan=None, commitments=None):
    """Return the drafts of the plan `of` that lack nothing but data nobody has published."""
    lacking = targets_entered_here(of, year).filter(
        ~Exists(Observation.objects.filter(update=OuterRef(OuterRef("pk")), indicator=OuterRef("indicator"))),
        commitment=OuterRef("commitment"),
    )
    awaited = Observation.objects.filter(
        Q(expected_on=None) | Q(expected_on__gt=on), update=OuterRef("pk"), state=DataState.AWAITED
    )
    waits = Exists(awaited) & ~Q(self_lamp="") | Q(data_expected__gt=on)
    drafts = ProgressUpdate.objects.filter(waits, ~Exists(lacking), state=UpdateState.DRAFT).exclude(narrative="")
    return belonging(drafts, plan, commitments).order_by("pk").values_list("pk")


def deputies(*, on):
    return Delegation.objects.on(on).order_by("pk").values_list("department", "deputy")
