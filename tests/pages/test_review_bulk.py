"""Bulk approval: only what is on track and unremarkable, each for itself, and what changed meanwhile is left."""

import pytest

from commitments.choices import Kind, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow.reports import moves, review
from tests.world import form_key, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/review/all/JSJ/"


@pytest.fixture(autouse=True)
def four_waiting(cast):
    quotes = ("新增停车泊位1万个", "打通不少于2条断头路", "推进海绵城市建设")
    cast.updates = [
        submit(cast, make_commitment(cast.plan, cast.department, f"4-1-{n}", quote, kind=Kind.QUALITATIVE))
        for n, quote in enumerate(quotes, 2)
    ]


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def submit(cast, commitment, **more):
    return moves.send_report(make_update(commitment, cast.reporter, **more), by=cast.reporter, at=moment())


def ticked(updates) -> list[str]:
    return [f"{update.pk}:{update.version}:{update.commitment.code}" for update in updates]


def approve(client, updates, key=None):
    return client.post(URL, {"key": key or form_key(), "item": ticked(updates)}, follow=True)


def states() -> list[str]:
    return list(ProgressUpdate.objects.order_by("commitment__order").values_list("state", flat=True))


def test_the_list_names_what_would_be_approved(cast, office):
    text = office.get(URL).content.decode()
    assert text.count('name="item"') == 3
    assert "推进海绵城市建设" in text


def test_each_is_a_decision_of_its_own(cast, office):
    approve(office, cast.updates)
    assert states() == [UpdateState.APPROVED] * 3
    assert HistoryEntry.objects.filter(action="update_approve", actor=cast.supervisor).count() == 3


def test_only_what_is_ticked_is_approved(cast, office):
    approve(office, cast.updates[:1])
    assert states() == [UpdateState.APPROVED, UpdateState.SUBMITTED, UpdateState.SUBMITTED]


@pytest.mark.parametrize(
    "more",
    [
        {"value": "100", "self_lamp": "red", "problems": "慢", "next_steps": "快"},
        {"value": "6900", "self_lamp": "done"},
        {"value": "10000", "self_lamp": "done"},
    ],
    ids=["behind", "lamps disagree", "done without evidence"],
)
def test_what_stands_out_is_not_offered_and_not_approved(cast, office, more):
    update = submit(cast, cast.commitment, **more)
    assert f'value="{update.pk}:' not in office.get(URL).content.decode()
    answer = approve(office, [update])
    assert "4-1-1" in answer.content.decode()
    assert ProgressUpdate.objects.get(pk=update.pk).state == UpdateState.SUBMITTED


def test_those_that_changed_meanwhile_are_named_and_left(cast, office):
    first, second, third = cast.updates
    moves.withdraw_report(first, by=cast.reporter, at=moment())
    review.approve_report(second, by=cast.second_supervisor, at=moment())
    text = approve(office, cast.updates).content.decode()
    assert states() == [UpdateState.DRAFT, UpdateState.APPROVED, UpdateState.APPROVED]
    assert "4-1-2，4-1-3" in text or "4-1-2, 4-1-3" in text
    assert ProgressUpdate.objects.get(pk=second.pk).decided_by == cast.second_supervisor
    assert ProgressUpdate.objects.get(pk=third.pk).decided_by == cast.supervisor


def test_an_old_version_is_left(cast, office):
    update = moves.withdraw_report(cast.updates[0], by=cast.reporter, at=moment())
    moves.send_report(update, by=cast.reporter, at=moment())
    approve(office, cast.updates)
    assert states()[0] == UpdateState.SUBMITTED


def test_a_double_click_approves_once(cast, office):
    key = form_key()
    approve(office, cast.updates, key)
    approve(office, cast.updates, key)
    assert HistoryEntry.objects.filter(action="update_approve").count() == 3


@pytest.mark.parametrize("item", ["", "1", "x:y:z", "9999999999999999999999:1:4-1-1", "1:1", "\x00:1:1"])
def test_absurd_ticks_approve_nothing(cast, office, item):
    assert office.post(URL, {"key": form_key(), "item": item}).status_code == 302
    assert states() == [UpdateState.SUBMITTED] * 3


def test_an_unknown_department_has_nothing(cast, office):
    assert office.get("/wuchang-2024/review/all/MARS/").status_code == 404
