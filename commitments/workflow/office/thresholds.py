"""The plan's thresholds, changed by the office once the plan is open: a new row from its day on, with a reason.

Lamps of earlier days stay as they were judged. While the plan is a draft its own columns are edited instead.
"""

import datetime
from decimal import Decimal

from django.db import transaction

from ...choices import Role
from ...models import Plan, ThresholdChange, User
from ...rules.facts import Thresholds
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from ..snapshot.readings import thresholds_of

LOWEST_GAP = Decimal(-100)
MOST_MILESTONE_DAYS = 366


def may_change_thresholds(user: User, plan: Plan) -> bool:
    """Whether `user` may change the thresholds: the office, while the plan is open."""
    return user.has_role(Role.SUPERVISOR) and plan.is_open


def thresholds_version(plan: Plan) -> str:
    """Return what a form was drawn from: the newest change, "0" before the first."""
    newest = plan.threshold_changes.order_by("pk").last()
    return str(newest.pk if newest else 0)


@transaction.atomic
def change_thresholds(
    plan: Plan, new: Thresholds, *, by: User, at: datetime.datetime, reason: str, version: str | None = None
) -> ThresholdChange:
    """Let other thresholds light the plan's lamps from the day of `at` on; return the new row.

    Raises Refused (no supervisor, plan not open), Stale when others were set since the form was drawn (see
    `thresholds_version`), Incomplete with field → code: yellow_at and red_below (order, range), milestone_days (range),
    thresholds (unchanged), reason (required).
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not may_change_thresholds(by, plan):
        raise Refused("thresholds", plan.state)
    if version is not None and version != thresholds_version(plan):
        raise Stale(plan)
    newest = plan.threshold_changes.order_by("valid_from", "pk").last()
    if found := threshold_errors(new, thresholds_of(newest or plan), reason):
        raise Incomplete(found)
    row = ThresholdChange.objects.create(
        plan=plan, yellow_at=new.yellow, red_below=new.red, milestone_days=new.milestone_days,
        valid_from=max(at.date(), newest.valid_from) if newest else at.date(), reason=reason.strip(), by=by,
    )  # fmt: skip
    before, after = threshold_facts(newest or plan), threshold_facts(row) | {"valid_from": str(row.valid_from)}
    record(
        "thresholds_change", plan.key, of=plan, by=by, at=at, before=before, after=after, note=row.reason, approved=True
    )
    assessment.refresh(plan.commitments.standing(), row.valid_from)
    return row


def threshold_errors(new: Thresholds, old: Thresholds, reason: str) -> dict[str, str]:
    """Return field → code of what is wrong with new thresholds."""
    found = {} if reason.strip() else {"reason": "required"}
    if not LOWEST_GAP <= new.yellow < 0:
        found["yellow_at"] = "range"
    if not LOWEST_GAP <= new.red < 0:
        found["red_below"] = "range"
    elif new.red >= new.yellow:
        found["red_below"] = "order"
    if not 1 <= new.milestone_days <= MOST_MILESTONE_DAYS:
        found["milestone_days"] = "range"
    if new == old:
        found["thresholds"] = "unchanged"
    return found


def threshold_facts(row) -> dict:
    """Return thresholds as the history keeps them, figures as text."""
    return {
        "yellow_at": str(row.yellow_at), "red_below": str(row.red_below), "milestone_days": row.milestone_days,
    }  # fmt: skip
