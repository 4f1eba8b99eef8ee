"""Held acts: a sign-off or an approval takes effect some seconds after it was pressed, and until then can be undone.

Nothing is written into the report before. Whatever needs the outcome earlier carries the act out first; a report on
which an act is held takes no other move (see locks.locked_report).
"""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from ...choices import HeldMove
from ...models import HeldAct, ProgressUpdate, User
from ..refusals import Incomplete, Refused, Stale
from . import moves, review
from .locks import lock_reports, locked_report

# How long an act can be undone.
HOLD_TIME = datetime.timedelta(seconds=8)


@transaction.atomic
def hold_act(
    update: ProgressUpdate, move: str, *, by: User, at, version: int, press: uuid.UUID, office_lamp="", office_reason=""
) -> HeldAct:
    """Hold a sign-off or an approval of the version shown; return it. Nothing else is written.

    Raises what the verb itself would: Refused, Stale, Incomplete.
    """
    update = locked_report(update, version)
    said = {"office_lamp": office_lamp, "office_reason": office_reason.strip() if office_lamp else ""}
    if move == HeldMove.APPROVE:
        review.check_approval(update, by, **said)
    else:
        moves.check_move(update, "sign", by, at)
    try:
        with transaction.atomic():
            return HeldAct.objects.create(
                update=update, move=move, by=by, press=press, version=update.version, at=at, **said
            )
    except IntegrityError:
        raise Refused("held", update.state) from None


def is_over(held: HeldAct, at) -> bool:
    """Whether the time for undoing has passed at `at`; also where a clock was put back since."""
    return not held.at <= at < held.at + HOLD_TIME


@transaction.atomic
def carry_out(held: HeldAct) -> bool:
    """Let the act take effect at the moment it was pressed; return whether it did.

    What its report no longer allows fails, and waits to be told to whoever pressed it. An act that is undone or
    carried out already is left alone.
    """
    fresh = locked_act(held)
    if fresh is None:
        return False
    fresh.failure = "changed"
    fresh.save(update_fields=["failure"])
    try:
        with transaction.atomic():
            take_effect(fresh)
    except (Refused, Stale, Incomplete):
        return False
    fresh.delete()
    return True


def take_effect(held: HeldAct) -> None:
    """Run the verb that was held back, on the day on which it was pressed here: the database keeps UTC."""
    said = {"by": held.by, "at": timezone.localtime(held.at), "version": held.version}
    if held.move == HeldMove.APPROVE:
        review.approve_report(held.update, **said, office_lamp=held.office_lamp, office_reason=held.office_reason)
    else:
        moves.sign_report(held.update, **said)


def locked_act(held: HeldAct) -> HeldAct | None:
    """Return the act, locked after its commitment, or None when it is pending no more."""
    lock_reports([held.update.commitment_id])
    rows = HeldAct.objects.pending().with_report().select_for_update(of=("self",))
    return rows.filter(pk=held.pk).first()


@transaction.atomic
def undo_acts(press: uuid.UUID, *, by: User) -> list[HeldAct]:
    """Undo what `by` held with one press, as far as it has not taken effect; return it, in the order it was held."""
    rows = list(HeldAct.objects.pending().with_report().filter(press=press, by=by))
    lock_reports([held.update.commitment_id for held in rows])
    undone = [held for row in rows if (held := locked_act(row))]
    for held in undone:
        HeldAct.objects.filter(pk=held.pk).delete()
    return undone


def carry_out_all(at, *, only_over: bool = False) -> None:
    """Let every held act take effect, or those alone whose time for undoing has passed at `at`."""
    for held in HeldAct.objects.pending().with_report():
        if not only_over or is_over(held, at):
            carry_out(held)
