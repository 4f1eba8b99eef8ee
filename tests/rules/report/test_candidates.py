"""A report's text read: its part for the year, its sentences all accounted for, its candidates word for word."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from commitments.documents.report_score import score_boundaries, score_marked
from commitments.rules.report.candidates import read_report
from commitments.rules.report.outline import outline, planned_year, sentences_of
from commitments.rules.report.promised import promised_in

DATA = Path(__file__).parents[3] / "commitments" / "data" / "wuchang-2024"
REPORT = """清河区2025年计划报告
一、2024年计划执行情况
去年新建学校3所。
2025年主要目标安排如下：
——生产总值增长6%以上；
二、2025年主要任务
（一）扩大投资
壮大项目底盘。新开工项目不少于50个，完成投资120亿元。强化要素保障，做实项目储备。
（二）改善民生
开办学校2所、幼儿园3所。过去一年成绩来之不易。
"""


def adopted():
    plan, commitments = (yaml.safe_load((DATA / name).read_text("utf-8")) for name in ("plan.yaml", "commitments.yaml"))
    return plan, commitments


def as_report(plan) -> str:
    """Return an adopted plan's paragraphs under the heads of a report."""
    lines = [f"二、{plan['year']}年主要任务"]
    for section in plan["sections"]:
        lines += [f"（一）{section['title']}", *(each["text"] for each in section["paragraphs"])]
    return "\n".join(lines)


def test_the_part_that_plans_the_year_is_found_with_its_sections():
    assert planned_year(REPORT) == 2025
    assert [section.title for section in outline(REPORT, 2025)] == ["2025年主要目标安排如下", "扩大投资", "改善民生"]


def test_candidates_stand_word_for_word_where_they_are_said_to():
    read = read_report(REPORT)
    assert [each.quote for each in read.candidates] == [
        "生产总值增长6%以上", "新开工项目不少于50个", "完成投资120亿元", "强化要素保障，做实项目储备", "开办学校2所",
        "幼儿园3所",
    ]  # fmt: skip
    assert all(REPORT[each.start : each.end] == each.quote for each in read.candidates)


def test_what_is_no_promise_is_told_with_its_reason():
    framing = read_report(REPORT).framing
    assert [(each.sentence.text, each.reason) for each in framing] == [
        ("壮大项目底盘", "topic"), ("过去一年成绩来之不易", "last_year"),
    ]  # fmt: skip


def test_certainty_follows_what_can_be_seen():
    found = read_report("二、2025年任务\n启动一座变电站建设。\n新建学校3所。\n持续优化服务。").candidates
    assert [(each.certainty, each.reason, str(each.kind)) for each in found] == [
        ("medium", "deed", "milestone"), ("high", "figure", "flow"), ("low", "intent", "qualitative"),
    ]  # fmt: skip


def test_every_figure_of_the_adopted_plan_is_found_and_none_beside():
    plan, commitments = adopted()
    wanted = sum(len(row["targets"]) for row in commitments)
    texts = [each["text"] for section in plan["sections"] for each in section["paragraphs"]]
    found = [each for text in texts for each in promised_in(text, plan["year"])]
    assert (len(found), wanted) == (62, 62)
    values = sorted(float(target["value"]) for row in commitments for target in row["targets"])
    assert sorted(float(each.value) for each in found) == values


def test_nine_of_ten_boundaries_of_the_adopted_plan_are_proposed():
    plan, commitments = adopted()
    text = as_report(plan)
    share, exact = score_boundaries(read_report(text), text, [row["quote"] for row in commitments])
    assert share >= 0.9
    assert exact >= 115


def test_a_score_counts_hits_misses_and_what_nobody_marked():
    text, row = "新建学校3所，新增床位50张。", {"value": 3, "value_max": None, "unit": "所", "comparator": ">="}
    gold = {"start": 0, "end": len(text), "records": [row | {"num_at": 4, "quote": "新建学校3所"}]}
    score = score_marked(text, gold, 2025)
    assert (score.hits, score.exact, len(score.missed), len(score.found_beside)) == (1, 1, 0, 1)
    assert (score.recall, score.precision) == (1, 0.5)


@given(st.text(alphabet="一二、（）2025年任务目标：。；，建成启动3个所\n—“”", max_size=120))
def test_any_text_is_read_and_every_sentence_accounted_for_once(text):
    read = read_report(text, 2025)
    framed = [each.sentence for each in read.framing]
    holding = [row for row in read.sentences if any(row.start <= each.start < row.end for each in read.candidates)]
    assert sorted([*framed, *holding], key=lambda row: row.start) == read.sentences
    assert [text[each.start : each.end] for each in read.candidates] == [each.quote for each in read.candidates]


@given(st.text(max_size=80))
def test_sentences_stand_where_they_are_said_to(text):
    found = sentences_of(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
