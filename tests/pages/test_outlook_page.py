"""The outlook's three pages, and the back-test behind the first."""

import datetime
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Indicator, Paragraph
from commitments.workflow.judgement.backtest import backtest
from commitments.workflow.snapshot.snapshot import Snapshot
from tests.world import TEXT, TODAY, make_approved, make_commitment, make_target

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture(autouse=True)
def reported(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="5460", forecast=9800)
    client.force_login(cast.leader)


def outlook(client, page=""):
    answer = client.get(f"/wuchang-2024/outlook/{page}")
    assert answer.status_code == 200
    return answer


def test_what_will_be_missed_is_listed_with_projection_and_forecast(client, cast):
    (row,) = outlook(client).context["table"].data
    # 5,460 ÷ 70 % = 7,800: 22 % short; the department says 9,800: 2 %
    assert (str(row.projection), row.projected_short, row.forecast_short, row.short) == ("7800", 22, 2, 22)


def test_the_widest_miss_stands_first(client, cast):
    worse = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(worse, unit="个")
    make_approved(worse, cast.reporter, cast.supervisor, value="3000")
    assert [row.commitment.code for row in outlook(client).context["table"].data] == ["4-1-2", "4-1-1"]


def test_what_is_on_course_is_not_listed(client, cast):
    assert len(outlook(client).context["table"].data) == 1
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, period="2024-Q4", value="9990", cutoff=TODAY, forecast=10000
    )
    assert list(outlook(client).context["table"].data) == []


@pytest.mark.parametrize("page", ["", "last-year/", "year-end/"])
def test_a_page_asks_as_often_for_many_as_for_one(client, cast, page):
    def queries():
        outlook(client, page)  # the day's verdicts are judged and stored once
        with CaptureQueriesContext(connection) as captured:
            outlook(client, page)
        return len(captured)

    one = queries()
    for order in range(2, 8):
        more = {"last_year_value": 5, "last_year_unit": "根", "last_year_comparability": "same"}
        make_target(make_commitment(cast.plan, cast.department, code=f"4-1-{order}", **more))
    assert queries() == one


def grow(cast, count: int) -> None:
    """Let so many more commitments be far behind, each with a figure."""
    quotes = [f"完成第{number}项任务" for number in range(count)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    for number, quote in enumerate(quotes):
        made = make_commitment(cast.plan, cast.department, f"4-1-{number + 20}", quote)
        make_target(made, indicator=Indicator.objects.create(name=quote, unit="根", basis="flow"))
        make_approved(made, cast.reporter, cast.supervisor, value=f"{2000 + number}")


@pytest.mark.parametrize("page", ["", "year-end/"])
def test_a_page_holds_fifty_rows_and_leads_to_the_others(client, cast, page):
    grow(cast, 55)
    first, second, wild = (outlook(client, f"{page}{query}").content.decode() for query in ("", "?page=2", "?page=x"))
    codes = [re.findall(r'<td class="code">([^<]+)<', each) for each in (first, second)]
    assert [*map(len, codes)] == [50, 6]
    assert len({*codes[0], *codes[1]}) == 56
    assert 'href="?page=2"' in first
    assert 'href="?page=1"' in second
    assert re.findall(r'<td class="code">([^<]+)<', wild) == codes[0]


@pytest.mark.parametrize("page", ["", "?page=2", "year-end/", "year-end/?page=2"])
def test_no_more_is_read_of_a_plan_than_the_page_shows(client, cast, page, monkeypatch):
    grow(cast, 70)
    outlook(client, page)
    read, begin = [], Snapshot.__init__

    def counted(self, plan, on, commitments):
        read.append(len(commitments))
        begin(self, plan, on, commitments)

    monkeypatch.setattr(Snapshot, "__init__", counted)
    assert "4-1-30" in outlook(client, page.partition("?")[0]).content.decode()
    outlook(client, page)
    assert read == {"": [], "?page=2": [], "year-end/": [50, 50], "year-end/?page=2": [50, 21]}[page]


def test_targets_stand_beside_last_year_s_figure(client, cast):
    for order, (last, unit) in enumerate([("26000", "根"), ("28", "根"), ("10000", "根"), ("3", "处")], 2):
        figures = {"last_year_value": last, "last_year_unit": unit, "last_year_comparability": "same"}
        make_target(make_commitment(cast.plan, cast.department, code=f"4-1-{order}", **figures))
    page = outlook(client, "last-year/")
    assert page.context["counts"] == {"less": 1, "same": 1, "more": 0, "far_more": 1, "not_compared": 1}
    assert sum(page.context["counts"].values()) == page.context["all"] == 4
    assert [row.commitment.code for row in outlook(client, "last-year/?is=less").context["table"].data] == ["4-1-2"]
    assert len(outlook(client, "last-year/?is=nonsense").context["table"].data) == 4


def test_the_classes_of_the_year_s_end_add_up_to_all_commitments(client, cast):
    make_commitment(cast.plan, cast.department, "4-1-4", "推进海绵城市建设", kind="qualitative")
    closing = outlook(client, "year-end/").context["closing"]
    assert {line.code: line.all for line in closing.lines if line.all} == {"open": 1, "office": 1}
    assert sum(line.all for line in closing.lines) == closing.total.all == 2
    for line in closing.lines:
        rows = outlook(client, f"year-end/?class={line.code}").context["rows"]
        assert len(rows) == line.all


def test_provisional_and_final_stand_apart(client, cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q4", value="10000", cutoff=TODAY)
    (line,) = [line for line in outlook(client, "year-end/").context["closing"].lines if line.all]
    assert (line.code, line.final, line.provisional) == ("met", 0, 1)
    assert not outlook(client, "year-end/?class=met&data=final").context["rows"]


def rows_behind(client, **chosen):
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return outlook(client, f"year-end/?{query}").context["rows"]


def test_every_number_of_the_table_has_its_rows_and_they_add_up(client, cast):
    make_commitment(cast.plan, cast.department, "4-1-4", "推进海绵城市建设", kind="qualitative")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q4", value="10000", cutoff=TODAY)
    closing = outlook(client, "year-end/").context["closing"]
    (section,) = closing.sections
    assert section.lines
    for line in section.lines:
        chosen = {"class": line.code, "section": section.code}
        assert len(rows_behind(client, data="final", **chosen)) == line.final
        assert len(rows_behind(client, data="provisional", **chosen)) == line.provisional
    assert section.total.all == closing.total.all == len(rows_behind(client, section=section.code)) == 2


def test_a_number_leads_to_its_rows_and_keeps_the_day(client, cast):
    page = outlook(client, "year-end/?on=2024-10-20").content.decode()
    assert 'href="?on=2024-10-20&amp;class=open&amp;section=4#rows"' in page
    assert "/wuchang-2024/commitment/4-1-1/?on=2024-10-20" in page
    assert "/wuchang-2024/outlook/year-end/pdf/?on=2024-10-20" in page


def test_an_unknown_word_leaves_nothing_out(client, cast):
    assert len(rows_behind(client, data="x", section="99", **{"class": "%00"})) == 1


def test_the_office_takes_the_pack_away_and_others_are_not_offered_it(client, cast):
    assert client.get("/wuchang-2024/outlook/year-end/pdf/").content.startswith(b"%PDF-")
    assert client.get("/wuchang-2024/outlook/year-end/xlsx/").content.startswith(b"PK")
    client.force_login(cast.reporter)
    assert "year-end/pdf" not in outlook(client, "year-end/").content.decode()


def test_the_back_test_compares_along_the_trajectory_what_was_foreseen_with_what_came(cast):
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500", forecast=9000
    )
    first, second = backtest(cast.plan, TODAY)
    (trial,) = second.trials
    # 3,500 at 35 % is 7,000 at 70 %; a forecast of 9,000 is 6,300 there; 5,460 came
    assert (first.trials, trial.projected, trial.forecast, trial.at_year_end) == ([], 7000, 6300, False)
    # 1,540 ÷ 5,460 and 840 ÷ 5,460
    assert [str(second.mean(name)[0]) for name in ("projected", "forecast")] == ["28.21", "15.38"]


def test_the_command_says_what_is_compared(cast):
    out = StringIO()
    call_command("backtest", on="2024-10-24", rows=True, stdout=out)
    assert "2024-Q2: 0 targets" in out.getvalue()
    assert "along the planned path" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("backtest", on="soon")
