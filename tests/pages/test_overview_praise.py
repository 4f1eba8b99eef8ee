"""The overview's praise, and what changed since any day."""

import re

import pytest

from commitments.models import Verdict
from tests.world import make_approved, make_commitment, make_milestone, make_target, make_update

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/behind/"


@pytest.fixture(autouse=True)
def leader_signed_in(cast, client):
    client.force_login(cast.leader)


def page(client, address) -> str:
    answer = client.get(URL + address)
    assert answer.status_code == 200
    return answer.content.decode()


def tables(text) -> list[list[str]]:
    """Return the codes of each table."""
    return [
        re.findall(r'<td class="code">([\d-]+)<', table) for table in re.findall(r"<tbody>.*?</tbody>", text, re.DOTALL)
    ]


def test_met_while_less_was_planned_is_finished_early(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="10000")
    text = page(client, "praise/")
    assert tables(text) == [["4-1-1"], []]
    assert re.search("9月30日前已达目标，届时应完成70.0%|met by 9月30日, when 70.0% was due", text)


def test_more_than_ten_points_ahead_stands_apart_the_widest_lead_first(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="8200")
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(other)
    make_approved(other, cast.reporter, cast.supervisor, value="9900")
    text = page(client, "praise/")
    assert tables(text) == [[], ["4-1-2", "4-1-1"]]
    assert "超序时进度12个百分点" in text


def test_exactly_ten_points_ahead_is_not_praised(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="8000")
    assert tables(page(client, "praise/")) == [[], []]


def test_a_milestone_before_its_day_says_how_early(cast, client):
    made = make_commitment(cast.plan, cast.department, "4-1-5", "启动3座变电站建设", kind="milestone")
    milestone = make_milestone(made, planned="2024-09-20")
    reached = {milestone.pk: milestone.planned.replace(day=15)}
    make_approved(made, cast.reporter, cast.supervisor, reached=reached)
    text = page(client, "praise/")
    assert tables(text)[0] == ["4-1-5"]
    assert "提前5天" in text


def test_praise_of_a_past_day_is_what_was_known_then(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="10000")
    assert tables(page(client, "praise/?on=2024-10-14")) == [[], []]
    assert tables(page(client, "praise/?on=2024-10-15")) == [["4-1-1"], []]


def test_changes_since_any_day_compare_the_ends_of_two_days(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="5000", self_lamp="yellow")
    assert tables(page(client, "changes/?since=2024-10-14"))[-3:] == [["4-1-1"], [], []]
    assert tables(page(client, "changes/?since=2024-10-15"))[-3:] == [[], [], []]
    assert tables(page(client, "changes/?since=2024-07-14&on=2024-07-15"))[-3:] == [[], [], ["4-1-1"]]


def test_the_day_compared_with_stands_in_the_form_and_in_the_title(cast, client):
    text = page(client, "changes/?since=2024-08-01")
    assert 'name="since" value="2024-08-01"' in text
    assert re.search("2024年8月1日以来的变化|Changed since 2024年8月1日", text)
    assert 'name="since" value="2024-09-30"' in page(client, "changes/")


def test_a_comparison_stores_only_the_verdicts_of_its_days_and_of_the_periods_beside_it(cast, client):
    make_update(cast.commitment, cast.reporter, value="5000")
    page(client, "changes/?since=2024-08-01")
    stored = {str(day) for day in Verdict.objects.values_list("on", flat=True)}
    assert stored == {"2024-06-30", "2024-08-01", "2024-09-30", "2024-10-24"}


@pytest.mark.parametrize("text", ["x", "2024-13-01", "2023-12-31", "2024-10-25", "9999-99-99", "%00", "2024-08-01'"])
def test_a_day_that_cannot_be_compared_with_is_refused_with_words(cast, client, text):
    answer = client.get(f"{URL}changes/?since={text}")
    assert answer.status_code == 404
    assert re.search("有效日期|任一天", answer.content.decode())


def test_a_day_after_the_one_shown_is_refused_with_words(cast, client):
    answer = client.get(f"{URL}changes/?since=2024-09-01&on=2024-08-01")
    assert answer.status_code == 404
    assert "2024" in answer.content.decode()
