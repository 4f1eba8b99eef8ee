"""A loaded plan made ready: opened for reporting, a missing baseline waived."""

from django.db import transaction

from ...choices import BaselineState, PlanState
from ...models import Plan, Target
from ..record import record
from ..refusals import Refused


@transaction.atomic
def open_plan(plan: Plan, *, by, at) -> Plan:
    """Open a drafted plan for reporting. Raises Refused when it is not a draft."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise Refused("open", plan.state)
    plan.state = PlanState.OPEN
    plan.save()
    record("plan_open", plan.key, of=plan, by=by, at=at, after={"state": plan.state}, approved=True)
    return plan


@transaction.atomic
def waive_baseline(target: Target, *, by, at, note: str) -> Target:
    """Judge a level without its baseline: actual ÷ target. Raises Refused when it is not missing."""
    target = Target.objects.select_for_update(no_key=True).get(pk=target.pk)
    if target.baseline_state != BaselineState.MISSING:
        raise Refused("waive", target.baseline_state)
    target.baseline_state = BaselineState.WAIVED
    target.save()
    change = {"before": {"baseline": BaselineState.MISSING}, "after": {"baseline": target.baseline_state}}
    record("baseline_waive", target, by=by, at=at, commitment=target.commitment, note=note, approved=True, **change)
    return target
