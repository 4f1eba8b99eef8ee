"""The headers that fence every answer in; tests/test_access.py asks for them at every address as every role."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

GONE = 404
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
SANDBOX = "sandbox; default-src 'none'"


def lacking_headers(answer) -> list[str]:
    """Return the headers of every answer that this one lacks; a file is fenced in more narrowly than a page."""
    strict = answer.get("Content-Security-Policy") == SANDBOX
    wanted = HEADERS | ({"Content-Security-Policy": SANDBOX} if strict else {})
    return [name for name, words in wanted.items() if words not in answer.get(name, "")]


def test_an_answer_without_its_headers_is_noticed():
    assert lacking_headers(HttpResponse()) == list(HEADERS)


@pytest.mark.parametrize("address", ["/nothing/here/", "/wuchang-2024/nothing/", "/%00/"])
def test_even_what_is_not_there_is_answered_with_every_header(client, cast, address):
    client.force_login(cast.supervisor)
    answer = client.get(address)
    assert (answer.status_code, lacking_headers(answer)) == (GONE, [])


@pytest.mark.parametrize("directive", ["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors"])
def test_the_policy_forbids_what_no_page_needs(client, db, directive):
    policy = client.get(reverse("login"))["Content-Security-Policy"]
    assert directive in policy
    assert "unsafe" not in policy
