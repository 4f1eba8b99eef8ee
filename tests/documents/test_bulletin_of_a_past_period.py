"""A bulletin of a past period prints that period: no later figure, report, day or decision reaches into it."""

import datetime

import pytest

from commitments.choices import Kind
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_issue import frozen_issue
from commitments.workflow.office.bulletins import draft_of
from commitments.workflow.office.issuing import issue_bulletin
from commitments.workflow.office.withdrawals import withdraw_commitment
from tests.world import TODAY, make_approved, make_commitment, make_milestone, make_target, moment

pytestmark = pytest.mark.django_db
Q1_ENDS = datetime.date(2024, 3, 31)


@pytest.fixture
def report(cast):
    """Return a function: period, value or other fields → the commitment's report of it, approved in time."""
    days = {"2024-Q1": "2024-04-15", "2024-Q2": "2024-07-15", "2024-Q3": "2024-10-15"}

    def reported(period, value=None, of=cast.commitment, **more):
        return make_approved(of, cast.reporter, cast.supervisor, period, days[period], value=value, **more)

    return reported


@pytest.fixture
def first(cast):
    """Return a function: the data of the first quarter's bulletin, made today."""
    return lambda: bulletin_data(cast.plan.periods.get(code="2024-Q1"), TODAY)


def items_of(data: dict) -> dict:
    """Return code → item as printed."""
    return {item["code"]: item for section in data["sections"] for each in section["paragraphs"]
            for item in each["items"]}  # fmt: skip


def test_it_prints_its_own_figure_and_mean(report, first):
    report("2024-Q1", "1000", narrative="累计新增1000根。")
    report("2024-Q3", "6200", narrative="累计新增6200根。")
    data = first()
    item = items_of(data)["4-1-1"]
    # 1,000 of 10,000, of which 10 % were due.
    assert (item["outcome"], item["rate"], item["gap"]) == (
        "累计新增1000根。完成率10%,与序时进度持平。", "10.0%", "±0.0",
    )  # fmt: skip
    assert "1项可量化目标平均完成10.0%，应完成10.0%，与应完成持平" in data["conclusion"][0]
    assert data["conclusion"][0].startswith("截至2024年3月31日，时间过去25.0%")


def test_a_later_report_on_the_same_days_stays_out(report, first):
    report("2024-Q1", "1000")
    before = first()
    report("2024-Q2", "1500", narrative="一季度数据补报。", cutoff=Q1_ENDS)
    assert items_of(before)["4-1-1"]["rate"] == "10.0%"
    assert first() == before


def test_a_later_report_does_not_stand_for_a_missing_one(report, first):
    report("2024-Q3", "6200", narrative="累计新增6200根。")
    item = items_of(first())["4-1-1"]
    assert (item["outcome"], item["lamp"], item["rate"]) == ("本期未报。", "grey", "")


def test_a_milestone_reached_later_is_not_reached_yet(cast, report, first):
    built = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", Kind.MILESTONE)
    made = make_milestone(built, planned="2024-03-01")
    report("2024-Q1", of=built)
    report("2024-Q2", of=built, reached={made.pk: datetime.date(2024, 4, 2)})
    assert items_of(first())["4-1-3"]["lamp"] == "yellow"


def test_a_day_or_a_cut_off_after_the_period_does_not_count_in_its_own_report_either(cast, report, first):
    built = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", Kind.MILESTONE)
    made = make_milestone(built, planned="2024-03-01")
    report("2024-Q1", of=built, reached={made.pk: datetime.date(2024, 4, 2)})
    report("2024-Q1", "6200", cutoff=datetime.date(2024, 4, 1))
    items = items_of(first())
    assert items["4-1-3"]["lamp"] == "yellow"
    assert (items["4-1-1"]["outcome"], items["4-1-1"]["rate"]) == ("未报数据。", "")


def test_a_later_word_of_department_or_office_does_not_light_its_lamp(cast, report, first):
    said = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", Kind.QUALITATIVE)
    report("2024-Q1", of=said, self_lamp="green")
    report("2024-Q2", of=said, self_lamp="red", cutoff=Q1_ENDS)
    assert items_of(first())["4-1-3"]["lamp"] == "green"
    report("2024-Q3", of=said, self_lamp="red")
    assert items_of(first())["4-1-3"]["lamp"] == "green"


def test_an_indicator_two_commitments_share_counts_once_in_the_mean(cast, report, first):
    shared = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(shared, indicator=cast.target.indicator)
    other = make_commitment(cast.plan, cast.department, "4-1-4", "打通不少于2条断头路")
    make_target(other, "100", "条")
    report("2024-Q1", "1000")
    report("2024-Q1", of=shared)
    report("2024-Q1", "40", of=other)
    # (10 + 40) ÷ 2; counted twice it were 20.
    assert "2项可量化目标平均完成25.0%" in first()["conclusion"][0]


@pytest.fixture
def third(cast):
    """Return a function: the data of the third quarter's bulletin."""
    return lambda: bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY)


def issue_q2(cast, day="2024-07-26"):
    paper = draft_of(cast.plan.periods.get(code="2024-Q2"))
    paper.although = "按时编发。"
    return issue_bulletin(paper, frozen_issue(paper, moment(day).date()), by=cast.supervisor, at=moment(day))


def changes_of(data: dict) -> list[tuple]:
    return [(row["code"], row["from"], row["to"]) for row in data["changes"]]


def test_before_the_first_issue_nothing_is_compared(report, third):
    report("2024-Q2", "3400")
    report("2024-Q3", "2000")
    assert (third()["changed_since"], third()["changes"]) == ("", [])
    assert "比上期" not in third()["conclusion"][1]


def test_what_changed_is_told_against_the_data_the_last_issue_froze(cast, report, third):
    report("2024-Q2", "3400")
    issue_q2(cast)
    report("2024-Q3", "2000")
    assert third()["changed_since"] == "第1期"
    assert changes_of(third()) == [("4-1-1", "正常", "滞后")]
    assert "滞后项比上期增加1项" in third()["conclusion"][1]


def test_a_lamp_that_was_or_is_pending_is_a_change_and_so_is_what_is_new_or_withdrawn(cast, report, third):
    begun = make_commitment(cast.plan, cast.department, "4-1-4", "打通不少于2条断头路", Kind.QUALITATIVE)
    report("2024-Q2", "3400")
    issue_q2(cast)
    report("2024-Q3", of=begun)
    make_commitment(cast.plan, cast.department, "4-1-5", "推进海绵城市建设", Kind.QUALITATIVE)
    withdraw_commitment(cast.commitment, by=cast.supervisor, at=moment("2024-10-12"), reason="并入他项。")
    assert sorted(changes_of(third())) == [
        ("4-1-1", "正常", "撤销"), ("4-1-4", "待定", "正常"), ("4-1-5", "新增", "待定"),
    ]  # fmt: skip
