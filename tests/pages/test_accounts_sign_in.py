"""The sign-in page: who comes in, who waits, and the demo's open doors."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from commitments.choices import Role
from commitments.models import Installation
from commitments.pages.accounts import throttle
from tests.world import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "mulberry-kite-7-lantern"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def with_password(cast):
    cache.clear()
    cast.reporter.set_password(PASSWORD)
    cast.reporter.save()


@pytest.fixture
def demo(settings, cast):
    """Turn the installation into a demo whose accounts have no passwords, but for alice's."""
    settings.DEMO = True
    Installation.objects.update_or_create(pk=1, defaults={"demo": True})
    for user in (cast.outsider, cast.supervisor, cast.leader, cast.auditor, cast.system_admin):
        user.set_unusable_password()
        user.save()
    return cast


def sign_in(client, username="alice", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password} | more)


def codes(response):
    return [error.code for error in response.context["form"].non_field_errors().as_data()]


def test_the_page_is_open_to_strangers(client, cast):
    assert client.get(LOGIN).status_code == 200


def test_who_signs_in_is_led_to_the_start_page(client, cast):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(cast.reporter.pk)


def test_signing_in_rotates_the_session(client, cast):
    client.get(LOGIN)
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_the_address_asked_for_comes_next(client, cast):
    assert sign_in(client, next="/wuchang-2024/ledger/?lamp=red").url == "/wuchang-2024/ledger/?lamp=red"


@pytest.mark.parametrize("next_page", ["https://example.com/", "//example.com", "javascript:alert(1)", "\\\\x"])
def test_an_address_elsewhere_is_ignored(client, cast, next_page):
    assert sign_in(client, next=next_page).url == reverse("home")


def test_a_wrong_password_keeps_the_user_name_and_says_why(client, cast):
    response = sign_in(client, password="wrong")
    assert (response.status_code, codes(response)) == (422, ["invalid_login"])
    assert 'value="alice"' in response.content.decode()
    assert "wrong" not in response.content.decode()


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client, cast):
    assert codes(sign_in(client, "nobody")) == codes(sign_in(client, password="wrong"))


def test_empty_fields_are_named(client, cast):
    response = sign_in(client, "", "")
    assert set(response.context["form"].errors) == {"username", "password"}


def test_a_deactivated_account_stays_outside(client, cast):
    cast.reporter.is_active = False
    cast.reporter.save()
    assert codes(sign_in(client)) == ["invalid_login"]


def test_an_account_whose_role_is_only_proposed_stays_outside(client, cast):
    user = make_user("judy", "", proposed_role=Role.LEADER)
    user.set_password(PASSWORD)
    user.save()
    assert codes(sign_in(client, "judy")) == ["no_role"]


def test_ten_failures_make_the_pair_of_name_and_address_wait(client, cast):
    for _attempt in range(10):
        sign_in(client, password="wrong")
    assert codes(sign_in(client)) == ["paused"]
    assert "_auth_user_id" not in client.session


def test_the_pause_shuts_out_neither_the_address_nor_the_user_elsewhere(client, cast):
    cast.outsider.set_password(PASSWORD)
    cast.outsider.save()
    for _attempt in range(10):
        sign_in(client, "Alice", "wrong")
    assert sign_in(client, "bob").status_code == 302
    client.logout()
    elsewhere = {"username": "alice", "password": PASSWORD}
    assert client.post(LOGIN, elsewhere, REMOTE_ADDR="10.1.2.3").status_code == 302


def test_a_sign_in_forgets_the_failures_before_it(client, cast):
    for _attempt in range(9):
        sign_in(client, password="wrong")
    sign_in(client)
    client.logout()
    sign_in(client, password="wrong")
    assert sign_in(client).status_code == 302


def test_the_pause_can_be_lifted(client, cast):
    for _attempt in range(10):
        sign_in(client, password="wrong")
    throttle.lift_pause("alice")
    assert sign_in(client).status_code == 302


def test_behind_the_proxy_the_address_is_the_one_the_proxy_appended(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3", REMOTE_ADDR="127.0.0.1")
    assert throttle.client_address(request) == "127.0.0.1"
    settings.PRODUCTION = True
    assert throttle.client_address(request) == "10.1.2.3"


def test_outside_a_demo_there_are_no_open_doors(client, cast):
    assert client.get(LOGIN).context["groups"] == []
    assert client.post("/accounts/demo/", {"username": "carol"}).status_code == 404


@pytest.mark.parametrize("half", ["settings", "database"])
def test_half_a_demo_is_none(client, demo, settings, half):
    if half == "settings":
        settings.DEMO = False
    else:
        Installation.objects.update(demo=False)
    assert client.post("/accounts/demo/", {"username": "bob"}).status_code == 404
    assert client.get(LOGIN).context["groups"] == []


def test_a_demo_offers_its_accounts_by_role(client, demo):
    groups = client.get(LOGIN).context["groups"]
    assert [group["role"] for group in groups] == [
        Role.SUPERVISOR, Role.REPORTER, Role.LEADER, Role.SYSTEM_ADMIN, Role.AUDITOR,
    ]  # fmt: skip
    assert groups[1]["people"] == [demo.outsider]


def test_one_click_enters_the_demo(client, demo):
    response = client.post("/accounts/demo/", {"username": "bob", "next": "/wuchang-2024/ledger/"})
    assert response.url == "/wuchang-2024/ledger/"
    assert client.session["_auth_user_id"] == str(demo.outsider.pk)


@pytest.mark.parametrize("username", ["alice", "nobody", ""])
def test_an_account_with_a_password_is_not_entered_by_a_click(client, demo, username):
    assert client.post("/accounts/demo/", {"username": username}).status_code == 404


def test_the_door_opens_to_a_post_only(client, demo):
    assert client.get("/accounts/demo/").status_code == 405


def test_signing_out_takes_a_post(client, cast):
    client.force_login(cast.reporter)
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").url == LOGIN
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("who", "room"), [("reporter", "desk"), ("approver", "signoff"), ("supervisor", "overview")])
def test_each_begins_the_day_in_the_room_of_their_work(client, cast, who, room):
    cast.approver = cast.with_approver()
    client.force_login(getattr(cast, who))
    assert client.get(reverse("home")).url == reverse(room, args=["wuchang-2024"])
