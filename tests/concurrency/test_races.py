"""Two first saves, two sends, two decisions at once: one of them counts, the other is told; nothing is doubled."""

import pytest
from django.test import Client

from commitments.choices import Role, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow import correcting, joint, reporting, review
from commitments.workflow.record import broken_at
from tests.concurrency.racing import ROUNDS, commitments, race, refused
from tests.world import Cast, file_part, form_key, make_part, make_update, make_user, moment

pytestmark = pytest.mark.django_db(transaction=True)
NOW = moment("2024-10-20")


@pytest.fixture
def cast():
    cast = Cast()
    cast.colleague = make_user("judy", Role.REPORTER, cast.department)
    cast.rows = commitments(cast, ROUNDS)
    return cast


def submitted(cast, commitment):
    return reporting.send(make_update(commitment, cast.reporter), by=cast.reporter, at=moment())


def approved(cast, commitment):
    return review.approve(submitted(cast, commitment), by=cast.supervisor, at=moment())


def entries(commitment, *actions) -> int:
    return HistoryEntry.objects.filter(commitment=commitment, action__in=actions).count()


def one_of(answers) -> bool:
    """Whether exactly one act went through."""
    return sum(not refused(answer) for answer in answers) == 1


def test_of_two_first_saves_one_is_stored_and_the_other_told(cast):
    for commitment in cast.rows:
        answers = race(
            lambda c=commitment: make_update(c, cast.reporter), lambda c=commitment: make_update(c, cast.colleague)
        )
        assert one_of(answers)
        assert commitment.updates.count() == 1


def test_two_sends_leave_one_entry(cast):
    for commitment in cast.rows:
        update = make_update(commitment, cast.reporter)
        answers = race(
            lambda u=update: reporting.send(u, by=cast.reporter, at=NOW),
            lambda u=update: reporting.send(u, by=cast.colleague, at=NOW),
        )
        assert one_of(answers)
        assert entries(commitment, "update_submit") == 1


def test_of_two_decisions_one_holds(cast):
    for commitment in cast.rows:
        update = submitted(cast, commitment)
        answers = race(
            lambda u=update: review.approve(u, by=cast.supervisor, at=NOW),
            lambda u=update: review.give_back(u, by=cast.second_supervisor, at=NOW, reason="请补充。"),
        )
        update.refresh_from_db()
        assert one_of(answers)
        assert update.state == (UpdateState.RETURNED if refused(answers[0]) else UpdateState.APPROVED)
        assert entries(commitment, "update_approve", "update_return") == 1


def test_approving_and_taking_back_at_once_leaves_no_approved_draft(cast):
    for commitment in cast.rows:
        update = submitted(cast, commitment)
        answers = race(
            lambda u=update: review.approve(u, by=cast.supervisor, at=NOW),
            lambda u=update: reporting.withdraw(u, by=cast.reporter, at=NOW),
        )
        update.refresh_from_db()
        assert one_of(answers)
        assert update.state == (UpdateState.DRAFT if refused(answers[0]) else UpdateState.APPROVED)


def test_of_two_corrections_one_begins(cast):
    for commitment in cast.rows:
        update = approved(cast, commitment)
        answers = race(
            lambda u=update: correcting.correct(u, by=cast.reporter, at=NOW, reason="漏报。"),
            lambda u=update: correcting.correct(u, by=cast.supervisor, at=NOW, reason="口径有误。"),
        )
        assert one_of(answers)
        assert commitment.updates.filter(corrects=update).count() == 1


def test_a_part_is_taken_over_once(cast):
    for commitment in cast.rows:
        part = file_part(make_part(commitment, cast.other, cast.reporter), cast.outsider)
        answers = race(
            lambda p=part: joint.take_over(p, by=cast.reporter, at=NOW, version=p.version),
            lambda p=part: joint.take_over(p, by=cast.colleague, at=NOW, version=p.version),
        )
        assert one_of(answers)
        assert commitment.updates.get().narrative.count("学校建成充电桩1200根") == 1


@pytest.mark.parametrize("room", ["send", "save"])
def test_a_form_that_arrives_twice_counts_once(cast, room):
    client = Client()
    client.force_login(cast.reporter)
    other = Client()
    other.cookies = client.cookies
    for commitment in cast.rows[: ROUNDS // 2]:
        said = {
            "key": form_key(),
            "version": 0,
            "cutoff": "2024-09-30",
            "narrative": "按计划推进。",
            "self_lamp": "green",
        }
        address = f"/wuchang-2024/desk/{commitment.code}/{room}/"
        first, second = race(lambda a=address, s=said: client.post(a, s), lambda a=address, s=said: other.post(a, s))
        assert (first.status_code, first.url) == (second.status_code, second.url)
        update = ProgressUpdate.objects.get(commitment=commitment)
        assert (update.revision, entries(commitment, "update_submit")) == (1, int(room == "send"))


def test_the_chain_is_whole_after_many_writers(cast):
    updates = [submitted(cast, commitment) for commitment in cast.rows[:24]]
    for left, right in zip(updates[::2], updates[1::2], strict=True):
        race(
            lambda u=left: review.approve(u, by=cast.supervisor, at=NOW),
            lambda u=right: review.approve(u, by=cast.second_supervisor, at=NOW),
        )
    assert broken_at() is None
    assert HistoryEntry.objects.filter(action="update_approve").count() == len(updates) // 2 * 2
