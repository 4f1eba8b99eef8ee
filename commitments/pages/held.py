"""Held acts on every page: carried out when their time is over or a page needs them, shown counting down till then."""

import logging
import math
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import HeldMove
from ..clock import now
from ..models import HeldAct, Plan, prepared
from ..workflow.reports import held_acts

ROOM_OF_MOVE = {HeldMove.SIGN: "signoff", HeldMove.APPROVE: "review"}
# What whoever pressed may open meanwhile: the room it was pressed in, and the files they look at there.
LEAVES_HELD = {move: (room, "evidence") for move, room in ROOM_OF_MOVE.items()}
UNDOING = ("review_undo", "signoff_undo")
# What others do or read for which every report must stand as decided; the rest may show it as it still stands.
NEEDED_BY_READERS = ("bulletins",)
NEEDED_BY_WRITERS = ("bulletins", "periods", "correction", "commitment", "admin")
# Another one's move on the very report.
NEEDED_BY_MOVES = ("review", "signoff", "desk")
FAILED_WORDS = {
    HeldMove.SIGN: gettext_lazy("%(code)s was not signed off: it changed before that took effect. Look at it again."),
    HeldMove.APPROVE: gettext_lazy("%(code)s was not approved: it changed before that took effect. Look at it again."),
}
log = logging.getLogger(__name__)


class HeldActsMiddleware:
    """Before a signed-in account's page: what is over takes effect, and what this page needs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated:
            return
        at = now()
        for held in prepared.models(acts_held):
            if held.failure:
                tell_failure(request, held)
            elif is_undone_now(request, held) or not (held_acts.is_over(held, at) or is_needed(request, held)):
                continue
            else:
                settle_held(held)


def acts_held():
    return HeldAct.objects.with_report()


def settle_held(held: HeldAct) -> None:
    """Carry one act out; a database that cannot now leaves it to the next request."""
    try:
        held_acts.carry_out(held)
    except DatabaseError:
        log.exception("a held act could not be carried out")


def tell_failure(request, held: HeldAct) -> None:
    """Tell whoever pressed, on the next whole page, that the act did not take effect."""
    if held.by_id == request.user.pk and request.method == "GET" and not request.htmx:
        messages.warning(request, FAILED_WORDS[held.move] % {"code": held.update.commitment.code})
        held.delete()


def is_undone_now(request, held: HeldAct) -> bool:
    """Whether this request is the one that undoes it: pressed in time, it may arrive a moment late."""
    match = request.resolver_match
    return match.url_name in UNDOING and str(match.kwargs["press"]) == str(held.press) and held.by == request.user


def is_needed(request, held: HeldAct) -> bool:
    """Whether the page asked for needs the outcome: its owner went elsewhere, or another acts upon it."""
    match = request.resolver_match
    room = match.app_name or (match.url_name or "").partition("_")[0]
    if held.by_id == request.user.pk:
        return room not in LEAVES_HELD[held.move]
    if request.method == "POST":
        mine = room in NEEDED_BY_MOVES and match.kwargs.get("pk") == held.update_id
        return mine or room in NEEDED_BY_WRITERS
    return room in NEEDED_BY_READERS


@dataclass(frozen=True)
class HeldPress:
    """What one press held: its acts, and for how many whole seconds it can still be undone."""

    press: uuid.UUID
    acts: tuple
    seconds: int

    @property
    def codes(self) -> str:
        """The commitments' codes, the first few of many."""
        codes = [held.update.commitment.code for held in self.acts]
        return _(", ").join(codes[:3]) + ("…" if len(codes) > 3 else "")


@dataclass(frozen=True)
class HeldStrip:
    """What an account can still undo in a room, the newest press first, and what of it failed, in words."""

    presses: list[HeldPress]
    failures: list[str]
    undo_name: str
    address: str
    move: str
    plan: Plan

    @property
    def wait(self) -> int:
        """In how many seconds the first of them takes effect."""
        return min((press.seconds for press in self.presses), default=0)


def held_strip(user, move: str, plan: Plan) -> HeldStrip:
    """Return what the account holds of this move."""
    found, failures, at = {}, [], now()
    for held in HeldAct.objects.with_report().filter(by=user, move=move):
        if held.failure:
            failures.append(FAILED_WORDS[move] % {"code": held.update.commitment.code})
        else:
            found.setdefault(held.press, []).append(held)
    presses = [HeldPress(press, tuple(acts), seconds_left(acts[0], at)) for press, acts in reversed(found.items())]
    room = ROOM_OF_MOVE[move]
    return HeldStrip(presses, failures, f"{room}_undo", reverse(f"{room}_held", args=[plan.key]), move, plan)


def seconds_left(held: HeldAct, at) -> int:
    return max(0, math.ceil((held.at + held_acts.HOLD_TIME - at).total_seconds()))


def hold_and_settle(update, move: str, **said) -> HeldAct:
    """Hold an act; where nothing is held back, it takes effect at once."""
    held = held_acts.hold_act(update, move, **said)
    if held_acts.is_over(held, held.at):
        held_acts.carry_out(held)
    return held
