"""A commitment's page: its words, figures, chart, timeline, and what each account may read of its history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Kind
from commitments.workflow.record import record
from tests.world import make_approved, make_commitment, make_milestone, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/"


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative="累计新增6200根。")


@pytest.fixture
def page(cast, client):
    client.force_login(cast.leader)
    return lambda url=URL: client.get(url).content.decode()


def test_the_quote_stands_marked_in_its_sentence(page):
    text = page()
    assert ">新增新能源充电桩1万根</mark>" in text
    assert "新增停车泊位1万个" in text


def test_figures_and_verdict_are_in_words(page):
    text = page()
    assert "6,200" in text
    assert "−8.0" in text
    assert "低于序时进度8个百分点" in text


def test_the_chart_has_words_and_a_table_behind_it(page):
    text = page()
    assert '<svg viewBox="0 0 880 278"' in text
    assert "<desc" in text
    assert "图中数据" in text


def test_milestones_stand_with_their_days(cast, client):
    other = make_commitment(cast.plan, cast.department, "4-1-5", "启动3座变电站建设", kind=Kind.MILESTONE)
    make_milestone(other)
    client.force_login(cast.leader)
    assert "月亮湾变电站" in client.get("/wuchang-2024/commitment/4-1-5/").content.decode()


def test_an_unknown_code_is_not_found_in_chinese(cast, client):
    client.force_login(cast.leader)
    answer = client.get("/wuchang-2024/commitment/9-9-9/")
    assert answer.status_code == 404
    assert "没有任务“9-9-9”" in answer.content.decode()


def test_a_draft_is_read_in_its_own_department_only(cast, client):
    make_update(cast.commitment, cast.reporter, "2024-Q2", value="3000", narrative="草稿里的话。")
    for who, seen in (("reporter", True), ("outsider", False), ("leader", False), ("auditor", False)):
        client.force_login(getattr(cast, who))
        assert ("草稿里的话。" in client.get(URL).content.decode()) == seen


def test_an_outsider_reads_the_history_of_approved_facts_only(cast, client):
    client.force_login(cast.outsider)
    text = client.get(f"{URL}history/").content.decode()
    assert "审核通过" in text
    assert "alice报送" not in text


def test_more_updates_cost_no_more_queries(cast, client):
    client.force_login(cast.leader)
    counts = []
    for period, day in (("2024-Q1", "2024-04-15"), ("2024-Q2", "2024-07-15")):
        make_approved(cast.commitment, cast.reporter, cast.supervisor, period, day, value="1000")
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("who", ["supervisor", "reporter", "outsider"])
def test_the_history_comes_in_pages_of_fifty_of_which_no_more_is_read(cast, client, who):
    client.force_login(getattr(cast, who))
    update = cast.commitment.updates.get()
    about = {"commitment": cast.commitment, "by": cast.supervisor, "approved": True}
    for number in range(60):
        record("update_approve", update, at=moment(), note=f"第{number}条", **about)
    with CaptureQueriesContext(connection) as captured:
        first = client.get(f"{URL}history/").content.decode()
    asked = [query["sql"] for query in captured if "historyentry" in query["sql"].lower()]
    second = client.get(f"{URL}history/?page=2").content.decode()
    assert (first.count("<time "), second.count("第0条"), len(asked)) == (50, 1, 2)
    assert [("LIMIT 50" in sql, "COUNT" in sql) for sql in asked] == [(False, True), (True, False)]
    assert "?page=2" in first
