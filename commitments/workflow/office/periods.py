"""Reporting periods: opened, closed and reopened by the office, their due days moved, more time given to one."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from ...choices import PlanState, Role, UpdateState
from ...models import Extension, Holiday, Installation, Plan, ProgressUpdate, ReportingPeriod, User
from ...rules.period import ONE_DAY
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale

LONGEST_DELAY = 366


def locked_period(period: ReportingPeriod, version: str | None = None) -> ReportingPeriod:
    """Return the row locked for this transaction; raise Stale when it is no longer at `version`.

    One act may touch several periods: those who keep the calendar wait for one another on the installation's row.
    """
    Installation.objects.locked()
    rows = ReportingPeriod.objects.select_related("plan").select_for_update(of=("self",), no_key=True)
    fresh = rows.get(pk=period.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    return fresh


def record_period(
    action: str, period: ReportingPeriod, *, by: User, at, before=None, after: dict, reason: str = ""
) -> None:
    """Record one act on a period; codes repeat among plans, so the plan's key stands in it."""
    after = {"plan": period.plan.key, **after}
    record(action, period.code, of=period, by=by, at=at, before=before, after=after, note=reason, approved=True)


@transaction.atomic
def open_period(period: ReportingPeriod, *, by: User, at, version: str | None = None) -> ReportingPeriod:
    """Open a period for reporting; from then on its reports are owed, and all earlier data may be judged anew.

    Departments fill in every open period, the newest first on their desks. Raises Refused unless `by` is a
    supervisor, the plan is open and the period was never opened.
    """
    period = locked_period(period, version)
    if not by.has_role(Role.SUPERVISOR) or period.opened or period.plan.state != PlanState.OPEN:
        raise Refused("open", "opened" if period.opened else "")
    period.opened = at.date()
    period.save()
    record_period("period_open", period, by=by, at=at, after={"opened": str(period.opened)})
    assessment.refresh(period.plan.commitments.standing(), period.opened)
    return period


@transaction.atomic
def close_period(
    period: ReportingPeriod, *, by: User, at, confirmed: bool = True, version: str | None = None
) -> ReportingPeriod:
    """Close a period: nothing is written for it any more but corrections.

    Raises Refused unless `by` is a supervisor and the period is open, and Incomplete when reports are still owed
    or undecided and that was not confirmed.
    """
    period = locked_period(period, version)
    if not by.has_role(Role.SUPERVISOR) or not period.opened or period.closed:
        raise Refused("close", "closed" if period.closed else "")
    counts = report_counts(period.plan)[period.pk]
    if not confirmed and counts["owed"] > counts["approved"]:
        raise Incomplete({"confirm": "unfinished"})
    period.closed = at.date()
    period.save()
    record_period("period_close", period, by=by, at=at, after={"closed": str(period.closed)})
    return period


@transaction.atomic
def reopen_period(period: ReportingPeriod, *, reason: str, by: User, at, version: str | None = None) -> ReportingPeriod:
    """Open a closed period again, with a reason.

    Raises Refused unless `by` is a supervisor and the period is closed, Incomplete without the reason.
    """
    period = locked_period(period, version)
    if not by.has_role(Role.SUPERVISOR) or not period.closed or period.plan.state != PlanState.OPEN:
        raise Refused("reopen", "" if period.closed else "open")
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    before = {"closed": str(period.closed)}
    period.closed = None
    period.save()
    record_period("period_reopen", period, by=by, at=at, before=before, after={"closed": None}, reason=reason.strip())
    return period


@dataclass(frozen=True)
class StillOpen:
    """The periods before one that are open, newest first, and how many of their reports stand how."""

    periods: list[ReportingPeriod]
    unsent: int
    returned: int
    submitted: int

    @property
    def to_write(self) -> int:
        return self.unsent + self.returned


def open_before(period: ReportingPeriod) -> StillOpen:
    """Return what opening the period leaves open beside it."""
    earlier = period.plan.periods.filter(ends__lt=period.ends, opened__isnull=False, closed=None)
    found, counts = list(earlier.order_by("-ends")), report_counts(period.plan)
    sums = {name: sum(counts[each.pk][name] for each in found) for name in ("unsent", "returned", "submitted")}
    return StillOpen(found, **sums)


@transaction.atomic
def change_due_day(
    period: ReportingPeriod, due, *, reason: str, by: User, at, version: str | None = None, by_table: bool = False
) -> ReportingPeriod:
    """Move a period's due day while it is not past; `by_table` says that the table of holidays asks for it.

    Raises Refused unless `by` is a supervisor and the due day still lies ahead, Incomplete when the new day is
    too early, too far off or a day off, or the reason is missing.
    """
    period = locked_period(period, version)
    if not by.has_role(Role.SUPERVISOR) or period.closed or period.due < at.date():
        raise Refused("due", "closed" if period.closed else "past")
    errors = {"due": "unchanged"} if due == period.due else {}
    errors |= due_day_errors(due, reason, period, earliest=max(at.date(), period.opens))
    if errors:
        raise Incomplete(errors)
    before = {"due": str(period.due)}
    period.due = due
    period.save()
    after = {"due": str(due), "by_table": by_table}
    record_period("period_due", period, by=by, at=at, before=before, after=after, reason=reason.strip())
    assessment.refresh(period.plan.commitments.standing(), at.date())
    return period


@transaction.atomic
def extend_period(
    period: ReportingPeriod, department, due, *, reason: str, by: User, at, version: str | None = None
) -> Extension:
    """Give one department more time in a period; the newest extension counts, from the day it is granted.

    Raises Refused unless `by` is a supervisor and the period is open, Incomplete when the day is not later than
    the period's, is a day off or too far away, the department leads nothing, or the reason is missing.
    """
    period = locked_period(period, version)
    if not by.has_role(Role.SUPERVISOR) or not period.opened or period.closed:
        raise Refused("extend", "closed" if period.closed else "")
    led = list(period.plan.commitments.standing().led_by(department))
    errors = {} if led else {"department": "leads_nothing"}
    errors |= due_day_errors(due, reason, period, earliest=max(at.date(), period.due + ONE_DAY))
    if errors.get("due") == "too_early":
        errors["due"] = "not_later"
    if errors:
        raise Incomplete(errors)
    before = {"due": str(period.due_for(department, at.date()))}
    extension = Extension.objects.create(
        period=period, department=department, due=due, reason=reason.strip(), valid_from=at.date(), granted_by=by
    )
    after = {"department": department.short_name, "due": str(due)}
    record_period("period_extend", period, by=by, at=at, before=before, after=after, reason=extension.reason)
    assessment.refresh(led, at.date())
    return extension


def due_day_errors(due, reason: str, period: ReportingPeriod, *, earliest) -> dict[str, str]:
    """Return field → code of what is wrong with a due day and its reason."""
    errors = {} if reason.strip() else {"reason": "required"}
    if due < earliest:
        errors["due"] = "too_early"
    elif (due - period.ends).days > LONGEST_DELAY:
        errors["due"] = "too_far"
    elif not Holiday.objects.workdays().is_workday(due):
        errors["due"] = "day_off"
    return errors


def report_counts(plan: Plan, department=None) -> dict[int, Counter]:
    """Return period id → how many reports are owed, and of these approved, submitted (undecided), returned and unsent.

    With `department` only of what it leads. What was approved stays so while it is corrected, what was returned while
    it is written anew: nobody is told of drafts. Two queries and one for the periods, whatever their number.
    """
    commitments = plan.commitments.standing()
    commitments = commitments.led_by(department) if department else commitments
    owed = commitments.values("pk").distinct().count()
    rows = ProgressUpdate.objects.filter(period__plan=plan, commitment__in=commitments.values("pk"))
    rows = rows.filter(state__in=UpdateState.seen_by_office())
    states = {}
    for period, commitment, state in rows.order_by("revision").values_list("period", "commitment", "state"):
        if states.get((period, commitment)) != UpdateState.APPROVED:
            states[period, commitment] = state
    counts = {pk: Counter() for pk in plan.periods.values_list("pk", flat=True)}
    for (period, _commitment), state in states.items():
        counts[period][str(state)] += 1
    for found in counts.values():
        found["unsent"], found["owed"] = owed - found.total(), owed
    return counts
