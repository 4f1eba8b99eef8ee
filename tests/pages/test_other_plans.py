"""Other plans: in the account's menu without a query more, named on pages of a plan from above, told on the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Level, PlanState
from commitments.models import Plan
from commitments.pages.other_plans import other_plans_of
from commitments.pages.plan_shown import plan_shown
from commitments.workflow.reports import moves
from tests.world import make_commitment, make_plan, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/"
ELSEWHERE = 'href="/wuhan-2024/desk/?period=2024-Q3"'


def city(**more):
    return make_plan("wuhan-2024", level=Level.CITY, title="武汉市计划（样例）", **more)


def page(client, user, url=URL) -> str:
    client.force_login(user)
    return client.get(url).content.decode()


def menu(text) -> str:
    """Return what the account's menu holds of other plans, "" without any."""
    return re.search(r'<details class="who">.*?</p>(.*?)<a href="/accounts/password', text, re.DOTALL).group(1).strip()


def listed(user, key) -> list[str]:
    return [other.key for other in other_plans_of(plan_shown(user, key))]


def test_a_lone_plan_offers_no_other(cast, client):
    assert listed(cast.leader, "wuchang-2024") == []
    assert menu(page(client, cast.leader)) == ""
    city()
    assert listed(cast.leader, "wuchang-2024") == ["wuhan-2024"]


def test_the_menu_leads_to_the_year_s_other_plans(cast, client):
    city()
    make_plan("hubei-2024", level=Level.PROVINCE)
    assert listed(cast.leader, "wuchang-2024") == ["wuhan-2024", "hubei-2024"]
    assert listed(cast.leader, "hubei-2024") == ["wuchang-2024", "wuhan-2024"]
    assert '<a href="/wuhan-2024/">武汉市计划（样例）</a>' in menu(page(client, cast.leader))


def test_a_title_may_hold_any_mark(cast):
    city()
    Plan.objects.filter(key="wuhan-2024").update(title='“含”\x1f标"记\x1e的, 计划')
    assert [other.title for other in other_plans_of(plan_shown(cast.leader, "wuchang-2024"))] == [
        '“含”\x1f标"记\x1e的, 计划'
    ]


def test_of_other_years_the_newest_of_the_own_level_are_offered(cast):
    for year in range(2015, 2024):
        make_plan(f"wuchang-{year}", year=year)
    make_plan("wuhan-2023", year=2023, level=Level.CITY)
    assert listed(cast.leader, "wuchang-2024") == ["wuchang-2023", "wuchang-2022", "wuchang-2021", "wuchang-2020"]


@pytest.mark.parametrize("title", ["甲\n乙", "甲\x1f乙", '<b>"甲"</b>'])
def test_a_strange_title_breaks_nothing(cast, client, title):
    plan = city()
    plan.title = title
    plan.save()
    assert listed(cast.leader, "wuchang-2024") == ["wuhan-2024"]
    assert "<b>" not in menu(page(client, cast.leader))


def queries(client, url=URL) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_the_menu_costs_no_query(cast, client):
    client.force_login(cast.leader)
    alone = queries(client)
    city()
    assert queries(client) == alone <= 10


def test_a_page_of_a_plan_from_above_says_whose_it_is(cast, client):
    city()
    above = page(client, cast.leader, "/wuhan-2024/ledger/")
    assert '<p class="whose"><b>市级</b> 武汉市计划（样例）' in above
    assert '<a class="link" href="/wuchang-2024/">' in above
    assert 'class="whose"' not in page(client, cast.leader, f"{URL}ledger/")


def test_the_overview_of_a_plan_without_main_targets_has_its_lists_in_their_place(cast, client):
    text = page(client, cast.leader)
    assert 'class="heads"' not in text
    assert text.index('class="foot3"') < text.index('class="wallbox"')


def test_the_desk_tells_what_is_owed_in_another_open_plan(cast, client):
    plan = city()
    made = make_commitment(plan, cast.department, kind="qualitative")
    make_commitment(plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(made, cast.reporter), by=cast.reporter, at=moment())
    text = page(client, cast.reporter, f"{URL}desk/")
    assert re.search("另有2项：武汉市计划（样例）|2 more reports are owed in another plan, 武汉市计划（样例）", text)
    assert re.search("，其中1项未提交|, 1 not sent yet", text)
    assert ELSEWHERE in text
    assert ELSEWHERE not in page(client, cast.outsider, f"{URL}desk/")


@pytest.mark.parametrize("closed", ["plan", "period"])
def test_the_desk_is_silent_about_a_plan_that_asks_for_nothing_now(cast, client, closed):
    plan = city()
    make_commitment(plan, cast.department, kind="qualitative")
    assert ELSEWHERE in page(client, cast.reporter, f"{URL}desk/")
    if closed == "plan":
        plan.state = PlanState.DRAFT
        plan.save()
    else:
        plan.periods.update(opened=None, closed=None)
    assert ELSEWHERE not in page(client, cast.reporter, f"{URL}desk/")
