"""The overview by department and by leader: each number leads to its rows, and the rows add up to the plan."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Lamp, Role
from commitments.pages.overview.figures import Figures
from commitments.pages.overview.groups import People
from commitments.pages.overview.standing import standing_of
from commitments.rules.shown import format_share
from tests.world import (
    TODAY,
    make_approved,
    make_commitment,
    make_department,
    make_target,
    make_user,
)  # fmt: skip

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/behind/"


@pytest.fixture(autouse=True)
def several_lamps(cast, client):
    """Return a cast whose plan has lamps of several colours, two leaders, a shared figure and one nobody leads."""
    cast.deputy = make_user("judy", Role.LEADER)
    cast.department.leader = cast.leader
    cast.department.save()
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    shared = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_target(shared, "5000", indicator=cast.target.indicator)
    make_approved(shared, cast.outsider, cast.supervisor)
    behind = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", leader=cast.deputy)
    make_target(behind, "100", "条")
    make_approved(behind, cast.reporter, cast.supervisor, value="20")
    make_commitment(cast.plan, cast.other, "4-1-4", "推进海绵城市建设", kind="qualitative")
    alone = make_commitment(
        cast.plan, make_department("CGJ", "区城管局"), "4-1-5", "启动3座变电站建设", kind="qualitative"
    )
    alone.assignments.update(valid_to=TODAY)
    client.force_login(cast.leader)


def standing(cast):
    return standing_of(cast.plan, "", TODAY)


@pytest.mark.parametrize("kind", ["department", "leader"])
def test_the_rows_add_up_to_the_plan(cast, kind):
    now = standing(cast)
    groups, figures = People(now).groups(kind), Figures(now)
    assert sum(len(group.items) for group in groups) == len(now.items) == 5
    assert [sum(dict(g.lamps)[lamp] for g in groups) for lamp in Lamp.values] == [each.count for each in figures.lamps]
    assert sum(group.late for group in groups) == len(now.late)
    assert sum(len(group.shares) for group in groups) == len(figures.shares) == 2
    weighted = sum(group.completion.attained * len(group.shares) for group in groups)
    assert weighted / 2 == figures.completion.attained


def test_the_department_s_order_is_kept_and_nobody_comes_last(cast):
    cast.other.order, cast.department.order = 1, 2
    cast.other.save()
    cast.department.save()
    assert [group.who.code for group in People(standing(cast)).groups("department")] == ["JYJ", "JSJ", "-"]


def test_a_commitment_s_own_leader_comes_before_the_department_s(cast):
    groups = People(standing(cast)).groups("leader")
    told = {group.who.code: [item.row.code for item in group.items] for group in groups}
    assert told == {"erin": ["4-1-1"], "judy": ["4-1-3"], "-": ["4-1-2", "4-1-4", "4-1-5"]}


def links(client, page) -> list[tuple[str, int]]:
    """Return (address, number) of every linked number in the table's body."""
    body = re.search(r"<tbody>(.*?)</tbody>", client.get(page).content.decode(), re.DOTALL).group(1)
    found = re.findall(r'<td[^>]*>\s*<a[^>]*href="([^"]+)">(\d+)</a>', body)
    return [(unescape(address), int(number)) for address, number in found]


def rows(client, address) -> int:
    """Return how many commitments the address lists."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return len(set(re.findall(r'href="/wuchang-2024/commitment/([\d-]+)/', answer.content.decode())))


@pytest.mark.parametrize("what", ["departments", "leaders"])
@pytest.mark.parametrize("query", ["", "?on=2024-10-22", "?period=2024-Q2"])
def test_each_number_leads_to_exactly_its_rows(cast, client, what, query):
    found = links(client, f"{URL}{what}/{query}")
    assert len(found) >= 6
    assert [(address, rows(client, address)) for address, _number in found] == found


def test_a_list_says_whose_it_is_and_ignores_nobody_known(cast, client):
    assert "区教育局" in client.get(f"{URL}lamps/?department=JYJ").content.decode()
    assert rows(client, f"{URL}lamps/?department=XYZ") == 0
    assert rows(client, f"{URL}late/?leader=%00") == 0


def test_the_mean_of_a_department_is_that_of_its_list(cast, client):
    text = client.get(f"{URL}measured/?department=JSJ").content.decode()
    (group,) = [g for g in People(standing(cast)).groups("department") if g.who.code == "JSJ"]
    assert format_share(group.completion.attained) in re.search(r"<tfoot>.*</tfoot>", text, re.DOTALL).group()


@pytest.mark.parametrize("what", ["departments", "leaders"])
def test_more_commitments_cost_no_more_queries(cast, client, what):
    few = queries(client, what)
    more = make_commitment(cast.plan, make_department("GXJ", "区更新局", leader=cast.deputy), "4-1-6", "1万个")
    make_target(more)
    assert queries(client, what) == few <= 12


def queries(client, what) -> int:
    client.get(f"{URL}{what}/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{URL}{what}/").status_code == 200
    return len(captured)


def test_the_overview_leads_to_both_and_to_the_praise(cast, client):
    text = client.get("/wuchang-2024/").content.decode()
    for what in ("departments", "leaders", "praise"):
        assert f'href="{URL}{what}/"' in text
