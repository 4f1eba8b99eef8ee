"""The calendar of a plan's year: how often it is reported on, when reports fall due, what is left out."""

from django.db import transaction

from ...choices import PlanState, Role
from ...models import Holiday, Installation, Plan, ReportingPeriod, User
from ...rules.period import ExemptionError, PlannedPeriod, year_periods
from ..record import record
from ..refusals import Incomplete, Refused

PERIOD_COLUMNS = ("starts", "ends", "opens", "due")


def planned_periods(plan: Plan, frequency: str, due_day: int, exempt: frozenset[str]) -> list[PlannedPeriod]:
    """Return the periods that would be laid out: those after the last one that was opened or reported on.

    Raises Incomplete for an exemption that is none of the year's or is its last.
    """
    last = plan.periods.settled().order_by("-ends").first()
    workdays, after = Holiday.objects.workdays(), last.ends if last else None
    try:
        return year_periods(plan.year, frequency, workdays, day=due_day, exempt=exempt, after=after)
    except ExemptionError:
        raise Incomplete({"exempt": "not_exemptible"}) from None


@transaction.atomic
def lay_out_year(
    plan: Plan, *, frequency: str, due_day: int, exempt: frozenset[str] = frozenset(), by: User, at
) -> list[ReportingPeriod]:
    """Lay out the plan's year anew and return the periods made or moved; opened and reported ones stay as they are.

    Raises Refused unless `by` is a supervisor, the plan is not closed and something is left to lay out.
    """
    Installation.objects.locked()
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not by.has_role(Role.SUPERVISOR) or plan.state == PlanState.CLOSED:
        raise Refused("lay_out", plan.state)
    periods = planned_periods(plan, frequency, due_day, exempt)
    if not periods:
        raise Refused("lay_out", "settled")
    free = {period.code: period for period in plan.periods.exclude(pk__in=plan.periods.settled().values("pk"))}
    before = layout_facts(plan, free.values())
    plan.frequency, plan.due_day = frequency, due_day
    plan.save()
    plan.periods.filter(pk__in=[period.pk for period in free.values()]).exclude(
        code__in=[period.code for period in periods]
    ).delete()
    made = [store_period(plan, free.get(period.code), period) for period in periods]
    after = layout_facts(plan, made)
    record("periods_lay_out", plan.key, of=plan, by=by, at=at, before=before, after=after, approved=True)
    return made


def store_period(plan: Plan, row: ReportingPeriod | None, period: PlannedPeriod) -> ReportingPeriod:
    """Return the row of that code as it is planned, made where there is none."""
    row = row or ReportingPeriod(plan=plan, code=period.code)
    for name in PERIOD_COLUMNS:
        setattr(row, name, getattr(period, name))
    row.save()
    return row


def layout_facts(plan: Plan, periods) -> dict:
    """Return the layout as the history keeps it."""
    days = {period.code: str(period.due) for period in periods}
    return {"frequency": plan.frequency, "due_day": plan.due_day, "due": days}
