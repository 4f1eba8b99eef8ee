"""Sign-off of all that is shown, differences marked, and signing for an absent approver."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import Role, UpdateState
from commitments.models import Delegation, HistoryEntry, ProgressUpdate
from commitments.workflow.reports import delegation, moves
from tests.world import TODAY, form_key, make_approved, make_commitment, make_update, make_user, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def approver_signed_in(cast, client):
    cast.approver = cast.with_approver()
    cast.second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    client.force_login(cast.approver)


@pytest.fixture
def both(cast):
    return [sent(cast.commitment, cast.reporter, value="7200"), sent(cast.second, cast.reporter)]


def sent(commitment, by, **more):
    return moves.send_report(make_update(commitment, by, **more), by=by, at=moment())


def third(cast, department):
    return make_commitment(cast.plan, department, "4-1-3", "打通不少于2条断头路", kind="qualitative")


def shown(updates) -> list[str]:
    return [f"{update.pk}.{update.version}" for update in updates]


def sign_all(client, updates, key=None, **more):
    fields = {"key": key or form_key(), "shown": shown(updates)} | more
    return client.post(reverse("signoff_all", args=[PLAN]), fields, follow=True)


def page(client):
    return client.get(reverse("signoff", args=[PLAN])).content.decode()


def states() -> list[str]:
    return list(ProgressUpdate.objects.order_by("pk").values_list("state", flat=True))


def test_all_that_is_shown_is_signed_each_by_the_same_verb(client, cast, both):
    values = shown(both)
    assert len(values) == 2
    assert all(f'value="{one}"' in page(client) for one in values)
    sign_all(client, both)
    assert states() == [UpdateState.SUBMITTED] * 2
    assert HistoryEntry.objects.filter(action="update_sign").count() == 2


def test_what_the_signer_wrote_is_left_and_named(client, cast, both):
    mine = sent(third(cast, cast.department), cast.approver)
    text = sign_all(client, [*both, mine]).content.decode()
    assert states() == [UpdateState.SUBMITTED, UpdateState.SUBMITTED, UpdateState.SIGNING]
    assert "4-1-3" in text.split("<article")[0]


def test_what_changed_meanwhile_is_left_and_named(client, cast, both):
    draft = moves.withdraw_report(both[0], by=cast.reporter, at=moment())
    moves.send_report(draft, by=cast.reporter, at=moment())
    text = sign_all(client, both).content.decode()
    assert states() == [UpdateState.SIGNING, UpdateState.SUBMITTED]
    assert "4-1-1" in text.split("<article")[0]


def test_signing_all_twice_with_one_key_has_one_effect(client, both):
    key = form_key()
    assert [sign_all(client, both, key).status_code for _ in "ab"] == [200, 200]
    assert HistoryEntry.objects.filter(action="update_sign").count() == 2


def test_rows_of_others_and_nonsense_are_passed_over(client, cast, both):
    other = sent(third(cast, cast.other), cast.outsider)
    answer = sign_all(client, both, shown=[*shown([both[0]]), f"{other.pk}.1", "x", "1.2.3", "9" * 40, "².1"])
    assert answer.status_code == 200
    assert states() == [UpdateState.SUBMITTED, UpdateState.SIGNING, UpdateState.SUBMITTED]


def test_nothing_shown_signs_nothing(client, both):
    sign_all(client, [])
    assert set(states()) == {UpdateState.SIGNING}


def test_last_period_s_words_are_marked_and_the_figure_s_change_shown(client, cast):
    cast.approver.is_active = False
    cast.approver.save()
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-10", value="3000",
        narrative="签约4家企业，落实点位。",
    )  # fmt: skip
    cast.approver.is_active = True
    cast.approver.save()
    sent(cast.commitment, cast.reporter, value="7200", narrative="签约6家企业，落实点位。")
    text = page(client)
    assert all(words in text for words in ("<del>4家</del>", "<ins>6家</ins>", "+4,200"))


@pytest.fixture
def deputy(cast):
    return make_user("judy", Role.REPORTER, cast.department)


def give(cast, deputy, starts=TODAY, ends=TODAY):
    return delegation.delegate(deputy=deputy, starts=starts, ends=ends, by=cast.approver, at=moment("2024-10-14"))


def test_a_deputy_signs_in_the_room_while_it_lasts(client, cast, both, deputy):
    client.force_login(deputy)
    assert client.get(reverse("signoff", args=[PLAN])).status_code == 403
    given = give(cast, deputy)
    assert cast.approver.name in page(client)
    sign_all(client, both)
    assert set(ProgressUpdate.objects.values_list("signed_by", "signed_for")) == {(deputy.pk, cast.approver.pk)}
    delegation.revoke_delegation(given, by=cast.approver, at=moment())
    assert client.get(reverse("signoff", args=[PLAN])).status_code == 403


def test_a_delegation_of_other_days_opens_nothing(client, cast, both, deputy):
    day = TODAY.replace(day=23)
    give(cast, deputy, day, day)
    client.force_login(deputy)
    assert sign_all(client, both).status_code == 403
    assert set(states()) == {UpdateState.SIGNING}


def test_a_deputy_s_own_words_wait_for_somebody_else(client, cast, deputy):
    give(cast, deputy)
    mine = sent(cast.second, deputy)
    client.force_login(deputy)
    assert 'class="btn go"' not in page(client)
    sign_all(client, [mine])
    assert states() == [UpdateState.SIGNING]


def test_a_deputy_gives_nothing_on(client, cast, deputy):
    given = give(cast, deputy)
    client.force_login(deputy)
    assert "signoff_delegate" not in page(client)
    fields = {"key": form_key(), "deputy": cast.reporter.pk, "starts": TODAY, "ends": TODAY}
    assert client.post(reverse("signoff_delegate", args=[PLAN]), fields).status_code == 403
    assert client.post(reverse("signoff_revoke", args=[PLAN, given.pk]), {"key": form_key()}).status_code == 403


@pytest.mark.parametrize(
    ("name", "place"), [("review", []), ("commitment", ["4-1-1"]), ("commitment_history", ["4-1-1"])]
)
def test_the_deputy_s_signature_stands_with_both_names(client, cast, both, deputy, name, place):
    give(cast, deputy)
    moves.sign_report(both[0], by=deputy, at=moment(str(TODAY)))
    client.force_login(cast.supervisor)
    text = client.get(reverse(name, args=[PLAN, *place])).content.decode()
    assert deputy.name in text
    assert cast.approver.name in text


@pytest.fixture
def delegate(client, cast, deputy):
    def act(key=None, **changes):
        fields = {"key": key or form_key(), "deputy": deputy.pk, "starts": "2024-10-24", "ends": "2024-10-31"}
        return client.post(reverse("signoff_delegate", args=[PLAN]), fields | {"note": "出差"} | changes)

    return act


def test_an_approver_lets_a_colleague_sign_and_takes_it_back(client, delegate, deputy):
    assert delegate().status_code == 302
    assert deputy.name in page(client)
    given = Delegation.objects.get()
    address = reverse("signoff_revoke", args=[PLAN, given.pk])
    answers = [client.post(address, {"key": form_key()}).status_code for _ in "ab"]
    assert answers == [302, 409]
    assert HistoryEntry.objects.filter(action__startswith="delegation").count() == 2


def test_delegating_twice_with_one_key_has_one_effect(delegate):
    key = form_key()
    assert [delegate(key).status_code, delegate(key).status_code] == [302, 302]
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": "2024-10-23"}, {"ends": "2024-10-23"}, {"ends": "2026-01-01"}, {"starts": ""}, {"ends": "x"},
        {"deputy": ""}, {"deputy": "x"}, {"deputy": 10**9}, {"note": "字" * 201}, {"note": "藏\u202e字"},
    ],
)  # fmt: skip
def test_what_cannot_be_delegated_is_told(delegate, wrong):
    assert delegate(**wrong).status_code == 422
    assert not Delegation.objects.exists()


def test_somebody_of_another_department_is_no_deputy(cast, delegate):
    assert delegate(deputy=cast.outsider.pk).status_code == 422


def test_another_department_s_delegation_does_not_exist(client, cast, deputy):
    given = give(cast, deputy)
    client.force_login(make_user("mallory", Role.APPROVER, cast.other))
    assert client.post(reverse("signoff_revoke", args=[PLAN, given.pk]), {"key": form_key()}).status_code == 404


def test_the_deputy_s_room_asks_the_same_for_one_and_for_many(client, cast, deputy, both):
    give(cast, deputy)
    client.force_login(deputy)

    def count():
        page(client)
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    before = count()
    for place in range(3, 9):
        quote = "新增停车泊位1万个"
        sent(make_commitment(cast.plan, cast.department, f"4-1-{place}", quote, kind="qualitative"), cast.reporter)
    assert count() == before


def test_the_office_sees_that_nobody_signs_in_a_department(client, cast):
    sent(third(cast, cast.other), cast.outsider)
    client.force_login(cast.supervisor)
    assert "未经审定" in client.get(reverse("review", args=[PLAN])).content.decode()
