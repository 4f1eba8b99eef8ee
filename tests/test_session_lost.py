"""A session that ended, a form too old, a key that is missing: nothing is stored, and it is said how to go on."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from commitments.models import Verdict
from tests.test_access import CHANGES, TABLE, address_of
from tests.world import form_key

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/wuchang-2024/desk/?x=1"
# Changes that anybody may ask for, signed in or not.
OPEN = {"appearance", "login", "demo_sign_in"}
POSTS = sorted({*CHANGES, "logout", "password_change"})


def fingerprint() -> dict:
    """Return every row of the application as it stands, but for verdicts, which asking may compute."""
    models = [model for model in apps.get_app_config("commitments").get_models() if model is not Verdict]
    return {model.__name__: [kept(row) for row in model.objects.order_by("pk").values()] for model in models}


def kept(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "last_login"}


@pytest.fixture
def untouched(busy_cast):
    """Assert at the end that nothing was stored."""
    before = fingerprint()
    yield busy_cast
    assert fingerprint() == before


def test_every_address_that_changes_something_is_in_the_table(busy_cast):
    asked = {name for name, answers in TABLE.items() if answers["supervisor"] == 405} - OPEN
    assert asked <= set(POSTS)


@pytest.mark.parametrize("name", POSTS)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, untouched, name):
    address = address_of(name, untouched)
    answer = client.post(address, {"key": form_key()}, headers={"referer": PAGE})
    assert (answer.status_code, answer.url) == (302, f"{reverse('login')}?next=/wuchang-2024/desk/%3Fx%3D1")


@pytest.mark.parametrize("name", POSTS)
def test_a_piece_asked_for_after_the_session_ended_leads_the_whole_page_to_sign_in(client, untouched, name):
    heads = {"hx-request": "true", "hx-current-url": PAGE}
    answer = client.post(address_of(name, untouched), {"key": form_key()}, headers=heads)
    assert answer.headers["HX-Redirect"] == f"{reverse('login')}?next=/wuchang-2024/desk/%3Fx%3D1"
    assert answer.content == b""


@pytest.mark.parametrize("where", ["https://example.com/", "//example.com/x", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(client, untouched, where):
    answer = client.post(address_of("desk_save", untouched), headers={"referer": where})
    assert answer.url == f"{reverse('login')}?next=/"


@pytest.mark.parametrize("name", POSTS)
def test_a_form_without_its_token_is_refused_with_words(untouched, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(getattr(untouched, CHANGES.get(name, ["supervisor"])[0]))
    answer = client.post(address_of(name, untouched), {"key": form_key()})
    assert answer.status_code == 403
    assert re.search("没有保存|未保存", answer.content.decode())


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_nothing_is_changed_by_following_a_link(client, untouched, name):
    client.force_login(getattr(untouched, CHANGES[name][0]))
    answer = client.get(address_of(name, untouched))
    assert answer.status_code == TABLE[name][CHANGES[name][0]]


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-00000000000", "\x00", "-1"])
@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_form_without_its_key_is_refused_with_words(client, untouched, name, key):
    client.force_login(getattr(untouched, CHANGES[name][0]))
    answer = client.post(address_of(name, untouched), {"key": key})
    assert 400 <= answer.status_code < 500
    assert re.search("[一-鿿]{4}", re.sub(r"(?s)<header.*?</header>|<title>.*?</title>", "", answer.content.decode()))
