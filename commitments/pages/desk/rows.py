"""What a desk asks the database: queries prepared once, of what a department leads."""

from django.db.models import Q

from ...choices import UpdateState
from ...models import (
    Commitment,
    Contribution,
    HistoryEntry,
    ProgressUpdate,
)


def commitments_led(*, plan, department):
    rows = Commitment.objects.filter(plan=plan).standing().led_by(department).in_report_order()
    return rows.select_related("plan", "paragraph__section").distinct()


def commitment_led(*, plan, department, code):
    return commitments_led(plan=plan, department=department).filter(code=code)


def contributions_asked(*, commitments, period):
    rows = Contribution.objects.wanted().filter(commitment__in=commitments, period=period)
    return rows.select_related("department")


def updates_of(commitments):
    rows = ProgressUpdate.objects.except_pending_corrections().filter(commitment__in=commitments)
    return rows.select_related("period", "department", "decided_by").newest_first()


def reports_led(*, commitments, period, day):
    """Return the reports for a period, and those approved for periods that ended before a day."""
    earlier = Q(period__ends__lt=day, state=UpdateState.APPROVED)
    return updates_of(commitments).filter(Q(period=period) | earlier)


def acts_on_reports(*, commitments):
    """Return (update, act, note) of what happened to reports of these commitments, in order."""
    rows = HistoryEntry.objects.about_updates().filter(commitment__in=commitments).order_by("pk")
    return rows.values_list("subject_pk", "action", "note")
