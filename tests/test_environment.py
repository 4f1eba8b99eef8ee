"""Settings read from the environment: typed, and loud when they are wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wuchang import environment


def server(monkeypatch, value):
    monkeypatch.setenv("EMAIL_URL", value)
    return environment.mail_server("EMAIL_URL")


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 587, True, False),
        ("smtps://mail.example", 465, False, True),
        ("smtp+plain://mail.example", 25, False, False),
        ("smtps://mail.example:994", 994, False, True),
    ],
)
def test_the_scheme_of_a_mail_server_says_how_it_is_spoken_to(monkeypatch, value, port, tls, ssl):
    found = server(monkeypatch, value)
    assert (found["host"], found["port"], found["use_tls"], found["use_ssl"]) == ("mail.example", port, tls, ssl)


def test_user_and_password_may_hold_any_character(monkeypatch):
    found = server(monkeypatch, "smtps://office%40gov.example:p%3Ass%2F@mail.example")
    assert (found["username"], found["password"]) == ("office@gov.example", "p:ss/")


def test_without_a_mail_server_there_are_no_options(monkeypatch):
    assert server(monkeypatch, "") == {}
    assert server(monkeypatch, "smtp://mail.example")


@pytest.mark.parametrize("value", ["mail.example", "http://mail.example", "smtps://:secret@", "smtps://host:many"])
def test_an_address_that_is_none_is_refused_without_repeating_it(monkeypatch, value):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like") as refusal:
        server(monkeypatch, value)
    assert value not in str(refusal.value)
