"""Approving and signing can be undone for some seconds: shown, kept over a reload, done when a page needs it."""

import datetime

import pytest
from django.urls import reverse

from commitments.choices import Kind, UpdateState
from commitments.models import HeldAct, ProgressUpdate
from commitments.workflow.reports import held_acts, moves
from tests.world import form_key, make_commitment, make_update, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acts_held")]
PLAN = "wuchang-2024"
QUOTES = ("新增停车泊位1万个", "打通不少于2条断头路", "推进海绵城市建设")


@pytest.fixture(autouse=True)
def waiting(cast):
    """Let three reports wait for the office, nothing standing out in them."""
    cast.updates = [
        sent(cast, make_commitment(cast.plan, cast.department, f"4-1-{n}", quote, kind=Kind.QUALITATIVE))
        for n, quote in enumerate(QUOTES, 2)
    ]


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def sent(cast, commitment):
    return moves.send_report(make_update(commitment, cast.reporter), by=cast.reporter, at=moment())


def approve(client, update, **more):
    fields = {"key": form_key(), "version": update.version} | more
    return client.post(reverse("review_approve", args=[PLAN, update.pk]), fields)


def states() -> list[str]:
    return list(ProgressUpdate.objects.order_by("commitment__order").values_list("state", flat=True))


def undo(client, room="review"):
    press = HeldAct.objects.latest("pk").press
    return client.post(reverse(f"{room}_undo", args=[PLAN, press]), {"key": form_key()})


def let_time_pass():
    HeldAct.objects.update(at=HeldAct.objects.first().at - held_acts.HOLD_TIME)


def page(client, name="review") -> str:
    return client.get(reverse(name, args=[PLAN])).content.decode()


def test_an_approval_is_shown_with_its_seconds_and_a_way_back_kept_over_a_reload(cast, office):
    approve(office, cast.updates[0])
    assert states() == [UpdateState.SUBMITTED] * 3
    for _reload in "ab":
        assert 'data-seconds="8"' in page(office) or 'data-seconds="7"' in page(office)
        assert 'data-key="u"' in page(office)
    assert f'?item={cast.updates[0].pk}"' not in page(office)


def test_undone_it_waits_again_with_the_lamp_that_was_set(cast, office):
    approve(office, cast.updates[0], office_lamp="red", reason="进展不实")
    assert undo(office).status_code == 302
    assert not HeldAct.objects.exists()
    assert f'?item={cast.updates[0].pk}"' in page(office)


def test_under_htmx_what_is_undone_opens_with_what_was_typed(cast, office):
    approve(office, cast.updates[0], office_lamp="red", reason="进展不实")
    address = reverse("review_undo", args=[PLAN, HeldAct.objects.get().press])
    text = office.post(address, {"key": form_key()}, headers={"HX-Request": "true"}).content.decode()
    assert "进展不实" in text
    assert 'id="held" hx-swap-oob' in text


def test_several_are_held_at_once_and_the_newest_is_undone_first(cast, office):
    for update in cast.updates[:2]:
        approve(office, update)
    undo(office)
    let_time_pass()
    page(office)
    assert states() == [UpdateState.APPROVED, UpdateState.SUBMITTED, UpdateState.SUBMITTED]


def test_when_its_time_is_over_the_next_request_of_anybody_carries_it_out(cast, office, client):
    approve(office, cast.updates[0])
    let_time_pass()
    client.force_login(cast.outsider)
    page(client, "ledger")
    assert states()[0] == UpdateState.APPROVED
    assert ProgressUpdate.objects.get(pk=cast.updates[0].pk).decided_by == cast.supervisor


@pytest.mark.parametrize("room", ["overview", "ledger", "waiting", "periods", "bulletins", "signing_out"])
def test_leaving_the_room_carries_it_out(cast, office, room):
    approve(office, cast.updates[0])
    office.post(reverse("logout")) if room == "signing_out" else page(office, room)
    assert states()[0] == UpdateState.APPROVED


@pytest.mark.parametrize("who", ["second_supervisor", "reporter", "outsider", "leader"])
def test_what_others_read_meanwhile_ends_nothing(cast, office, client, who):
    approve(office, cast.updates[0])
    client.force_login(getattr(cast, who))
    assert client.get(reverse("overview", args=[PLAN])).status_code == 200
    assert HeldAct.objects.pending().count() == 1


def test_the_bulletin_is_made_of_what_was_pressed(cast, office, client):
    approve(office, cast.updates[0])
    client.force_login(cast.second_supervisor)
    page(client, "bulletins")
    assert states()[0] == UpdateState.APPROVED


def test_another_one_s_decision_meets_what_was_pressed_first(cast, office, client):
    approve(office, cast.updates[0])
    client.force_login(cast.second_supervisor)
    fields = {"key": form_key(), "version": cast.updates[0].version, "reason": "口径不符"}
    answer = client.post(reverse("review_return", args=[PLAN, cast.updates[0].pk]), fields)
    assert (answer.status_code, states()[0]) == (409, UpdateState.APPROVED)
    assert cast.supervisor.name in answer.content.decode()


def test_the_department_does_not_take_back_what_is_being_approved(cast, office, client):
    approve(office, cast.updates[0])
    client.force_login(cast.reporter)
    address = reverse("desk_withdraw", args=[PLAN, cast.updates[0].pk])
    client.post(address, {"key": form_key(), "version": cast.updates[0].version})
    assert states()[0] == UpdateState.APPROVED


def test_a_decision_in_another_tab_of_the_same_person_is_told_that_it_is_held(cast, office):
    approve(office, cast.updates[0])
    answer = approve(office, cast.updates[0])
    assert answer.status_code == 409
    assert HeldAct.objects.pending().count() == 1


def test_undoing_too_late_is_told(cast, office):
    approve(office, cast.updates[0])
    held_acts.carry_out(HeldAct.objects.get())
    address = reverse("review_undo", args=[PLAN, form_key()])
    text = office.post(address, {"key": form_key()}, follow=True).content.decode()
    assert "已生效" in text
    assert states()[0] == UpdateState.APPROVED


def test_undoing_that_arrives_a_moment_late_still_counts_while_nobody_has_carried_it_out(cast, office):
    approve(office, cast.updates[0])
    let_time_pass()
    undo(office)
    assert states()[0] == UpdateState.SUBMITTED


def test_what_failed_is_told_on_the_next_page_wherever_that_is(cast, office):
    approve(office, cast.updates[0])
    ProgressUpdate.objects.filter(pk=cast.updates[0].pk).update(version=9)
    let_time_pass()
    page(office)
    assert "4-1-2未" in page(office, "overview")
    assert not HeldAct.objects.exists()


def test_what_is_approved_together_is_undone_together(cast, office):
    ticks = [f"{update.pk}:{update.version}:{update.commitment.code}" for update in cast.updates]
    office.post(reverse("review_bulk", args=[PLAN, "JSJ"]), {"key": form_key(), "item": ticks})
    assert HeldAct.objects.pending().count() == 3
    undo(office)
    let = states()
    assert (let, HeldAct.objects.count()) == ([UpdateState.SUBMITTED] * 3, 0)


def test_the_countdown_asks_for_what_is_left(cast, office):
    approve(office, cast.updates[0])
    assert 'hx-get="/wuchang-2024/review/held/"' in page(office)
    let_time_pass()
    assert "data-seconds" not in page(office, "review_held")
    assert states()[0] == UpdateState.APPROVED


@pytest.fixture
def approver(cast, client):
    """Let the reports wait for an approver, who is signed in."""
    cast.approver = cast.with_approver()
    ProgressUpdate.objects.update(state=UpdateState.SIGNING, submitted_at=None)
    client.force_login(cast.approver)
    return client


def test_a_signature_is_held_shown_and_undone_as_well(cast, approver):
    update = cast.updates[0]
    fields = {"key": form_key(), "version": update.version}
    answer = approver.post(reverse("signoff_sign", args=[PLAN, update.pk]), fields)
    assert answer.url.endswith(f"#u-{cast.updates[1].pk}")
    assert states()[0] == UpdateState.SIGNING
    assert "data-seconds" in page(approver, "signoff")
    assert undo(approver, "signoff").url.endswith(f"#u-{update.pk}")
    assert f'id="u-{update.pk}"' in page(approver, "signoff")


def test_all_signed_together_are_held_together(cast, approver):
    shown = [f"{update.pk}.{update.version}" for update in cast.updates]
    approver.post(reverse("signoff_all", args=[PLAN]), {"key": form_key(), "shown": shown})
    assert states() == [UpdateState.SIGNING] * 3
    page(approver, "desk")
    assert states() == [UpdateState.SUBMITTED] * 3


def test_held_time_is_some_seconds():
    assert datetime.timedelta(seconds=5) <= held_acts.HOLD_TIME <= datetime.timedelta(seconds=15)
