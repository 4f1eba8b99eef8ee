"""A draft opened: one act, refused while something is missing without which nobody could answer for the plan."""

import hashlib
import json

from django.db import transaction

from ...choices import PlanState, Role
from ...models import Plan, User
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from .checklist import gaps_of, must_left


def may_open_plan(user: User, plan: Plan) -> bool:
    """Whether `user` may open it once nothing is missing: the office, while it is a draft."""
    return user.has_role(Role.SUPERVISOR) and plan.is_draft


@transaction.atomic
def open_plan(plan: Plan, *, by: User, at, basis: str = "", version: str | None = None, although: str = "") -> Plan:
    """Open a draft for reporting; from then on its wording and its targets stay as they are.

    `although` is why it is opened with what it lacks: the sample's way, no page offers it. Raises Refused (no
    supervisor, no draft), Stale when the draft is not what `version` saw (see plan_version), Incomplete with the codes
    of what is missing.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not may_open_plan(by, plan):
        raise Refused("open", plan.state)
    if version is not None and version != plan_version(plan):
        raise Stale(plan)
    gaps = gaps_of([plan])[plan.pk]
    missing = must_left(gaps)
    if missing and not although:
        raise Incomplete(dict.fromkeys(missing, "left"))
    plan.state = PlanState.OPEN
    plan.save(update_fields=["state"])
    after = {
        "state": plan.state, "commitments": plan.commitments.standing().count(), "version": plan_version(plan),
        "along": {code: count for code, count in gaps.items() if count},
    }  # fmt: skip
    record("plan_open", plan.key, of=plan, by=by, at=at, after=after, note=basis.strip() or although, approved=True)
    if standing := list(plan.commitments.standing()):
        assessment.refresh(standing, at.date())
    return plan


def plan_version(plan: Plan) -> str:
    """Return a fingerprint of what a draft promises: its text, its commitments with duties, targets and days."""
    commitments = plan.commitments.standing().order_by("order", "pk")
    told = [
        list(plan.sections.order_by("order").values_list("code", "title", "paragraphs__code", "paragraphs__text")),
        list(plan.sections.order_by("order", "paragraphs__set_aside").values_list("paragraphs__set_aside__digest")),
        list(commitments.values_list("code", "title", "quote", "kind", "due", "due_standing")),
        list(commitments.values_list("targets__indicator__name", "targets__comparator", "targets__value")),
        list(commitments.values_list("targets__upper", "targets__baseline_state", "targets__baseline__value")),
        list(
            commitments.order_by("order", "assignments__pk").values_list("assignments__department", "assignments__role")
        ),
        list(commitments.order_by("order", "milestones__pk").values_list("milestones__what", "milestones__planned")),
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]
