"""Duties set by the office, many at once: rewritten freely in a draft, dated and with a reason once the plan is open.

What was on a day gone by stays: a duty of an open plan is ended and another one begins, on the day of the act.
"""

import datetime
import hashlib
import json
from collections import defaultdict

from django.db import transaction

from ...choices import AssignmentRole, PlanState, Role, Standing
from ...models import Assignment, Commitment, Department, FormerLeader, Plan, User
from ...rules.duties import RANK, DutyChange, changed_duties, duty_errors
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale

# Key of a commitment → the state its duties were seen in (see duties_version), None where nobody looked.
SeenDuties = dict[int, str | None]


def may_assign(user: User, plan: Plan) -> bool:
    """Whether `user` may set who bears what of the plan: the office, until the plan is closed."""
    return user.has_role(Role.SUPERVISOR) and plan.state != PlanState.CLOSED


def duties_version(commitment: Commitment, duties: list[Assignment]) -> str:
    """Return a fingerprint of who bears the commitment, as what, and of who is in charge."""
    told = [[duty.department_id, duty.role, duty.standing] for duty in duties]
    return hashlib.sha256(json.dumps([told, commitment.leader_id]).encode()).hexdigest()[:12]


class DutyLock:
    """Commitments of a plan that stand as they were seen, with their duties, locked until the transaction ends.

    Raises Refused where duties are not open to `by` or a commitment is not there, Stale with the first one that
    changed, Incomplete with `commitments` where there are none.
    """

    def __init__(self, plan: Plan, seen: SeenDuties, by: User):
        rows = Commitment.objects.standing().select_for_update(of=("self",), no_key=True).order_by("pk")
        self.commitments = list(rows.filter(plan=plan, pk__in=seen))
        self.plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        if not may_assign(by, self.plan) or len(self.commitments) != len(seen):
            raise Refused("duties", self.plan.state)
        if not seen:
            raise Incomplete({"commitments": "none"})
        self.duties = current_duties(list(seen))
        for row in self.commitments:
            if seen[row.pk] is not None and seen[row.pk] != duties_version(row, self.duties[row.pk]):
                raise Stale(row)

    def reason(self, text: str) -> str:
        """Return the reason as it is kept; raises Incomplete where the open plan asks for one."""
        if self.plan.is_open and not text.strip():
            raise Incomplete({"reason": "required"})
        return text.strip()


def current_duties(keys: list[int]) -> dict[int, list[Assignment]]:
    """Return commitment's key → its current duties in their order, for every key."""
    found = defaultdict(list)
    duties = Assignment.objects.current().filter(commitment__in=keys).select_related("department__leader")
    for duty in duties.order_by("pk"):
        found[duty.commitment_id].append(duty)
    return found


@transaction.atomic
def change_duties(plan: Plan, seen: SeenDuties, change: DutyChange, *, by: User, at, reason="") -> list[Commitment]:
    """Change the duties of many commitments, all or none; return those that differ now.

    In an open plan it counts from the day of `at` on. Raises what DutyLock does, Incomplete with `departments` (none,
    one_lead, not_there), `reason`, or the code of the first commitment nobody would bear → "nobody".
    """
    locked = DutyLock(plan, seen, by)
    day, reason = locked.plan.day_of(at.date()), locked.reason(reason)
    day = locked.plan.starts if locked.plan.is_draft else day
    check_departments(change, day)
    after = {row.pk: changed_duties(roles_of(locked.duties[row.pk]), change) for row in locked.commitments}
    for row in locked.commitments:
        if error := duty_errors(after[row.pk], locked.plan.is_open):
            raise Incomplete({row.code: error})
    changed = [row for row in locked.commitments if roles_of(locked.duties[row.pk]) != after[row.pk]]
    for row in changed:
        write_duties(row, locked.plan, locked.duties[row.pk], after[row.pk], day)
        record_duties("duty_change", row, locked.duties[row.pk], by=by, at=at, note=reason)
    if changed and locked.plan.is_open:
        assessment.refresh(changed, at.date())
    return changed


def check_departments(change: DutyChange, day: datetime.date) -> None:
    """Raise Incomplete unless every department exists on the day, and a lead is one alone."""
    if not change.departments:
        raise Incomplete({"departments": "none"})
    if change.role == AssignmentRole.LEAD and len(change.departments) > 1:
        raise Incomplete({"departments": "one_lead"})
    there = Department.objects.on(day).filter(pk__in=change.departments).count()
    if there != len(set(change.departments)):
        raise Incomplete({"departments": "not_there"})


def roles_of(duties: list[Assignment]) -> dict[int, str]:
    return {duty.department_id: duty.role for duty in duties}


def write_duties(commitment: Commitment, plan: Plan, duties: list[Assignment], after: dict, day) -> None:
    """Leave `after` (department's key → role) as the commitment's duties from `day` on; a draft's from its start.

    A duty that was not in force at the end of any day leaves no row; the history tells of it.
    """
    gone = [duty for duty in duties if after.get(duty.department_id) != duty.role]
    for duty in gone:
        if plan.is_draft or duty.valid_from >= day:
            duty.delete()
        else:
            Assignment.objects.filter(pk=duty.pk).update(valid_to=day)
    kept = {duty.department_id for duty in duties if duty not in gone}
    Assignment.objects.bulk_create(
        Assignment(
            commitment=commitment, department_id=pk, role=role, standing=Standing.CONFIRMED,
            valid_from=plan.starts if plan.is_draft else max(day, plan.starts),
        )
        for pk, role in sorted(after.items(), key=lambda pair: RANK.index(pair[1]))
        if pk not in kept
    )  # fmt: skip


def record_duties(action: str, commitment: Commitment, before: list[Assignment], *, by, at, note="") -> None:
    """Record the duties of a commitment as they were and as they are now."""
    facts = {"before": duty_facts(before), "after": duty_facts(current_duties([commitment.pk])[commitment.pk])}
    record(action, commitment, by=by, at=at, commitment=commitment, note=note, approved=True, **facts)


def duty_facts(duties: list[Assignment]) -> dict[str, str]:
    """Return the duties as the history keeps them: role → names of the departments."""
    found = defaultdict(list)
    for duty in sorted(duties, key=lambda duty: RANK.index(duty.role)):
        found[str(duty.role)].append(duty.department.short_name)
    return {role: "、".join(names) for role, names in found.items()}


@transaction.atomic
def confirm_duties(plan: Plan, seen: SeenDuties, *, by: User, at) -> list[Commitment]:
    """Confirm the proposed duties of commitments, all or none; return those that had one.

    Raises what DutyLock does, and Incomplete with `commitments` → "settled" where nothing was proposed.
    """
    locked = DutyLock(plan, seen, by)
    found = [row for row in locked.commitments if has_proposed(locked.duties[row.pk])]
    if not found:
        raise Incomplete({"commitments": "settled"})
    for row in found:
        proposed = [duty.pk for duty in locked.duties[row.pk] if duty.standing == Standing.PROPOSED]
        Assignment.objects.filter(pk__in=proposed).update(standing=Standing.CONFIRMED)
        record_duties("duty_confirm", row, locked.duties[row.pk], by=by, at=at)
    return found


def has_proposed(duties: list[Assignment]) -> bool:
    return any(duty.standing == Standing.PROPOSED for duty in duties)


@transaction.atomic
def put_in_charge(plan: Plan, seen: SeenDuties, leader: User | None, *, by: User, at, reason="") -> list[Commitment]:
    """Put a leader in charge of commitments, or with None leave them to their lead's; return those that differ now.

    In an open plan it counts from the day of `at` on; on days gone by the former leader stays. Raises what DutyLock
    does, Incomplete with `leader` (no leader) or `reason`.
    """
    locked = DutyLock(plan, seen, by)
    reason = locked.reason(reason)
    if leader is not None and not (leader.has_role(Role.LEADER) and leader.is_active):
        raise Incomplete({"leader": "unknown"})
    names = dict(User.objects.filter(role=Role.LEADER).values_list("pk", "name"))
    changed = [row for row in locked.commitments if row.leader_id != (leader.pk if leader else None)]
    for row in changed:
        facts = {"before": {"leader": names.get(row.leader_id, "")}, "after": {"leader": leader.name if leader else ""}}
        if locked.plan.is_open:
            FormerLeader.objects.create(commitment=row, leader_id=row.leader_id, until=at.date())
        row.leader = leader
        row.save(update_fields=["leader"])
        record("leader_change", row, by=by, at=at, commitment=row, note=reason, approved=True, **facts)
    return changed
