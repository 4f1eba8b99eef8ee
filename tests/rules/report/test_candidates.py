"""A report's text read: its part for the year, its sentences all accounted for, its candidates word for word."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commitments.documents.report_score import score_boundaries, score_marked
from commitments.rules.report.candidates import read_report
from commitments.rules.report.outline import outline, planned_year, sentences_of
from commitments.rules.report.promised import promised_in

DATA = Path(__file__).parents[3] / "commitments" / "data" / "wuchang-2024"
REPORTS = Path(__file__).parents[2] / "reports"
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


def test_a_head_that_runs_into_its_paragraph_opens_a_section():
    found = outline("二、2025年任务\n（一）扩大内需，巩固向好态势。新建学校3所，开办幼儿园。\n", 2025)
    assert [(each.number, each.title, each.paragraphs[0].text) for each in found] == [
        ("（一）", "扩大内需，巩固向好态势", "新建学校3所，开办幼儿园。"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["附件2 名词解释", "名词解释", "1.“两重”：国家重大战略实施。"])
def test_words_explained_behind_a_report_plan_nothing(line):
    text = f"二、2025年任务\n新建学校3所。\n{line}\n布局重大专项20个。\n"
    assert [each.quote for each in read_report(text).candidates] == ["新建学校3所"]


def test_words_left_over_and_calls_are_no_candidates():
    text = "二、2025年任务\n优化营商环境。各位代表！奋力谱写新篇章。铁路。持续优化政务服务。\n"
    assert [each.quote for each in read_report(text).candidates] == ["持续优化政务服务"]


def test_a_row_of_names_before_a_number_is_not_cut_and_a_deed_of_its_own_is():
    text = "二、2025年任务\n新增充电桩1万根，启动月亮湾、武泰闸3座变电站。推进体验区建成开放，打造特色园2个。\n"
    assert [each.quote for each in read_report(text).candidates] == [
        "新增充电桩1万根", "启动月亮湾、武泰闸3座变电站", "推进体验区建成开放", "打造特色园2个",
    ]  # fmt: skip


def test_ten_thousand_letters_are_read_in_less_than_two_seconds():
    text = (REPORTS / "henan-2025.txt").read_text("utf-8")
    begin = time.process_time()
    assert len(read_report(text).candidates) > 300
    assert time.process_time() - begin < 2 * len(text) / 10_000


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
    assert share >= 0.92
    assert exact >= 125


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
