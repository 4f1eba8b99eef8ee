"""What the late board reads: little of each commitment and update, in prepared queries."""

import datetime
from typing import NamedTuple

from django.db.models import Subquery

from ...models import Assignment, Commitment, Department, ProgressUpdate


class OwedCommitment(NamedTuple):
    """A commitment as the board tells it, with whoever led it on the day."""

    pk: int
    code: str
    title: str
    lead: Department | None


class PeriodUpdate(NamedTuple):
    """What the board needs of an update."""

    pk: int
    commitment: int
    state: str
    decided_at: datetime.datetime | None
    return_reason: str


def commitments_owed(*, plan, on, day):
    lead = Assignment.objects.on(day).leading("pk").values("department")[:1]
    found = Commitment.objects.filter(plan=plan).standing_on(on).in_report_order()
    return found.annotate(led=Subquery(lead)).values_list("pk", "code", "title", "led")


def updates_of_period(*, period, before=None):
    rows = ProgressUpdate.objects.filter(period=period)
    rows = rows.filter(submitted_at__lt=before) if before else rows
    return rows.order_by("revision", "pk").values_list("pk", "commitment", "state", "decided_at", "return_reason")
