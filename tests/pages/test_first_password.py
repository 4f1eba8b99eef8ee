"""The first sign-in: a password somebody else gave is changed before anything else, and is over after some days."""

import datetime
import re

import pytest

from commitments.models import HistoryEntry, User
from commitments.workflow.accounts import administration
from tests.world import TODAY, moment

pytestmark = pytest.mark.django_db
FIRST, OWN, CHANGE = "k7mpq-4xhwd-tn9ra", "copper-brook-9-saddle", "/accounts/password/"


@pytest.fixture
def newcomer(cast):
    """Return a reporter who was given a password today."""
    return given(cast.reporter, moment(TODAY.isoformat()))


def given(user, at) -> User:
    user.set_password(FIRST)
    user.first_password_at = at
    user.save()
    return user


def sign_in(client, password=FIRST):
    return client.post("/accounts/login/", {"username": "alice", "password": password})


def change(client, new=OWN):
    return client.post(CHANGE, {"old_password": FIRST, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize(
    "address", ["/", "/wuchang-2024/", "/wuchang-2024/desk/", "/wuchang-2024/ledger/xlsx/", "/plans/", "/verify/"]
)
def test_every_page_leads_to_the_change(client, newcomer, address):
    sign_in(client)
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, CHANGE)


def test_an_administrator_s_pages_lead_there_too(client, cast):
    client.force_login(given(cast.system_admin, moment(TODAY.isoformat())))
    assert client.get("/admin/commitments/user/").url == CHANGE
    assert client.get("/enrolment/").url == CHANGE


def test_a_part_of_a_page_leads_the_whole_page_there(client, newcomer):
    sign_in(client)
    answer = client.get("/wuchang-2024/ledger/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, CHANGE)


def test_nothing_can_be_changed_meanwhile(client, newcomer):
    sign_in(client)
    assert client.post("/wuchang-2024/desk/save/4-1-1/", {}).status_code in (302, 404)
    assert client.post("/wuchang-2024/desk/paste/", {"rows": "4-1-1\t1"}).url == CHANGE
    assert not HistoryEntry.objects.exists()


def test_the_page_says_why_one_is_there(client, newcomer):
    sign_in(client)
    page = client.get(CHANGE).content.decode()
    assert "首次密码" in page
    assert "取消" not in page
    change(client)
    assert "首次密码" not in client.get(CHANGE).content.decode()


def test_after_the_change_the_day_begins(client, newcomer):
    sign_in(client)
    assert change(client).status_code == 302
    stored = User.objects.get(pk=newcomer.pk)
    assert (stored.has_first_password, stored.check_password(OWN)) == (False, True)
    assert client.get("/wuchang-2024/desk/").status_code == 200
    assert HistoryEntry.objects.get().action == "account_password"


def test_one_may_leave_without_changing(client, newcomer):
    sign_in(client)
    assert client.post("/accounts/logout/").url == "/accounts/login/"


@pytest.mark.parametrize(("days", "enters"), [(0, True), (14, True), (15, False), (400, False)])
def test_a_first_password_lets_in_for_its_days_alone(client, cast, days, enters):
    given(cast.reporter, moment((TODAY - datetime.timedelta(days=days)).isoformat()))
    answer = sign_in(client)
    assert answer.status_code == (302 if enters else 422)
    assert enters or "安全管理员" in answer.content.decode()


def test_the_days_are_a_setting(client, cast, settings):
    settings.FIRST_PASSWORD_DAYS = 1
    given(cast.reporter, moment((TODAY - datetime.timedelta(days=2)).isoformat()))
    assert sign_in(client).status_code == 422


def test_who_is_still_signed_in_when_it_is_over_is_led_out(client, cast):
    client.force_login(given(cast.reporter, moment("2024-09-01")))
    answer = client.get("/wuchang-2024/desk/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/"
    assert "首次密码已经过期" in answer.content.decode()


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (FIRST, "现在的密码"),
        ("short-1", "12"),
        ("123456789012345", "数字"),
        ("administrator", "常见"),
        ("wuchang2024!!", "太容易"),
        ("Mima@2024-123456", "太容易"),
        ("alice-alice-2024", "太容易"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_chinese(client, newcomer, new, words):
    sign_in(client)
    answer = change(client, new)
    told = " ".join(re.findall('<p class="err"[^>]*>(.*?)</p>', answer.content.decode()))
    assert answer.status_code == 422
    assert words in told
    assert not any("a" <= sign <= "z" for sign in told)
    assert User.objects.get(pk=newcomer.pk).has_first_password


def test_a_password_an_administrator_sets_is_a_first_one_again(client, cast):
    client.force_login(cast.system_admin)
    typed = {"usable_password": "true", "password1": OWN, "password2": OWN}
    client.post(f"/admin/commitments/user/{cast.reporter.pk}/password/", typed)
    stored = User.objects.get(pk=cast.reporter.pk)
    assert (stored.check_password(OWN), stored.has_first_password) == (True, True)


def test_one_s_own_choice_in_the_administration_is_one_s_own(cast):
    given(cast.system_admin, moment())
    administration.record_password_change(cast.system_admin, by=cast.system_admin, at=moment())
    assert not User.objects.get(pk=cast.system_admin.pk).has_first_password
