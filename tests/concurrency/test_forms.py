"""Forms sent twice, or crossing one another, through the whole stack: each sender a browser of its own."""

import pytest
from django.test import Client
from django.urls import reverse

from commitments.choices import Role, UpdateState
from commitments.models import ProgressUpdate
from tests.concurrency.conftest import QUOTE
from tests.concurrency.racing import ROUNDS
from tests.world import form_key, make_commitment, make_user

PLAN = "wuchang-2024"
DECIDED = {"signoff_sign": UpdateState.SUBMITTED, "review_approve": UpdateState.APPROVED}
TYPED = {"cutoff": "2024-09-30", "narrative": "按计划推进。", "self_lamp": "green"}


def signed_in(*users) -> list[Client]:
    """Return a browser for each account."""
    clients = [Client() for _user in users]
    for client, user in zip(clients, users, strict=True):
        client.force_login(user)
    return clients


def posted(client, name: str, args: list, fields: dict):
    """Return an act: the form sent with a key of its own unless it has one; its answer is (status, address)."""
    fields = {"key": form_key()} | fields

    def act():
        answer = client.post(reverse(name, args=[PLAN, *args]), fields)
        return answer.status_code, answer.get("Location")

    return act


def twice(race, clients, name: str, args: list, **fields) -> list:
    """Send the same form, with the same key, from two browsers at once; return both answers."""
    fields["key"] = form_key()
    return race(*(posted(client, name, args, fields) for client in clients))


def entries(update, *actions) -> int:
    return update.commitment.history.filter(subject=str(update), action__in=actions).count()


@pytest.mark.parametrize("room", ["send", "save"])
def test_a_report_that_arrives_twice_counts_once(cast, race, room):
    clients, commitment = signed_in(cast.reporter, cast.reporter), cast.commitment
    fields = TYPED | {f"figure_{cast.target.indicator_id}": "7200", "version": 0}
    for number in range(1, ROUNDS // 2 + 1):
        first, second = twice(race, clients, f"desk_{room}", [commitment.code], **fields)
        assert first == second == (302, f"/{PLAN}/desk/#c-4-1-1")
        update = ProgressUpdate.objects.get()
        assert (update.revision, entries(update, "update_submit")) == (1, number * (room == "send"))
        update.delete()


@pytest.fixture
def deciding(cast):
    """Return room → (the state a report waits in, two accounts who may act on it)."""
    approvers = [cast.with_approver(), make_user("ilse", Role.APPROVER, cast.department)]
    office = [cast.supervisor, cast.second_supervisor]
    return {"signoff_sign": (UpdateState.SIGNING, approvers), "review_approve": (UpdateState.SUBMITTED, office)}


@pytest.mark.parametrize("room", DECIDED)
def test_a_decision_that_arrives_twice_counts_once(cast, race, rounds, written, acts, deciding, room):
    state, (somebody, _other) = deciding[room]
    clients = signed_in(somebody, somebody)
    for commitment in rounds:
        update = written(commitment, state)
        first, second = twice(race, clients, room, [update.pk], version=update.version)
        assert first == second
        assert first[0] == 302
        update.refresh_from_db()
        assert (update.state, len(acts(commitment))) == (DECIDED[room], 1)


@pytest.mark.parametrize("room", DECIDED)
def test_of_two_who_decide_in_their_own_windows_one_is_told(cast, race, rounds, written, acts, deciding, room):
    state, people = deciding[room]
    clients = signed_in(*people)
    for commitment in rounds:
        update = written(commitment, state)
        said = {"version": update.version}
        answers = race(*(posted(client, room, [update.pk], said) for client in clients))
        assert sorted(status for status, _address in answers) == [302, 409]
        update.refresh_from_db()
        assert (update.state, len(acts(commitment))) == (DECIDED[room], 1)


def test_approving_many_and_one_of_them_never_wait_in_a_circle(cast, race, rounds, more_rounds, written, acts):
    many, single = signed_in(cast.supervisor, cast.second_supervisor)
    for pair in zip(rounds, more_rounds, strict=True):
        updates = [written(commitment) for commitment in pair]
        ticked = [f"{update.pk}:{update.version}:{update.commitment.code}" for update in updates]
        bulk, one = race(
            posted(many, "review_bulk", [cast.department.code], {"item": ticked}),
            posted(single, "review_approve", [updates[1].pk], {"version": updates[1].version}),
        )
        assert bulk[0] == 302
        assert one[0] in (302, 409)
        assert [acts(commitment) for commitment in pair] == [["update_approve"]] * 2


def test_signing_all_and_signing_one_never_wait_in_a_circle(cast, race, rounds, written, acts, deciding):
    _state, people = deciding["signoff_sign"]
    clients = signed_in(*people)
    for pair in zip(rounds[::2], rounds[1::2], strict=True):
        updates = [written(commitment, UpdateState.SIGNING) for commitment in pair]
        shown = [f"{update.pk}.{update.version}" for update in updates]
        everything, one = race(
            posted(clients[0], "signoff_all", [], {"shown": shown}),
            posted(clients[1], "signoff_sign", [updates[1].pk], {"version": updates[1].version}),
        )
        assert everything[0] == 302
        assert one[0] in (302, 409)
        assert [acts(commitment) for commitment in pair] == [["update_sign"]] * 2


def test_sending_all_and_sending_one_never_wait_in_a_circle(cast, race, written):
    clients = signed_in(cast.reporter, cast.colleague)
    pair = [make_commitment(cast.plan, cast.department, f"4-1-{n}", QUOTE, kind="qualitative") for n in (2, 3)]
    for number in range(1, ROUNDS // 2 + 1):
        updates = [written(commitment, UpdateState.DRAFT) for commitment in pair]
        everything, one = race(
            posted(clients[0], "desk_send_all", [], {"seen": [f"{commitment.code}@1" for commitment in pair]}),
            posted(clients[1], "desk_send", [pair[1].code], TYPED | {"version": 1}),
        )
        assert everything[0] == 302
        assert one[0] in (302, 409)
        assert [entries(update, "update_submit") for update in updates] == [number, number]
        ProgressUpdate.objects.all().delete()
