"""Two people move the same report at the same moment: one of them counts, the other is told; nothing is doubled."""

from functools import partial

from commitments.choices import UpdateState
from commitments.models import HistoryEntry
from commitments.workflow import correcting, reporting, review, withdrawing
from tests.concurrency.racing import one_of, refused
from tests.world import make_update, moment

NOW = moment("2024-10-20")


def test_of_two_first_saves_one_is_stored_and_the_other_told(cast, race, rounds, acts):
    for commitment in rounds:
        answers = race(*(partial(make_update, commitment, by) for by in (cast.reporter, cast.colleague)))
        assert one_of(answers)
        kept = commitment.updates.get()
        assert (kept.revision, kept.version, acts(commitment)) == (1, 1, [])


def test_two_sends_leave_one_entry(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment, UpdateState.DRAFT)
        assert one_of(race(*(partial(reporting.send, update, by=by, at=NOW) for by in (cast.reporter, cast.colleague))))
        assert acts(commitment) == ["update_submit"]


def test_what_is_sent_is_what_was_read_or_nothing_is(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment, UpdateState.DRAFT)
        entry = reporting.Entry(cutoff=update.cutoff, narrative="改写。", self_lamp="green")
        saved, sent = race(
            partial(reporting.save_draft, commitment, update.period, entry, by=cast.colleague, version=1),
            partial(reporting.send, update, by=cast.reporter, at=NOW, version=1),
        )
        assert one_of([saved, sent])
        update.refresh_from_db()
        assert (update.version, update.narrative == "改写。") == (2, refused(sent))
        assert acts(commitment) == ([] if refused(sent) else ["update_submit"])


def test_signing_and_sending_back_at_once_is_one_of_the_two(cast, race, rounds, written, acts):
    approver = cast.with_approver()
    for commitment in rounds:
        update = written(commitment, UpdateState.SIGNING)
        signed, back = race(
            partial(reporting.sign, update, by=approver, at=NOW),
            partial(reporting.send_back, update, by=approver, at=NOW, note="请补充。"),
        )
        assert one_of([signed, back])
        update.refresh_from_db()
        assert update.state == (UpdateState.DRAFT if refused(signed) else UpdateState.SUBMITTED)
        assert (update.signed_by is None) == (update.submitted_at is None) == refused(signed)
        assert acts(commitment) == ["update_send_back" if refused(signed) else "update_sign"]


def test_two_supervisors_approve_once(cast, race, rounds, written, acts):
    office = (cast.supervisor, cast.second_supervisor)
    for commitment in rounds:
        update = written(commitment)
        answers = race(*(partial(review.approve, update, by=by, at=NOW) for by in office))
        assert one_of(answers)
        update.refresh_from_db()
        assert update.decided_by == office[refused(answers[0])]
        assert acts(commitment) == ["update_approve"]


def test_of_two_decisions_one_holds(cast, race, rounds, written, acts):
    for number, commitment in enumerate(rounds):
        update, seen = written(commitment), 1 if number % 4 > 1 else None
        approved, returned = race(
            partial(review.approve, update, by=cast.supervisor, at=NOW, version=seen),
            partial(review.give_back, update, by=cast.second_supervisor, at=NOW, reason="请补充。", version=seen),
        )
        assert one_of([approved, returned])
        update.refresh_from_db()
        assert update.state == (UpdateState.RETURNED if refused(approved) else UpdateState.APPROVED)
        assert (update.return_reason == "") == refused(returned)
        assert acts(commitment) == ["update_return" if refused(approved) else "update_approve"]


def test_approving_and_taking_back_at_once_leaves_no_approved_draft(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment)
        approved, withdrawn = race(
            partial(review.approve, update, by=cast.supervisor, at=NOW),
            partial(reporting.withdraw, update, by=cast.reporter, at=NOW),
        )
        assert one_of([approved, withdrawn])
        update.refresh_from_db()
        assert update.state == (UpdateState.DRAFT if refused(approved) else UpdateState.APPROVED)
        assert (update.decided_at is None) == (update.submitted_at is None) == refused(approved)
        assert acts(commitment) == ["update_withdraw" if refused(approved) else "update_approve"]


def test_of_two_corrections_one_begins(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment, UpdateState.APPROVED)
        assert one_of(
            race(
                partial(correcting.correct, update, by=cast.reporter, at=NOW, reason="漏报。"),
                partial(correcting.correct, update, by=cast.supervisor, at=NOW, reason="口径有误。"),
            )
        )
        assert commitment.updates.filter(corrects=update).count() == 1
        assert acts(commitment) == ["update_correct"]


def test_a_correction_is_approved_while_a_second_one_is_begun(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment, UpdateState.APPROVED)
        correction = written(commitment, revision=2, corrects=update, correction_reason="漏报。")
        approved, second = race(
            partial(review.approve, correction, by=cast.supervisor, at=NOW),
            partial(correcting.correct, update, by=cast.reporter, at=NOW, reason="口径有误。"),
        )
        # While the first is under way no other begins, and afterwards the old revision is no longer the one to correct.
        assert (refused(approved), refused(second)) == (False, True)
        assert correcting.standing(update) == correction
        assert (commitment.updates.count(), acts(commitment)) == (2, ["update_approve"])


def test_what_is_sent_while_its_commitment_is_withdrawn_was_sent_before(cast, race, rounds, written, acts):
    for commitment in rounds:
        update = written(commitment, UpdateState.DRAFT)
        gone, sent = race(
            partial(withdrawing.withdraw, commitment, by=cast.supervisor, at=NOW, reason="并入他项。"),
            partial(reporting.send, update, by=cast.reporter, at=NOW),
        )
        assert not refused(gone)
        update.refresh_from_db()
        assert update.state == (UpdateState.DRAFT if refused(sent) else UpdateState.SUBMITTED)
        assert acts(commitment) == ["update_submit", "commitment_withdraw"][refused(sent) :]


def test_two_reports_decided_at_once_stand_in_one_chain(cast, race, rounds, written):
    for left, right in zip(rounds[::2], rounds[1::2], strict=True):
        answers = race(
            partial(review.approve, written(left), by=cast.supervisor, at=NOW),
            partial(review.approve, written(right), by=cast.second_supervisor, at=NOW),
        )
        assert [refused(answer) for answer in answers] == [False, False]
    assert HistoryEntry.objects.filter(action="update_approve").count() == len(rounds)
