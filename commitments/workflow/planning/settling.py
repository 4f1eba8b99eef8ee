"""What the office settles in a draft besides its commitments: who presented it, names of departments, links."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from ...choices import LinkKind, Standing
from ...models import Department, Plan, PromiseLink, User
from ..record import record
from ..refusals import Incomplete, Stale
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


@transaction.atomic
def judge_links(plan: Plan, kinds: dict[int, str], *, by: User, at) -> int:
    """Settle the kinds (key of the link → LinkKind) of links between two promises; return how many changed.

    Links to promises no longer mentioned are settled by saying so: their kind stays. Raises Incomplete for a kind that
    is none of theirs.
    """
    plan = locked_draft(plan, by)
    links = {link.pk: link for link in plan.links.filter(pk__in=kinds).select_for_update(no_key=True)}
    wrong = {str(pk): "kind" for pk, link in links.items() if kinds[pk] not in possible_kinds(link)}
    if wrong:
        raise Incomplete(wrong)
    changed = [link for pk, link in links.items() if (link.kind, link.standing) != (kinds[pk], Standing.CONFIRMED)]
    for link in changed:
        link.kind, link.standing = kinds[link.pk], Standing.CONFIRMED
    PromiseLink.objects.bulk_update(changed, ["kind", "standing"])
    if changed:
        told = {str(link.pk): link.kind for link in changed}
        record("link_judge", plan.key, of=plan, by=by, at=at, after=told)
    return len(changed)


def possible_kinds(link: PromiseLink) -> tuple:
    """Return the kinds a link may have, by the ends it has."""
    if link.commitment_id is None:
        return (LinkKind.DROPPED,)
    return LinkKind.of_two() if link.earlier_id else (LinkKind.NEW,)
