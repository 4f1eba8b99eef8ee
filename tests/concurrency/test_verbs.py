"""Two people act on the same row at the same moment: one effect, one entry, and a plain refusal for the other."""

from functools import partial

import pytest

from commitments.choices import ContributionState, Role, UpdateState
from commitments.models import Delegation, HistoryEntry, ProgressUpdate, Verdict
from commitments.workflow.judgement import assessment
from commitments.workflow.office import periods
from commitments.workflow.reports import contributions, corrections, delegation, drafts, moves, review
from commitments.workflow.reports.entries import ReportEntry
from tests.world import (
    TODAY,
    make_contribution,
    make_support,
    make_update,
    make_user,
    moment,
    part_row,
)

from .racing import ROUNDS, racers, refused


def entries(action=""):
    return HistoryEntry.objects.filter(action__startswith=action).count()


def test_two_first_saves_make_one_draft(cast, another):
    second = make_user("alan", Role.REPORTER, cast.department)
    with racers() as both:
        for _round in range(ROUNDS):
            commitment = another()
            ends = both.race(
                *(partial(make_update, commitment, by, narrative=by.name) for by in (cast.reporter, second))
            )
            kept = ProgressUpdate.objects.get(commitment=commitment)
            assert refused(ends) == ["Stale"]
            assert (kept.revision, kept.version, kept.narrative) == (1, 1, kept.author.name)
    assert entries() == 0


@pytest.mark.parametrize("seen", [None, 1], ids=["unseen", "seen"])
def test_two_supervisors_decide_once(cast, written, seen):
    with racers() as both:
        for number in range(ROUNDS):
            update = written()
            approve = partial(review.approve_report, update, by=cast.supervisor, at=moment(), version=seen)
            give_back = partial(
                review.return_report, update, by=cast.second_supervisor, at=moment(), reason="口径不符", version=seen
            )
            ends = both.race(*(approve, give_back)[:: 1 if number % 2 else -1])
            assert refused(ends) == ["Stale" if seen else "Refused"]
            update.refresh_from_db()
            assert (update.state, update.version) in ((UpdateState.APPROVED, 2), (UpdateState.RETURNED, 2))
    assert entries("update_approve") + entries("update_return") == ROUNDS


def test_four_supervisors_approve_once(cast, written):
    office = [cast.supervisor, cast.second_supervisor]
    office += [make_user(name, Role.SUPERVISOR) for name in ("dora", "dirk")]
    with racers(4) as all_four:
        for _round in range(ROUNDS):
            update = written()
            ends = all_four.race(*(partial(review.approve_report, update, by=by, at=moment()) for by in office))
            assert refused(ends) == ["Refused"] * 3
    assert entries("update_approve") == ROUNDS


def test_what_is_approved_is_not_withdrawn_and_the_other_way_round(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            before = entries()
            ends = both.race(
                partial(review.approve_report, update, by=cast.supervisor, at=moment()),
                partial(moves.withdraw_report, update, by=cast.reporter, at=moment()),
            )
            update.refresh_from_db()
            assert refused(ends) == ["Refused"]
            assert (update.state == UpdateState.APPROVED) == (update.decided_by_id is not None)
            assert entries() == before + 1


def test_a_save_never_undoes_a_sending(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written(UpdateState.DRAFT)
            entry = ReportEntry(cutoff=update.cutoff, narrative="改写。", self_lamp="green")
            save = partial(
                drafts.save_draft, update.commitment, update.period, entry, by=cast.reporter, version=update.version
            )
            send = partial(moves.send_report, update, by=cast.reporter, at=moment(), version=update.version)
            before = entries()
            assert len(refused(both.race(save, send))) == 1
            update.refresh_from_db()
            sent = update.state == UpdateState.SUBMITTED
            assert (update.version, entries() - before) == (2, int(sent))
            assert (update.narrative == "改写。") != sent


def test_two_who_send_the_same_draft_send_it_once(cast, written):
    second = make_user("alan", Role.REPORTER, cast.department)
    with racers() as both:
        for _round in range(ROUNDS):
            update = written(UpdateState.DRAFT)
            ends = both.race(
                *(partial(moves.send_report, update, by=by, at=moment()) for by in (cast.reporter, second))
            )
            assert refused(ends) == ["Refused"]
    assert entries("update_submit") == ROUNDS


def test_what_is_signed_is_not_handed_back_and_the_other_way_round(cast, written):
    approver, second = cast.with_approver(), make_user("ilse", Role.APPROVER, cast.department)
    with racers() as both:
        for _round in range(ROUNDS):
            update = written(UpdateState.SIGNING)
            ends = both.race(
                partial(moves.sign_report, update, by=approver, at=moment()),
                partial(moves.send_report_back, update, by=second, at=moment(), note="请核对。"),
            )
            update.refresh_from_db()
            assert refused(ends) == ["Refused"]
            assert (update.state == UpdateState.SUBMITTED) == (update.signed_by_id == approver.pk)
    assert entries("update_sign") + entries("update_send_back") == ROUNDS


def test_two_corrections_begun_at_once_are_one(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written(UpdateState.APPROVED)
            ends = both.race(
                *(
                    partial(corrections.start_correction, update, by=by, at=moment("2024-10-16"), reason="录错。")
                    for by in (cast.reporter, cast.supervisor)
                )
            )
            assert refused(ends) == ["Refused"]
            assert update.corrections.count() == 1
    assert entries("update_correct") == ROUNDS


def test_a_contribution_is_taken_over_once(cast, another):
    second = make_user("alan", Role.REPORTER, cast.department)
    with racers() as both:
        for _round in range(ROUNDS):
            contribution = part_row(another(), cast.other, cast.reporter, "filed", text="学校建成。")
            ends = both.race(
                *(
                    partial(contributions.take_over_contribution, contribution, by=by, at=moment())
                    for by in (cast.reporter, second)
                )
            )
            contribution.refresh_from_db()
            assert refused(ends) == ["Refused"]
            assert contribution.state == ContributionState.TAKEN
            assert ProgressUpdate.objects.get(commitment=contribution.commitment).narrative.count("学校建成。") == 1
    assert entries("part_take_over") == ROUNDS


def test_a_contribution_is_settled_once(cast, another):
    with racers() as both:
        for _round in range(ROUNDS):
            contribution = part_row(another(), cast.other, cast.reporter, "filed", text="学校建成。")
            ends = both.race(
                partial(contributions.take_over_contribution, contribution, by=cast.reporter, at=moment()),
                partial(contributions.withdraw_contribution, contribution, by=cast.outsider, at=moment()),
            )
            assert refused(ends) == ["Refused"]
    assert entries("part_take_over") + entries("part_withdraw") == ROUNDS


def test_a_period_is_closed_once(cast):
    period = cast.plan.periods.get(code="2024-Q3")
    with racers() as both:
        for _round in range(ROUNDS):
            ends = both.race(
                *(
                    partial(periods.close_period, period, by=by, at=moment("2024-10-22"), confirmed=True)
                    for by in (cast.supervisor, cast.second_supervisor)
                )
            )
            assert refused(ends) == ["Refused"]
            type(period).objects.filter(pk=period.pk).update(closed=None)
    assert entries("period_close") == ROUNDS


def test_a_delegation_is_given_once(cast):
    approver = cast.with_approver()
    with racers() as both:
        for _round in range(ROUNDS):
            give = partial(
                delegation.delegate, deputy=cast.reporter, starts=TODAY, ends=TODAY, by=approver, at=moment()
            )
            assert refused(both.race(give, give)) == ["Incomplete"]
            delegation.revoke_delegation(Delegation.objects.get(revoked_at=None), by=approver, at=moment())
    assert entries("delegation_give") == ROUNDS


def test_reading_the_lamps_never_brings_back_an_old_one(cast, written):
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            Verdict.objects.all().delete()
            both.race(
                partial(assessment.verdicts_on, cast.plan, moment().date()),
                partial(review.approve_report, update, by=cast.supervisor, at=moment()),
            )
            stored = Verdict.objects.get(commitment=update.commitment, on=moment().date())
            assert stored.update == update


def test_moves_on_commitments_of_one_indicator_wait_for_one_another(cast, another):
    shared = [cast.commitment, another()]
    shared[1].targets.create(
        indicator=cast.target.indicator, comparator=cast.target.comparator, value=9000, wording="9000根"
    )
    with racers() as both:
        for _round in range(ROUNDS):
            figures = ("7200", None)
            updates = [
                make_update(each, cast.reporter, value=value) for each, value in zip(shared, figures, strict=True)
            ]
            ends = both.race(*(partial(moves.send_report, each, by=cast.reporter, at=moment()) for each in updates))
            assert refused(ends) == []
            ProgressUpdate.objects.all().delete()
    assert entries("update_submit") == ROUNDS * 2


def test_asking_twice_at_once_asks_once(cast, another):
    with racers() as both:
        for _round in range(ROUNDS):
            commitment = another()
            make_support(commitment, cast.other)
            ask = partial(make_contribution, commitment, cast.other, cast.reporter)
            assert refused(both.race(ask, ask)) == ["Incomplete"]
            assert commitment.contributions.count() == 1
