"""The verdicts of a day as pages read them: judged first where nobody asked for the day yet."""

import datetime

from django.db.models import F, Q

from ...models import Commitment, Plan, Verdict, prepared
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
