"""What the ledger was asked for goes along to a commitment, to those beside it, and back."""

from html import unescape
from re import findall

import pytest

from tests.world import make_commitment

pytestmark = pytest.mark.django_db
PLAN = "/wuchang-2024"
ASKED = "?department=JYJ&sort=-code"


@pytest.fixture(autouse=True)
def more_commitments(cast, client):
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_commitment(cast.plan, cast.department, "4-1-3", "推进海绵城市建设", kind="qualitative")
    make_commitment(cast.plan, cast.other, "4-1-5", "启动3座变电站建设", kind="qualitative")
    client.force_login(cast.leader)


@pytest.fixture
def links(client):
    """Return a function: address → every address its page leads to."""
    return lambda address: unescape(" ".join(findall(r'href="([^"]+)"', client.get(PLAN + address).content.decode())))


def test_a_row_carries_conditions_order_columns_and_size_but_no_page(links):
    found = links(f"/ledger/{ASKED}&q=&cols=gap&per=50&page=1&on=2024-10-20")
    assert f"{PLAN}/commitment/4-1-2/?department=JYJ&sort=-code&cols=gap&per=50&on=2024-10-20" in found


def test_the_row_of_an_unfiltered_ledger_carries_nothing(links):
    assert f"{PLAN}/commitment/4-1-2/ " in links("/ledger/?section=&q=&sort=") + " "


def test_the_crumb_leads_back_to_what_was_asked_for(links):
    assert f"{PLAN}/ledger/{ASKED}&per=50" in links(f"/commitment/4-1-2/{ASKED}&per=50")


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("", "4-1-1", "4-1-3"),
        ("?department=JYJ", None, "4-1-5"),
        (ASKED, "4-1-5", None),
        ("?sort=-code", "4-1-3", "4-1-1"),
        # No longer among them: beside those that stood around it in the report.
        ("?department=JSJ", "4-1-1", "4-1-3"),
        ("?cols=gap", "4-1-1", "4-1-3"),
    ],
)
def test_those_beside_it_are_those_of_the_list(client, query, before, after):
    text = client.get(f"{PLAN}/commitment/4-1-2/{query}").content.decode()
    assert [*findall(r'rel="(\w+)" href="[^"]*/commitment/([\d-]+)/', text)] == [
        (rel, code) for rel, code in (("prev", before), ("next", after)) if code
    ]


def test_those_beside_it_keep_the_conditions(links):
    assert f"{PLAN}/commitment/4-1-5/{ASKED}&on=2024-10-20" in links(f"/commitment/4-1-2/{ASKED}&on=2024-10-20")


def test_another_day_of_the_commitment_keeps_them_too(client):
    text = client.get(f"{PLAN}/commitment/4-1-2/{ASKED}").content.decode()
    assert '<input type="hidden" name="department" value="JYJ">' in text
