"""Changing the password, and what ends with it."""

import pytest
from django.test import Client

from commitments.models import HistoryEntry
from tests.world import Cast

pytestmark = pytest.mark.django_db
OLD, NEW = "mulberry-kite-7-lantern", "copper-brook-9-saddle"
URL = "/accounts/password/"


@pytest.fixture
def user():
    user = Cast().reporter
    user.set_password(OLD)
    user.save()
    return user


def change(client, old=OLD, new=NEW, again=None):
    answers = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(URL, answers)


def signed_in(client):
    return client.get(URL).status_code == 200


def test_a_new_password_keeps_this_session_and_ends_the_others(client, user):
    other = Client()
    client.force_login(user)
    other.force_login(user)
    assert change(client).status_code == 302
    assert signed_in(client)
    assert not signed_in(other)


def test_the_history_notes_that_it_was_changed_and_nothing_of_it(client, user):
    client.force_login(user)
    change(client)
    entry = HistoryEntry.objects.get(action="account_password")
    assert (entry.actor, entry.before, entry.after) == (user, {}, {})


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"old": "wrong"}, "old_password"),
        ({"again": "different"}, "new_password2"),
        ({"new": "short-1"}, "new_password2"),
        ({"new": "123456789012345"}, "new_password2"),
        ({"new": "administrator"}, "new_password2"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, user, answers, field):
    client.force_login(user)
    response = change(client, **answers)
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_deactivated_account_is_out_at_once(client, user):
    client.force_login(user)
    assert signed_in(client)
    user.is_active = False
    user.save()
    assert not signed_in(client)


def test_an_account_without_password_is_told_who_sets_it(client, user):
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    text = client.get(URL).content.decode()
    assert "系统管理员" in text
    assert "new_password1" not in text
