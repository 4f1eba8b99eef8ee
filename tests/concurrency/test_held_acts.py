"""Held acts from two sides at once: carried out once, or undone, never both; and no report decided twice."""

import uuid
from functools import partial

import pytest

from commitments.choices import HeldMove, UpdateState
from commitments.models import HeldAct, HistoryEntry
from commitments.workflow.reports import held_acts, moves, review
from tests.world import moment

from .racing import ROUNDS, racers, refused

pytestmark = pytest.mark.usefixtures("acts_held")


def hold(update, by):
    return held_acts.hold_act(update, HeldMove.APPROVE, by=by, at=moment(), version=update.version, press=uuid.uuid4())


def approvals():
    return HistoryEntry.objects.filter(action="update_approve").count()


def test_two_requests_carry_it_out_once(cast, written):
    with racers() as both:
        for number in range(1, ROUNDS + 1):
            held = hold(written(), cast.supervisor)
            both.race(*[partial(held_acts.carry_out, held)] * 2)
            assert (approvals(), HeldAct.objects.count()) == (number, 0)


def test_it_is_undone_or_carried_out_and_never_both(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            held, before = hold(update, cast.supervisor), approvals()
            undo = partial(held_acts.undo_acts, held.press, by=cast.supervisor)
            undone, _carried = both.race(undo, partial(held_acts.carry_out, held))
            update.refresh_from_db()
            assert (update.state == UpdateState.APPROVED) == (undone == "done") == (approvals() == before + 1)
            assert not HeldAct.objects.exists()


def test_two_supervisors_hold_one_report_once(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            ends = both.race(*(partial(hold, update, by) for by in (cast.supervisor, cast.second_supervisor)))
            assert refused(ends) == ["Refused"]
            assert HeldAct.objects.filter(update=update).count() == 1


@pytest.mark.parametrize("other", ["withdraw", "return"])
def test_holding_and_another_s_move_leave_one_of_the_two(cast, written, other):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            act = {
                "withdraw": partial(moves.withdraw_report, update, by=cast.reporter, at=moment()),
                "return": partial(review.return_report, update, by=cast.second_supervisor, at=moment(), reason="不符"),
            }[other]
            ends = both.race(partial(hold, update, cast.supervisor), act)
            assert len(refused(ends)) == 1
            update.refresh_from_db()
            held = HeldAct.objects.pending().filter(update=update).exists()
            assert held == (update.state == UpdateState.SUBMITTED)
