"""Forms sent twice, or crossing one another: through the whole stack, each sender a browser of its own."""

from functools import partial

from django.test import Client
from django.urls import reverse

from commitments.choices import Role, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from tests.world import form_key, make_user

from .racing import ROUNDS, racers

PLAN = "wuchang-2024"
# Each of these rounds decides several reports.
MANY = ROUNDS // 2


def signed_in(*users) -> list[Client]:
    """Return a browser for each account."""
    clients = [Client() for _user in users]
    for client, user in zip(clients, users, strict=True):
        client.force_login(user)
    return clients


def post(client, name, args, fields):
    """Send a form; return what was answered."""
    answer = client.post(reverse(name, args=[PLAN, *args]), fields)
    return answer.status_code, answer.get("Location")


def twice(both, clients, name, args, **fields):
    """Send the same form from two browsers at once and return both answers."""
    fields["key"] = form_key()
    return both.race(*(partial(post, client, name, args, fields) for client in clients))


def test_a_report_sent_twice_is_sent_once(cast):
    clients = signed_in(cast.reporter, cast.reporter)
    fields = {"cutoff": "2024-09-30", "narrative": "已建成。", "self_lamp": "green"}
    fields |= {f"figure_{cast.target.indicator_id}": "7200", "version": "0"}
    with racers() as both:
        for number in range(1, ROUNDS + 1):
            answers = twice(both, clients, "desk_send", [cast.commitment.code], **fields)
            assert answers == [(302, f"/{PLAN}/desk/?period=2024-Q3#c-4-1-1")] * 2
            update = ProgressUpdate.objects.get()
            assert (update.state, update.version, update.revision) == (UpdateState.SUBMITTED, 2, 1)
            assert HistoryEntry.objects.count() == number
            update.delete()


def test_a_first_save_sent_twice_makes_one_draft(cast, another):
    clients = signed_in(cast.reporter, cast.reporter)
    with racers() as both:
        for _round in range(ROUNDS):
            commitment = another()
            fields = {"cutoff": "2024-09-30", "narrative": "按计划推进。", "self_lamp": "green", "version": "0"}
            one, two = twice(both, clients, "desk_save", [commitment.code], **fields)
            assert one == two == (302, f"/{PLAN}/desk/?period=2024-Q3#c-{commitment.code}")
            assert (commitment.updates.get().version, HistoryEntry.objects.count()) == (1, 0)


def test_an_approval_sent_twice_counts_once(cast, written):
    clients = signed_in(cast.supervisor, cast.supervisor)
    with racers() as both:
        for _round in range(ROUNDS):
            update = written()
            before = HistoryEntry.objects.count()
            one, two = twice(both, clients, "review_approve", [update.pk], version=update.version)
            assert one == two
            assert one[0] == 302
            update.refresh_from_db()
            assert (update.state, HistoryEntry.objects.count()) == (UpdateState.APPROVED, before + 1)


def test_a_signature_sent_twice_is_one(cast, written):
    clients = signed_in(*[cast.with_approver()] * 2)
    with racers() as both:
        for _round in range(ROUNDS):
            update = written(UpdateState.SIGNING)
            before = HistoryEntry.objects.count()
            answers = twice(both, clients, "signoff_sign", [update.pk], version=update.version)
            assert answers == [(302, f"/{PLAN}/signoff/")] * 2
            update.refresh_from_db()
            assert (update.state, HistoryEntry.objects.count()) == (UpdateState.SUBMITTED, before + 1)


def test_two_who_approve_the_same_many_never_wait_in_a_circle(cast, written):
    clients = signed_in(cast.supervisor, cast.second_supervisor)
    with racers() as both:
        for _round in range(MANY):
            updates = [written() for _number in range(4)]
            ticked = [f"{update.pk}:{update.version}:{update.commitment.code}" for update in updates]
            answers = both.race(
                *(
                    partial(post, client, "review_bulk", [cast.department.code], {"key": form_key(), "item": items})
                    for client, items in zip(clients, (ticked, ticked[::-1]), strict=True)
                )
            )
            assert [answer[0] for answer in answers] == [302, 302]
            for update in updates:
                assert HistoryEntry.objects.about(update).filter(action="update_approve").count() <= 1


def test_a_bulk_approval_and_a_single_return_decide_each_report_once(cast, written):
    clients = signed_in(cast.supervisor, cast.second_supervisor)
    with racers() as both:
        for _round in range(MANY):
            updates = [written() for _number in range(3)]
            ticked = [f"{update.pk}:{update.version}:{update.commitment.code}" for update in updates]
            chosen, before = updates[-1], HistoryEntry.objects.count()
            back = {"key": form_key(), "version": chosen.version, "reason": "请补充。"}
            answers = both.race(
                partial(post, clients[0], "review_bulk", [cast.department.code], {"key": form_key(), "item": ticked}),
                partial(post, clients[1], "review_return", [chosen.pk], back),
            )
            assert answers[0][0] == 302
            chosen.refresh_from_db()
            assert (chosen.state == UpdateState.RETURNED) == (answers[1][0] == 302)
            assert HistoryEntry.objects.count() == before + 3


def test_signing_all_and_signing_one_never_wait_in_a_circle(cast, written):
    clients = signed_in(cast.with_approver(), make_user("ilse", Role.APPROVER, cast.department))
    with racers() as both:
        for _round in range(MANY):
            updates = [written(UpdateState.SIGNING) for _number in range(4)]
            shown = [f"{update.pk}.{update.version}" for update in updates]
            last = {"key": form_key(), "version": updates[-1].version}
            answers = both.race(
                partial(post, clients[0], "signoff_all", [], {"key": form_key(), "shown": shown}),
                partial(post, clients[1], "signoff_sign", [updates[-1].pk], last),
            )
            assert answers[0][0] == 302
            assert answers[1][0] in (302, 409)
            assert not ProgressUpdate.objects.filter(state=UpdateState.SIGNING).exists()
            assert HistoryEntry.objects.filter(action="update_sign").count() == ProgressUpdate.objects.count()


def test_sending_all_and_sending_one_never_wait_in_a_circle(cast, written):
    clients = signed_in(cast.reporter, cast.reporter)
    with racers() as both:
        for number in range(1, MANY + 1):
            updates = [written(UpdateState.DRAFT) for _number in range(3)]
            shown = [f"{update.commitment.code}@1" for update in updates]
            last = {"cutoff": "2024-09-30", "narrative": "已建成。", "self_lamp": "green", "version": "1"}
            answers = both.race(
                partial(post, clients[0], "desk_send_all", [], {"key": form_key(), "seen": shown}),
                partial(post, clients[1], "desk_send", [updates[-1].commitment.code], last | {"key": form_key()}),
            )
            assert answers[0][0] == 302
            assert answers[1][0] in (302, 409)
            assert HistoryEntry.objects.filter(action="update_submit").count() == 3 * number
            assert not ProgressUpdate.objects.filter(state=UpdateState.DRAFT).exists()
