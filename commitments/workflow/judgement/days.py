"""The verdicts of a day as pages read them: judged first where nobody asked for the day yet."""

import datetime
from collections import defaultdict

from django.db.models import F, Q

from ...models import Assignment, Commitment, Plan, Verdict, prepared
from . import assessment


def judge_missing(plan: Plan, on: datetime.date) -> None:
    """Judge the commitments that have no verdict of the day yet."""
    missing = prepared.models(commitments_unjudged, plan=plan.pk, on=on)
    for commitment in missing:
        commitment.plan = plan
    if missing:
        assessment.assess(plan, on, missing)


def commitments_unjudged(*, plan, on):
    found = Commitment.objects.filter(plan=plan).standing_on(on).exclude(verdicts__on=on)
    return found.in_report_order()


def verdicts_of(plan, on):
    """Return the verdicts of the day of the plan's commitments that stood at its end."""
    stood = Q(commitment__withdrawn_on=None) | Q(commitment__withdrawn_on__gt=F("on"))
    return Verdict.objects.filter(stood, commitment__plan=plan, on=on)


def commitments_told(plan: Plan, on: datetime.date | None, keys) -> list[Commitment]:
    """Return the commitments of these keys in report order, with plan, section and people: those of the day `on`, else
    the current ones; two queries."""
    found = prepared.models(commitments_of_keys, commitments=sorted(keys)) if keys else []
    asked = {"day": plan.day_of(on)} if on else {}
    duties = defaultdict(list)
    for duty in prepared.models(duties_of_keys, commitments=sorted(keys), **asked) if keys else ():
        duties[duty.commitment_id].append(duty)
    for each in found:
        each.plan, each.duties = plan, duties[each.pk]
    return found


def commitments_listed(plan: Plan, on: datetime.date | None, keys) -> list[Commitment]:
    """Return what a list tells of the commitments of these keys, in report order: code, title, kind, due day and, as
    `lead_name`, who led them on the day `on`, else now; one query."""
    asked = {"day": plan.day_of(on)} if on else {}
    found = prepared.models(rows_listed, commitments=sorted(keys), **asked) if keys else []
    for each in found:
        each.plan = plan
    return found


def rows_listed(*, commitments, day=None):
    found = Commitment.objects.filter(pk__in=commitments).in_report_order()
    lead = Assignment.objects.of(day).lead_name()
    return found.only("code", "title", "kind", "due", "order").annotate(lead_name=lead)


def commitments_of_keys(*, commitments):
    return Commitment.objects.filter(pk__in=commitments).select_related("paragraph__section").in_report_order()


def duties_of_keys(*, commitments, day=None):
    duties = Assignment.objects.of(day).filter(commitment__in=commitments)
    return duties.select_related("department").order_by("pk")
