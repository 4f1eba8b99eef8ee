"""The lamps over the periods: how commitments stood at the last day on which each period was the newest.

That day, not the period's last one, is when its reports are in; the newest period is shown as of the day asked for.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from ...choices import Lamp
from ...models import Commitment, Plan, ReportingPeriod, Verdict
from ...rules.workdays import ONE_DAY
from . import assessment


@dataclass(frozen=True)
class PeriodLamps:
    """A period with its day, and how many commitments bore each lamp; `late` of the grey ones lack their report."""

    period: ReportingPeriod
    day: datetime.date
    counts: dict = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def lamps(self) -> list[tuple[str, int]]:
        """(lamp, how many) of every lamp, the best first, grey last."""
        return [(lamp, self.counts.get(lamp, 0)) for lamp in Lamp.values]


def period_days(plan: Plan, on: datetime.date) -> list[tuple[ReportingPeriod, datetime.date]]:
    """Return the periods begun by `on` with the day each is shown on, the oldest first."""
    return days_of_periods(list(plan.periods.begun(on)), on)


def days_of_periods(periods: list[ReportingPeriod], on: datetime.date) -> list[tuple[ReportingPeriod, datetime.date]]:
    """Return the periods (newest first) with their days, the oldest first."""
    days = [on, *(later.opened - ONE_DAY for later in periods)]
    return list(zip(periods, days, strict=False))[::-1]


def plan_trend(plan: Plan, on: datetime.date) -> list[PeriodLamps]:
    """Return the plan's periods with their lamp counts: three queries once the days were judged."""
    shown = period_days(plan, on)
    found, withdrawn = lamp_counts(plan, shown), list(plan.commitments.values_list("withdrawn_on", flat=True))
    standing = {day: sum(gone is None or gone > day for gone in withdrawn) for _period, day in shown}
    short = [day for day, number in standing.items() if sum(found.get(day, {}).values()) < number]
    for day in short:
        assessment.verdicts_on(plan, day)
    found = lamp_counts(plan, shown) if short else found
    return [period_lamps(period, day, found.get(day, {})) for period, day in shown]


def lamp_counts(plan: Plan, shown) -> dict:
    """Return day → (lamp, whether late) → how many."""
    days = [day for _period, day in shown]
    stood = Q(commitment__withdrawn_on=None) | Q(commitment__withdrawn_on__gt=F("on"))
    rows = Verdict.objects.filter(stood, commitment__plan=plan, on__in=days).order_by()
    rows = rows.values_list("on", "official").annotate(
        n=Count("pk", filter=Q(report_days_late=0)), late=Count("pk", filter=Q(report_days_late__gt=0))
    )
    found = {}
    for day, lamp, number, late in rows:
        found.setdefault(day, {}).update({(lamp, False): number, (lamp, True): late})
    return found


def period_lamps(period: ReportingPeriod, day: datetime.date, found: dict) -> PeriodLamps:
    counts = {lamp: found.get((lamp, False), 0) + found.get((lamp, True), 0) for lamp in Lamp.values}
    return PeriodLamps(period, day, counts, sum(number for (_lamp, late), number in found.items() if late))


def commitment_trend(commitment: Commitment, on: datetime.date) -> list[tuple[ReportingPeriod, Verdict]]:
    """Return each period begun by `on` with the commitment's verdict of its day, the oldest first."""
    shown = period_days(commitment.plan, on)
    days = [day for _period, day in shown]
    stored = {verdict.on: verdict for verdict in Verdict.objects.filter(commitment=commitment, on__in=days)}
    return [(period, stored.get(day) or assessment.verdict_on(commitment, day)) for period, day in shown]
