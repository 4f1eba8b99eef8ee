"""Reporting periods: the office opens them for reporting and closes them."""

from django.db import transaction

from ..choices import PlanState, Role
from ..models import ReportingPeriod, User
from . import assessment
from .record import record
from .refusals import Refused


@transaction.atomic
def open_period(period: ReportingPeriod, *, by: User, at) -> ReportingPeriod:
    """Open a period for reporting; from then on its reports are owed, and all earlier data may be judged anew.

    Raises Refused unless `by` is a supervisor, the plan is open and the period was never opened.
    """
    period = ReportingPeriod.objects.select_for_update().select_related("plan").get(pk=period.pk)
    if not by.has_role(Role.SUPERVISOR) or period.opened or period.plan.state != PlanState.OPEN:
        raise Refused("open", "opened" if period.opened else "")
    period.opened = at.date()
    period.save()
    record("period_open", period.code, by=by, at=at, after={"opened": str(period.opened)}, approved=True)
    assessment.refresh(period.plan.commitments.standing(), period.opened)
    return period


@transaction.atomic
def close_period(period: ReportingPeriod, *, by: User, at) -> ReportingPeriod:
    """Close a period: nothing is written for it any more but corrections.

    Raises Refused unless `by` is a supervisor and the period is open.
    """
    period = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if not by.has_role(Role.SUPERVISOR) or not period.opened or period.closed:
        raise Refused("close", "closed" if period.closed else "")
    period.closed = at.date()
    period.save()
    record("period_close", period.code, by=by, at=at, after={"closed": str(period.closed)}, approved=True)
    return period
