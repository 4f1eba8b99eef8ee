"""A handover decided, withdrawn before its day, and carried out on it: duties go where the work goes (事随职责走).

What is approved stays under the name it was approved under, and so does every day gone by.
"""

import datetime
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from ...choices import AccountsThen, DraftsThen, PlanState, Role, SentThen
from ...models import Commitment, Department, Handover, Plan, User
from ..record import record
from ..refusals import Incomplete, Refused
from .handover_acts import hand_over_rows
from .handover_rows import HandoverRows


@dataclass(frozen=True)
class HandoverWish:
    """What shall pass from whom to whom, from which day on, and what becomes of what is under way.

    Without `codes` all duties pass; with them those of that plan alone, and then the former department goes on.
    """

    former: Department
    heir: Department
    day: datetime.date
    codes: tuple[str, ...] = field(default=())
    merges: bool = True
    drafts: str = DraftsThen.MOVE
    sent: str = SentThen.MOVE
    accounts: str = AccountsThen.MOVE


def may_hand_over(user: User, plan: Plan) -> bool:
    """Whether `user` may hand over duties: the office, while the plan is open."""
    return user.has_role(Role.SUPERVISOR) and plan.state == PlanState.OPEN


@transaction.atomic
def decide_handover(plan: Plan, wish: HandoverWish, *, by: User, at, reason: str) -> Handover:
    """Store the handover and return it; where its day is today it is carried out at once.

    Raises Refused (no supervisor, plan not open), Incomplete with day (past), heir (same, not_there), former
    (not_there, waiting), codes (unknown) or reason (required).
    """
    if not may_hand_over(by, plan):
        raise Refused("handover", plan.state)
    lock_what_passes(plan, wish.former, wish.heir, list(wish.codes))
    errors = handover_errors(plan, wish, at.date()) | ({} if reason.strip() else {"reason": "required"})
    if errors:
        raise Incomplete(errors)
    handover = store_handover(plan, wish, by=by, decided_at=at, reason=reason.strip())
    record("handover_make", handover, by=by, at=at, note=handover.reason, after=handover_facts(handover), approved=True)
    return carry_out_handover(handover, at=at) if wish.day <= at.date() else handover


def store_handover(plan: Plan, wish: HandoverWish, **said) -> Handover:
    """Store the row; somebody else may have decided on one of the same department since it was looked at."""
    values = vars(wish) | {"codes": list(wish.codes), "merges": wish.merges and not wish.codes}
    try:
        with transaction.atomic():
            return Handover.objects.create(plan=plan, **values, **said)
    except IntegrityError:
        raise Incomplete({"former": "waiting"}) from None


def handover_errors(plan: Plan, wish: HandoverWish, today: datetime.date) -> dict[str, str]:
    """Return field → code of what is wrong with a handover."""
    errors = {"day": "past"} if wish.day < today else {}
    there = set(Department.objects.on(wish.day).values_list("pk", flat=True))
    if wish.former == wish.heir:
        errors["heir"] = "same"
    elif wish.heir.pk not in there:
        errors["heir"] = "not_there"
    if Handover.objects.waiting().filter(former=wish.former).exists():
        errors["former"] = "waiting"
    if wish.codes and len(HandoverRows(plan, wish.former, wish.heir, list(wish.codes)).commitments) != len(wish.codes):
        errors["codes"] = "unknown"
    return errors


def handover_facts(handover: Handover) -> dict:
    """Return a handover as the history keeps it."""
    names = ("merges", "codes", "drafts", "sent", "accounts")
    both = {"former": handover.former.short_name, "heir": handover.heir.short_name, "day": str(handover.day)}
    return both | {name: getattr(handover, name) for name in names}


@transaction.atomic
def withdraw_handover(handover: Handover, *, by: User, at) -> Handover:
    """Take a handover back before its day. Raises Refused once it is carried out, and for everybody else."""
    handover = locked_handover(handover)
    if not by.has_role(Role.SUPERVISOR) or not is_waiting(handover) or handover.day <= at.date():
        raise Refused("handover", "carried_out")
    handover.withdrawn_at = at
    handover.save(update_fields=["withdrawn_at"])
    record("handover_withdraw", handover, by=by, at=at, before=handover_facts(handover), approved=True)
    return handover


def locked_handover(handover: Handover) -> Handover:
    return Handover.objects.with_departments().select_for_update(of=("self",), no_key=True).get(pk=handover.pk)


def is_waiting(handover: Handover) -> bool:
    return handover.carried_out_at is None and handover.withdrawn_at is None


def lock_what_passes(plan: Plan, former: Department, heir: Department, codes: list[str]) -> None:
    """Lock the commitments that pass on before anything else is written: the history's lock comes last."""
    keys = sorted(row.pk for row in HandoverRows(plan, former, heir, codes).commitments)
    list(Commitment.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


@transaction.atomic
def carry_out_handover(handover: Handover, *, at) -> Handover:
    """Let a handover take effect from its day on, once; what had changed since it was decided is taken as it stands.

    Raises Refused where the new department has ended meanwhile.
    """
    lock_what_passes(handover.plan, handover.former, handover.heir, handover.codes)
    handover = locked_handover(handover)
    if not is_waiting(handover):
        return handover
    both = Department.objects.select_for_update(no_key=True).filter(pk__in=[handover.former_id, handover.heir_id])
    list(both.order_by("pk"))
    check_departments_there(handover)
    after = hand_over_rows(handover, at)
    handover.carried_out_at = at
    handover.save(update_fields=["carried_out_at", "moved"])
    facts = handover_facts(handover) | after
    record("handover_carry_out", handover, by=handover.by, at=at, note=handover.reason, after=facts, approved=True)
    return handover


def check_departments_there(handover: Handover) -> None:
    """Raise Refused where the new department has ended, or the former one did and left nothing to hand over."""
    there = set(Department.objects.on(handover.day).values_list("pk", flat=True))
    if handover.heir_id not in there:
        raise Refused("handover", "not_there")
    ended = handover.former_id not in there
    if ended and not HandoverRows(handover.plan, handover.former, handover.heir, handover.codes).commitments:
        raise Refused("handover", "ended")


def carry_out_due(at) -> list[Handover]:
    """Carry out every handover whose day has come; return them. One that cannot be waits on, for the office to see."""
    done = []
    for handover in Handover.objects.due(at.date()).with_departments().order_by("day", "pk"):
        with suppress(Refused):
            done.append(carry_out_handover(handover, at=at))
    return done
