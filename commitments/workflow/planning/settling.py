"""What the office settles in a draft besides its commitments: who presented it, names of departments."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from ...choices import Standing
from ...models import Department, Plan, User
from ..record import record
from ..refusals import Stale
from .checklist import proposed_departments
from .drafts_locked import locked_draft


@dataclass(frozen=True)
class PlanFacts:
    """What the head of the report says."""

    title: str
    report_title: str
    presented_on: datetime.date
    presented_to: str
    presented_by: str


def plan_facts(plan: Plan) -> PlanFacts:
    return PlanFacts(**{name: getattr(plan, name) for name in PlanFacts.__dataclass_fields__})


@transaction.atomic
def set_plan_facts(plan: Plan, facts: PlanFacts, *, by: User, at, seen: PlanFacts | None = None) -> Plan:
    """Write the facts; raises Refused past the draft, Stale where they are no longer those `seen`."""
    plan = locked_draft(plan, by)
    before = plan_facts(plan)
    if seen is not None and before != seen:
        raise Stale(plan)
    if facts == before:
        return plan
    for name, value in asdict(facts).items():
        setattr(plan, name, value)
    plan.save(update_fields=list(asdict(facts)))
    said = {"before": facts_as_text(before), "after": facts_as_text(facts)}
    record("plan_change", plan.key, of=plan, by=by, at=at, **said)
    return plan


def facts_as_text(facts: PlanFacts) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(facts).items()}


@transaction.atomic
def confirm_departments(plan: Plan, keys: list[int], *, by: User, at) -> list[Department]:
    """Confirm the names of the departments with those keys that a draft's checklist lists; return them."""
    plan = locked_draft(plan, by)
    rows = proposed_departments([plan]).filter(pk__in=keys).values("pk")
    found = list(Department.objects.select_for_update(no_key=True).filter(pk__in=rows).order_by("pk"))
    for department in found:
        department.standing = Standing.CONFIRMED
        department.save(update_fields=["standing"])
        change = {"before": {"standing": Standing.PROPOSED}, "after": {"standing": Standing.CONFIRMED}}
        record("department_change", department, by=by, at=at, approved=True, **change)
    return found
