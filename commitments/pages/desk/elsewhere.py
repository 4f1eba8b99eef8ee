"""What a department owes in other plans that are open: the desk stands for one plan alone."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from ...choices import PlanState, UpdateState
from ...models import Commitment, ProgressUpdate, ReportingPeriod


class Elsewhere(NamedTuple):
    """Another open plan: how many reports of its open period the department owes, and how many are not sent."""

    key: str
    title: str
    owed: int
    left: int


def elsewhere(plan, department, on) -> list[Elsewhere]:
    """Return the other plans with a period open on the day that ask the department for reports, in one query."""
    begun = ReportingPeriod.objects.filter(plan=OuterRef("plan")).reporting(on).values("pk")[:1]
    sent = ProgressUpdate.objects.filter(
        commitment=OuterRef("pk"), period=OuterRef("period_open"), state__in=UpdateState.sent()
    )
    rows = Commitment.objects.standing().led_by(department).filter(plan__state=PlanState.OPEN).exclude(plan=plan)
    rows = rows.annotate(period_open=Subquery(begun)).exclude(period_open=None).annotate(sent=Exists(sent))
    counted = rows.order_by().values("plan__key", "plan__title").annotate(
        owed=Count("pk", distinct=True), left=Count("pk", distinct=True, filter=Q(sent=False))
    )  # fmt: skip
    return [
        Elsewhere(*row) for row in counted.order_by("plan__key").values_list("plan__key", "plan__title", "owed", "left")
    ]
