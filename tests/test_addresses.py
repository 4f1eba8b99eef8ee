"""Addresses: a NUL in one is answered, not by an error; those the pages write are escaped as HTML wants it."""

import re

import pytest

from tests.test_access import TABLE, address_of

pytestmark = pytest.mark.django_db
PLACES = (("/4-1-1/", "/%00/"), ("/2024-Q3/", "/%00/"), ("/JSJ/", "/a%00b/"))
WORDS = re.compile("这个地址没有内容|地址可能有误")  # the second where the address can only be a slug
BARE = re.compile(r'(?:href|src|action|hx-[a-z]+)="[^"]*&(?!amp;|quot;|#x27;|lt;|gt;)[^"]*"')
ASKED = ("period", "q", "department", "item", "lamp", "section", "since", "on", "sort", "day", "for", "reason", "view")


@pytest.mark.parametrize("name", [name for name, answers in TABLE.items() if answers["supervisor"] == 200])
def test_a_nul_in_an_address_names_nothing(client, busy_cast, name):
    client.force_login(busy_cast.supervisor)
    address = address_of(name, busy_cast)
    for place, broken in PLACES:
        if place in address:
            answer = client.get(address.replace(place, broken))
            assert answer.status_code == 404
            assert WORDS.search(answer.content.decode())
    for word in ASKED:
        answer = client.get(f"{address}?{word}=a%00b")
        assert answer.status_code in (200, 404)
        answer.getvalue()  # to the end, so that a file is closed


@pytest.mark.parametrize("name", [name for name, answers in TABLE.items() if answers["supervisor"] == 200])
@pytest.mark.parametrize("query", ["", "?on=2024-06-30", "?period=2024-Q2&on=2024-08-01"])
def test_the_addresses_on_a_page_are_escaped(client, busy_cast, name, query):
    client.force_login(busy_cast.supervisor)
    answer = client.get(f"{address_of(name, busy_cast)}{query}")
    told = answer.getvalue().decode(errors="replace")
    assert answer.status_code in (200, 404)
    assert BARE.findall(told if "html" in answer["Content-Type"] else "") == []


def test_an_address_that_is_not_escaped_is_noticed():
    assert BARE.search('<a href="/ledger/?lamp=red&on=2024-06-30">')
    assert not BARE.search('<a href="/ledger/?lamp=red&amp;on=2024-06-30">')
