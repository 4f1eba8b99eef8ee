"""Theme, size and language: kept in cookies, for strangers too."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
URL = "/accounts/appearance/"


@pytest.mark.parametrize(
    ("field", "value", "cookie"),
    [
        ("theme", "dark", "theme"),
        ("size", "large", "size"),
        ("language", "en", settings.LANGUAGE_COOKIE_NAME),
    ],
)
def test_a_choice_is_kept_for_a_year(client, field, value, cookie):
    response = client.post(URL, {field: value})
    kept = response.cookies[cookie]
    assert (kept.value, kept["max-age"], kept["samesite"]) == (value, 365 * 24 * 3600, "Lax")
    assert list(response.cookies) == [cookie]


def test_the_next_page_is_drawn_as_chosen(client):
    client.post(URL, {"theme": "dark", "size": "large", "language": "en"})
    page = client.get("/accounts/login/")
    assert page.context["appearance"] == {"theme": "dark", "size": "large"}
    assert page.headers["Content-Language"] == "en"


@pytest.mark.parametrize("field", ["theme", "size", "language"])
def test_an_unknown_choice_changes_nothing(client, field):
    assert not client.post(URL, {field: "x;path=/"}).cookies


def test_the_reader_goes_back_where_they_were(client):
    assert client.post(URL, {"theme": "dark", "next": "/accounts/login/?a=1"}).url == "/accounts/login/?a=1"


@pytest.mark.parametrize("next_page", ["//example.com", "https://example.com/", ""])
def test_and_never_to_another_site(client, next_page):
    assert client.post(URL, {"theme": "dark", "next": next_page}).url == "/"


def test_a_link_changes_nothing(client):
    assert client.get(URL, {"theme": "dark"}).status_code == 405


def test_a_cookie_somebody_wrote_is_not_believed(client):
    client.cookies["theme"] = '"><script>'
    assert client.get("/accounts/login/").context["appearance"]["theme"] == "auto"
