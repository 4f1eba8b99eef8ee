"""The overview as a page: who sees it, what it says, where its numbers lead."""

import re

import pytest
from django.urls import reverse

from commitments.choices import Lamp
from commitments.pages.overview import standing, views
from commitments.workflow.reports import moves, review
from tests.world import (
    TODAY,
    make_approved,
    make_commitment,
    make_plan,
    make_target,
    make_update,
    make_waiting,
    moment,
)

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/"


@pytest.fixture(autouse=True)
def pinned(settings):
    settings.PINNED_TODAY = TODAY


@pytest.fixture
def page(cast, client):
    """Return a function: address → the text of the page as the leader sees it."""
    client.force_login(cast.leader)
    return lambda url=URL: client.get(url).content.decode()


def approved(cast, value, period="2024-Q3", at="2024-10-15"):
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, period, at, value=value)


def test_a_stranger_is_sent_to_sign_in(cast, client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader", "auditor"])
def test_everyone_reads_the_overview(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(URL).status_code == 200


def test_an_unknown_plan_is_not_found(cast, client):
    client.force_login(cast.leader)
    assert client.get("/wuchang-1999/").status_code == 404


@pytest.mark.parametrize("query", ["?period=2024-Q9", "?period=2024-Q4", "?period=%00", "?period="])
def test_a_period_that_has_not_begun_shows_the_newest(page, query):
    assert re.search(r'value="2024-Q3" selected', page(URL + query))


def test_the_conclusion_holds_time_work_and_what_is_behind(cast, page):
    approved(cast, "6200")
    text = page()
    assert "<b>75.0%</b>" in text
    assert "<b>62.0%</b>" in text
    assert re.search(r"应完成70.0%，低8个百分点|70.0% due, 8 points behind", text)


def test_an_earlier_period_shows_the_standing_before_the_next_opened(cast, page):
    approved(cast, "2000", "2024-Q2", "2024-07-15")
    approved(cast, "6200")
    text = page(f"{URL}?period=2024-Q2")
    assert "<b>50.0%</b>" in text
    assert "<b>20.0%</b>" in text


def test_today_s_lamps_lead_to_the_ledger_and_earlier_ones_to_their_list(cast, page):
    assert f"{reverse('ledger', args=['wuchang-2024'])}?lamp=red" in page()
    assert f"{URL}behind/lamps/?period=2024-Q2&amp;lamp=red" in page(f"{URL}?period=2024-Q2")


def test_every_commitment_is_a_square_that_opens_it(cast, page):
    make_commitment(cast.plan, cast.other, code="4-1-2", quote="新增停车泊位1万个")
    squares = re.findall(r'<a class="cell [^>]*href="/wuchang-2024/commitment/([\d-]+)/"', page())
    assert squares == ["4-1-1", "4-1-2"]


def test_a_missing_report_is_a_dashed_square_and_counted_apart(cast, page):
    text = page()
    assert re.search(r'class="cell grey late', text)
    assert f'href="{URL}behind/late/"' in text


def test_a_changed_lamp_is_marked_and_listed(cast, page):
    approved(cast, "3500", "2024-Q2", "2024-07-15")
    approved(cast, "4500")
    assert re.search(r'class="cell yellow[^"]*mv', page())
    assert "4-1-1" in page(f"{URL}behind/changes/")


def test_help_asked_for_waits_for_a_decision_and_the_sum_is_linked(cast, page):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", help_needed="请协调用地。")
    assert "请协调用地。" in page()
    assert "请协调用地。" in page(f"{URL}behind/decisions/")


def test_help_that_a_newer_report_no_longer_asks_for_is_gone(cast, page):
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500",
        help_needed="请协调用地。",
    )  # fmt: skip
    assert "请协调用地。" in page()
    approved(cast, "7200")
    assert "请协调用地。" not in page()


def test_a_draft_asks_nobody(cast, client):
    make_update(cast.commitment, cast.reporter, value="6200", help_needed="草稿里的话。")
    client.force_login(cast.reporter)
    text = client.get(URL).content.decode()
    assert "/wuchang-2024/commitment/4-1-1/" in text
    assert "草稿里的话。" not in text


def test_what_is_not_reviewed_asks_the_office_but_not_another_department(cast, client):
    update = make_update(cast.commitment, cast.reporter, value="6200", help_needed="请协调用地。")
    moves.send_report(update, by=cast.reporter, at=moment("2024-10-18"))
    client.force_login(cast.supervisor)
    assert "请协调用地。" in client.get(URL).content.decode()
    client.force_login(cast.outsider)
    assert "请协调用地。" not in client.get(URL).content.decode()


def test_the_office_s_own_lamp_waits_for_a_word(cast, page):
    update = make_update(cast.commitment, cast.reporter, value="7000")
    moves.send_report(update, by=cast.reporter, at=moment())
    review.approve_report(
        update, by=cast.supervisor, at=moment("2024-10-16"), office_lamp="red", office_reason="进展不实"
    )
    assert "4-1-1" in page(f"{URL}behind/decisions/")


@pytest.mark.parametrize("what", ["lamps", "measured", "changes", "decisions", "late"])
def test_every_list_behind_a_number_opens(cast, page, what):
    approved(cast, "6200")
    assert "<table" in page(f"{URL}behind/{what}/?period=2024-Q3")


def test_a_list_that_does_not_exist_is_not_found(cast, client):
    client.force_login(cast.leader)
    assert client.get(f"{URL}behind/everything/").status_code == 404


def test_wrong_filters_of_a_list_are_ignored(page):
    assert "4-1-1" in page(f"{URL}behind/lamps/?lamp=purple&period=never")


@pytest.mark.parametrize("lamp", Lamp.values)
def test_a_list_keeps_to_its_lamp(cast, page, lamp):
    approved(cast, "6200")
    assert ("4-1-1" in page(f"{URL}behind/lamps/?lamp={lamp}")) == (lamp == "green")


def test_before_the_first_period_the_page_says_so(cast, page, settings):
    settings.PINNED_TODAY = TODAY.replace(month=2)
    text = page()
    assert re.search("尚未开始填报|还没有开始填报|尚无填报期|No reporting period has begun yet", text)
    assert "<b>0.0%</b>" in text


def test_a_plan_without_commitments_shows_an_empty_wall(cast, client):
    make_plan("wuchang-2025", year=2025)
    client.force_login(cast.leader)
    assert client.get("/wuchang-2025/").status_code == 200


def test_a_main_target_that_is_a_rate_speaks_in_points(cast, page):
    rate(cast, "5")
    approved_rate(cast, "0.2")
    text = page()
    assert re.search(r"低于目标4.8个百分点|4.8 points below target", text)
    assert "−96" not in text


def rate(cast, value):
    section = cast.plan.sections.get()
    section.number = ""
    section.save()
    cast.rate = make_commitment(cast.plan, cast.department, code="4-1-9", quote="推进海绵城市建设", kind="rate")
    make_target(cast.rate, value, "%", basis="rate", wording="增长5%")


def approved_rate(cast, value):
    make_approved(cast.rate, cast.reporter, cast.supervisor, value=value, self_lamp="red")


def test_a_plan_too_large_for_squares_tells_its_sections(cast, page, monkeypatch):
    make_waiting(cast, 3)
    drawn = page()
    monkeypatch.setattr(standing, "MOST_SQUARES", 3)
    monkeypatch.setattr(views, "MOST_SQUARES", 3)
    told = page()
    assert (drawn.count('class="grp"'), drawn.count('class="mix"')) == (1, 0)
    assert (told.count('class="grp"'), told.count('class="mix"')) == (0, 1)
    assert re.search(r'<svg class="mix" viewBox="0 0 4 1".*?<rect class="grey" x="0" width="4"', told, re.DOTALL)
    assert 'href="/wuchang-2024/ledger/?section=4&amp;lamp=grey"' in told
