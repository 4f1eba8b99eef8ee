"""The same indicator in other promises: one figure, a verdict for each; hidden where nothing is shared."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Level, PlanState
from commitments.models import Commitment, Observation
from tests.world import make_approved, make_commitment, make_plan, make_target, make_trajectory

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/"


@pytest.fixture(autouse=True)
def reported_twice(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.leader)


REPORTED = (("2024-Q2", "2024-07-16"), ("2024-Q3", "2024-10-16"))


def above(cast, key="wuhan-2024", level=Level.CITY, value="20000", reported=REPORTED):
    """Return a commitment of a plan from above on the same indicator, reported without a figure."""
    plan = make_plan(key, level=level, title=f"{key}计划（样例）")
    made = make_commitment(plan, cast.department)
    make_target(made, value, indicator=cast.target.indicator, wording="2万根")
    make_trajectory(made, 10, 35, 70, 100)
    for period, day in reported:
        make_approved(made, cast.reporter, cast.supervisor, period, day)
    return made


def rows(client, url=URL) -> list[str]:
    """Return the table's rows as text without tags."""
    page = client.get(url).content.decode()
    table = re.search(r'<table class="same">.*?</table>', page, re.DOTALL)
    found = re.findall(r"<tr.*?</tr>", table.group(), re.DOTALL) if table else []
    return [re.sub(r"<[^>]+>", " ", row) for row in found[1:]]


def test_an_indicator_of_one_promise_shows_no_table(cast, client):
    assert rows(client) == []
    above(cast)
    assert len(rows(client)) == 2


def test_one_figure_earns_each_level_its_own_verdict(cast, client):
    above(cast)
    above(cast, "hubei-2024", Level.PROVINCE, "8000")
    province, city, district = rows(client)
    assert re.search(r"省级.*8,000根.*77.5%.*超序时进度7.5个百分点.*正常", province, re.DOTALL)
    assert re.search(r"市级.*20,000根.*31.0%.*低于序时进度39个百分点.*滞后", city, re.DOTALL)
    assert re.search(r"区级.*10,000根.*62.0%.*低于序时进度8个百分点.*正常", district, re.DOTALL)
    assert Observation.objects.exclude(update=None).count() == 2


def test_every_page_of_the_three_shows_the_same_rows_and_leads_to_the_others(cast, client):
    above(cast)
    here, there = (client.get(url).content.decode() for url in (URL, "/wuhan-2024/commitment/4-1-1/"))
    assert 'href="/wuhan-2024/commitment/4-1-1/"' in here
    assert 'href="/wuchang-2024/commitment/4-1-1/"' in there
    assert len(rows(client)) == len(rows(client, "/wuhan-2024/commitment/4-1-1/")) == 2


def test_the_figure_is_named_once(cast, client):
    above(cast)
    page = client.get(URL).content.decode()
    caption = re.search(r"<caption>(.*?)</caption>", page).group(1)
    assert "6,200根" in caption
    assert "6,200" not in "".join(rows(client))


def test_a_past_day_shows_the_verdicts_of_that_day(cast, client):
    above(cast)
    city, district = rows(client, f"{URL}?on=2024-07-20")
    assert "17.5%" in city
    assert "35.0%" in district
    assert "/wuhan-2024/commitment/4-1-1/?on=2024-07-20" in client.get(f"{URL}?on=2024-07-20").content.decode()


def test_two_promises_of_one_plan_stand_side_by_side_too(cast, client):
    other = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_target(other, "5000", indicator=cast.target.indicator)
    assert [re.search(r"4-1-\d", row).group() for row in rows(client)] == ["4-1-1", "4-1-2"]


def test_a_late_report_says_so_instead_of_a_gap(cast, client):
    above(cast, reported=REPORTED[:1])
    city, _district = rows(client)
    assert re.search(r"—.*逾期未报.*待定", city, re.DOTALL)


@pytest.mark.parametrize("changes", [{"state": PlanState.DRAFT}, {"year": 2025}])
def test_a_drafted_plan_and_one_of_another_year_are_left_out(cast, client, changes):
    made = above(cast)
    assert len(rows(client)) == 2
    for name, value in changes.items():
        setattr(made.plan, name, value)
    made.plan.save()
    assert rows(client) == []


def test_a_withdrawn_promise_is_left_out(cast, client):
    made = above(cast)
    assert len(rows(client)) == 2
    Commitment.objects.filter(pk=made.pk).update(withdrawn_on="2024-10-01", withdrawn_reason="并入他项")
    assert rows(client) == []


def test_more_promises_cost_no_more_queries(cast, client):
    counts = []
    for key, level in (("wuhan-2024", Level.CITY), ("hubei-2024", Level.PROVINCE)):
        above(cast, key, level)
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        counts.append(len(captured))
    assert counts[0] == counts[1]
