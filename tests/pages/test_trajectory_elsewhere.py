"""Where a changed trajectory and the periods' lamps show: on the commitment's page and on the overview's lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.workflow.office import trajectory_changes
from tests.world import make_approved, make_commitment, make_target, moment, quarter_points

pytestmark = pytest.mark.django_db
PAGE = "/wuchang-2024/commitment/4-1-1/"
CHANGES = "/wuchang-2024/behind/changes/"


@pytest.fixture(autouse=True)
def reported_twice(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2000")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.leader)


def change(cast, at="2024-10-20", reason="配电网改造延期。"):
    points = quarter_points(5, 20, 60, 100)
    trajectory_changes.set_trajectory(cast.commitment, points, by=cast.supervisor, at=moment(at), reason=reason)


def shown(client, address=PAGE):
    return client.get(address).content.decode()


def test_the_page_leads_to_the_trajectory(client, cast):
    assert 'href="/wuchang-2024/trajectory/4-1-1/"' in shown(client)


def test_the_old_trajectory_is_drawn_thin_with_day_and_reason(client, cast):
    assert "fmr" not in shown(client)
    change(cast)
    page = shown(client)
    assert page.count('class="fmr"') == 2
    assert ("配电网改造延期。" in page, "2024-10-20" in page) == (True, True)


def test_of_a_day_before_the_change_the_old_trajectory_counts(client, cast):
    change(cast)
    page = client.get(f"{PAGE}?on=2024-10-19")
    assert ("fmr" in page.content.decode(), str(page.context["verdict"].expected)) == (False, "70.00")
    assert str(client.get(f"{PAGE}?on=2024-10-20").context["verdict"].expected) == "60.00"


def test_earlier_reports_keep_the_judgement_of_their_time(client, cast):
    change(cast)
    told = client.get(PAGE).context["story"].timeline
    # the third quarter by the new trajectory, the second by the one of its time
    assert [str(line.verdict.expected) for line in told] == ["60.00", "35.00"]


def test_a_confirmed_trajectory_is_not_marked_as_proposed(client, cast):
    assert client.get(PAGE).context["story"].trajectory.current.is_proposed
    trajectory_changes.confirm_trajectories({cast.commitment: None}, by=cast.supervisor, at=moment())
    assert not client.get(PAGE).context["story"].trajectory.current.is_proposed


def test_the_lamp_of_each_period_stands_on_the_page_in_words(client, cast):
    page = client.get(PAGE)
    assert [(p.code, v.official) for p, v in page.context["trend"]] == [
        ("2024-Q1", "grey"), ("2024-Q2", "yellow"), ("2024-Q3", "green"),
    ]  # fmt: skip
    row = page.content.decode().split('class="crs"')[1].split("</ol>")[0]
    assert ("逾期未报" in row, "预警" in row, "正常" in row) == (True, True, True)


def test_the_plan_s_numbers_are_in_the_bar_s_words_and_in_the_table(client, cast):
    page = client.get(CHANGES)
    assert [stage.total for stage in page.context["trend"]] == [1, 1, 1]
    assert 'aria-label="预警 1"' in page.content.decode()


@pytest.mark.parametrize("query", ["", "?on=2024-10-18", "?on=2024-07-20"])
def test_each_number_is_that_of_the_rows_it_links_to(client, cast, query):
    make_target(make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个"))
    trend = client.get(CHANGES + query).context["trend"]
    assert trend
    for stage in trend:
        assert stage.lamps
        for lamp, number in stage.lamps:
            on = query.replace("?", "&")
            rows = client.get(f"/wuchang-2024/behind/lamps/?period={stage.period.code}&lamp={lamp}{on}")
            assert len(rows.context["table"].data) == number


def test_before_any_period_the_list_says_so(client, cast):
    assert len(client.get(CHANGES).context["trend"]) == 3
    cast.plan.periods.update(opened=None, closed=None)
    assert client.get(CHANGES).context["trend"] == []


def test_the_lists_cost_the_same_for_one_and_for_many(client, cast):
    def queries():
        client.get(CHANGES)
        with CaptureQueriesContext(connection) as captured:
            client.get(CHANGES)
        return len(captured)

    one = queries()
    for order in range(2, 8):
        make_target(make_commitment(cast.plan, cast.department, f"4-1-{order}", "新增停车泊位1万个"))
    assert queries() == one
