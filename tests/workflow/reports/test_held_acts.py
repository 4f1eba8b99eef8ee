"""A held act: nothing is written before it takes effect, then what was pressed is done; or it is undone."""

import datetime
import uuid

import pytest

from commitments.choices import HeldMove, Role, UpdateState
from commitments.models import HeldAct, HistoryEntry, ProgressUpdate
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import delegation, evidence, held_acts, moves, review
from tests.world import make_evidence, make_update, make_user, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acts_held")]
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def update(cast):
    return moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())


def hold(update, by, at=None, **said):
    said = {"move": HeldMove.APPROVE, "version": update.version, "press": uuid.uuid4()} | said
    return held_acts.hold_act(update, by=by, at=at or moment(), **said)


def now_stands(update) -> ProgressUpdate:
    return ProgressUpdate.objects.get(pk=update.pk)


def test_what_is_held_has_changed_nothing_yet(cast, update):
    hold(update, cast.supervisor)
    assert (now_stands(update).state, now_stands(update).version) == (UpdateState.SUBMITTED, update.version)
    assert not HistoryEntry.objects.filter(action="update_approve").exists()


def test_it_takes_effect_at_the_moment_it_was_pressed(cast, update):
    held = hold(update, cast.supervisor, moment("2024-10-20", "23:59"), office_lamp="red", office_reason="不实。")
    assert held_acts.carry_out(held)
    stands = now_stands(update)
    assert (stands.decided_at, stands.decided_by) == (moment("2024-10-20", "23:59"), cast.supervisor)
    assert (stands.office_lamp, stands.office_reason) == ("red", "不实。")
    assert not HeldAct.objects.exists()


def test_it_is_carried_out_once(cast, update):
    held = hold(update, cast.supervisor)
    assert [held_acts.carry_out(held), held_acts.carry_out(held)] == [True, False]
    assert HistoryEntry.objects.filter(action="update_approve").count() == 1


def test_undone_in_time_it_never_happened(cast, update):
    held = hold(update, cast.supervisor)
    assert [each.update_id for each in held_acts.undo_acts(held.press, by=cast.supervisor)] == [update.pk]
    assert not held_acts.carry_out(held)
    assert now_stands(update).state == UpdateState.SUBMITTED
    assert "approve" in now_stands(update).moves_for(cast.supervisor)


def test_what_took_effect_is_not_undone(cast, update):
    held = hold(update, cast.supervisor)
    held_acts.carry_out(held)
    assert held_acts.undo_acts(held.press, by=cast.supervisor) == []
    assert now_stands(update).state == UpdateState.APPROVED


def test_nobody_undoes_what_another_pressed(cast, update):
    held = hold(update, cast.supervisor)
    assert held_acts.undo_acts(held.press, by=cast.second_supervisor) == []
    assert HeldAct.objects.pending().exists()


def test_a_report_takes_no_other_move_while_an_act_on_it_is_held(cast, update):
    hold(update, cast.supervisor)
    for act in (
        lambda: hold(update, cast.second_supervisor),
        lambda: review.return_report(update, by=cast.second_supervisor, at=moment(), reason="不符。"),
        lambda: moves.withdraw_report(update, by=cast.reporter, at=moment()),
    ):
        with pytest.raises(Refused):
            act()


def test_what_the_verb_would_refuse_is_refused_when_it_is_pressed(cast, update):
    with pytest.raises(Refused):
        hold(update, cast.reporter)
    with pytest.raises(Stale):
        hold(update, cast.supervisor, version=update.version + 1)
    with pytest.raises(Incomplete):
        hold(update, cast.supervisor, office_lamp="red")
    assert not HeldAct.objects.exists()


def test_a_report_that_changed_meanwhile_is_not_approved_and_that_waits_to_be_told(cast, update):
    file = make_evidence(moves.withdraw_report(update, by=cast.reporter, at=moment()), cast.reporter)
    update = moves.send_report(now_stands(update), by=cast.reporter, at=moment())
    held = hold(update, cast.supervisor)
    evidence.withdraw_file(file, by=cast.reporter, at=moment(), reason="传错了。")
    assert not held_acts.carry_out(held)
    assert now_stands(update).state == UpdateState.SUBMITTED
    assert HeldAct.objects.get().failure == "changed"
    review.return_report(now_stands(update), by=cast.supervisor, at=moment(), reason="请补佐证。")


def test_a_signature_is_held_in_the_same_way(cast):
    approver = cast.with_approver()
    draft = make_update(cast.commitment, cast.reporter, value="7200")
    update = moves.send_report(draft, by=cast.reporter, at=moment())
    held = hold(update, approver, move=HeldMove.SIGN)
    assert now_stands(update).state == UpdateState.SIGNING
    held_acts.carry_out(held)
    assert (now_stands(update).state, now_stands(update).submitted_at) == (UpdateState.SUBMITTED, moment())


def test_what_was_pressed_just_after_midnight_counts_for_that_day(cast):
    approver, deputy = cast.with_approver(), make_user("judy", Role.REPORTER, cast.department)
    day = datetime.date(2024, 10, 20)
    delegation.delegate(deputy=deputy, starts=day, ends=day, by=approver, at=moment("2024-10-19"))
    draft = make_update(cast.commitment, cast.reporter, value="7200")
    update = moves.send_report(draft, by=cast.reporter, at=moment())
    assert held_acts.carry_out(hold(update, deputy, moment("2024-10-20", "00:05"), move=HeldMove.SIGN))
    assert now_stands(update).signed_for == approver


def test_an_account_that_lost_its_role_meanwhile_decides_nothing(cast, update):
    held = hold(update, cast.supervisor)
    type(cast.supervisor).objects.filter(pk=cast.supervisor.pk).update(role="leader")
    assert not held_acts.carry_out(held)
    assert now_stands(update).state == UpdateState.SUBMITTED


@pytest.mark.parametrize(("seconds", "over"), [(-1, True), (0, False), (7, False), (8, True), (86_400, True)])
def test_the_time_for_undoing_runs_out_and_a_clock_put_back_ends_it(cast, update, seconds, over):
    assert held_acts.is_over(hold(update, cast.supervisor), moment() + seconds * SECOND) == over


def test_all_that_is_over_is_carried_out_and_no_more(cast, update):
    hold(update, cast.supervisor)
    held_acts.carry_out_all(moment() + SECOND, only_over=True)
    assert now_stands(update).state == UpdateState.SUBMITTED
    held_acts.carry_out_all(moment() + SECOND)
    assert now_stands(update).state == UpdateState.APPROVED


def test_what_is_held_waits_for_nobody(cast, update):
    assert ProgressUpdate.objects.awaiting_review().count() == 1
    hold(update, cast.supervisor)
    assert not ProgressUpdate.objects.awaiting_review().exists()
