"""Milestones of a promise's words: the deed, the thing, the day; held to two reports marked by hand."""

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commitments.documents.report_score import score_milestones
from commitments.rules.report.candidates import read_report
from commitments.rules.report.milestones import milestones_in
from commitments.rules.report.said_days import said_days

REPORTS = Path(__file__).parents[2] / "reports"


def told(quote):
    return [(str(each.verb), each.wording, each.what) for each in milestones_in(quote, 2025)]


def days(quote):
    return [each.planned and each.planned.isoformat()[5:] for each in milestones_in(quote, 2025)]


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        ("加快推动滨江小学、大东门小学建成投用",
         [("open", "建成投用", "滨江小学"), ("open", "建成投用", "大东门小学")]),
        ("启动月亮湾、武泰闸2座变电站和配套通道建设",
         [("start", "启动", "月亮湾变电站"), ("start", "启动", "武泰闸变电站"), ("start", "启动", "配套通道")]),
        ("加快推进电车二公司南、铁四院一期等项目征收收尾",
         [("complete", "收尾", "电车二公司南项目征收"), ("complete", "收尾", "铁四院一期项目征收")]),
        ("成立中小企业服务联盟", [("complete", "成立", "中小企业服务联盟")]),
        ("印发公共停车场管理办法", [("complete", "印发", "公共停车场管理办法")]),
        ("争创国家生态文明建设示范区", [("obtain", "争创", "国家生态文明建设示范区")]),
        ("办好世界制造业大会、RCEP合作（黄山）论坛",
         [("hold", "办好", "世界制造业大会"), ("hold", "办好", "RCEP合作（黄山）论坛")]),
        ("建成北京天坛医院河南医院等5家医院", [("complete", "建成", "北京天坛医院河南医院")]),
        ("确保地铁11号线三期通车", [("open", "通车", "地铁11号线三期")]),
        ("启动美丽安徽建设示范县（市、区）创建", [("start", "启动", "美丽安徽建设示范县（市、区）")]),
        ("体育中心主体结构封顶", [("complete", "封顶", "体育中心主体结构")]),
    ],
)  # fmt: skip
def test_a_deed_is_read_with_each_of_its_things(quote, wanted):
    assert told(quote) == wanted


@pytest.mark.parametrize(
    "quote",
    ["建成100个绿色工厂", "建成停车泊位1万个", "建成一批完整社区", "支持郑州创建国家级文旅消费示范城市",
     "扩大高水平对外开放", "打造“豫农优品”品牌", "办好老年大学", "推动储备项目尽早落地开工",
     "在提前完成前期工作的基础上", "建立健全体系", "优化已建成的驿站服务", "持续优化服务"],
)  # fmt: skip
def test_what_has_no_name_or_no_end_is_no_milestone(quote):
    assert len(told(f"成立服务联盟，{quote}")) == 1


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("6月底前", "06-30"), ("上半年", "06-30"), ("三季度", "09-30"), ("第三季度末", "09-30"), ("年内", "12-31"),
        ("年底前", "12-31"), ("9月", "09-30"), ("力争10月", "10-31"), ("10月1日前", "09-30"), ("8月中旬", "08-20"),
        ("2月底前", "02-28"), ("2025年7月", "07-31"), ("国庆节前", "09-30"),
    ],
)  # fmt: skip
def test_the_last_day_the_words_allow_is_planned(words, day):
    assert days(f"{words}建成滨江小学") == [day]
    assert days(f"滨江小学{words}建成投用") == [day]


@pytest.mark.parametrize(
    "quote", ["建成滨江小学", "2026年6月建成滨江小学", "前三季度增长，建成滨江小学", "2月30日建成滨江小学"]
)
def test_without_a_day_of_the_plans_year_none_is_planned(quote):
    assert days(quote) == [None]


def test_each_deed_has_the_day_nearest_before_it():
    assert days("6月底前建成滨江小学，9月底前启动南湖中学建设") == ["06-30", "09-30"]


def test_a_day_that_opens_the_sentence_holds_for_what_follows():
    found = read_report("二、2025年任务\n6月底前，建成滨江小学，启用市七医院新院区。").candidates
    stones = [stone for each in found for stone in each.milestones]
    assert [(each.what, each.planned) for each in stones] == [
        ("滨江小学", datetime.date(2025, 6, 30)), ("市七医院新院区", datetime.date(2025, 6, 30)),
    ]  # fmt: skip


def test_what_is_aimed_at_is_a_stretch():
    assert [each.stretch for each in milestones_in("力争10月建成滨江小学，启用新院区", 2025)] == [True, False]


@pytest.mark.parametrize("name", ["wuchang-2024", "henan-2025"])
def test_the_milestones_marked_by_hand_are_found(name):
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    marked = yaml.safe_load((REPORTS / f"{name}.yaml").read_text("utf-8"))["milestones"]
    score = score_milestones(read_report(text), marked)
    assert score.precision >= 0.95, score.found_beside
    assert score.recall >= 0.9, score.missed


@given(st.text(alphabet="启动建成投用开工月底前年内69季度小学、，（）等2座的", max_size=40))
def test_any_words_are_read_and_every_deed_stands_where_it_is_said_to(text):
    found = milestones_in(text, 2025)
    assert [text[each.start :][: len(each.wording)] for each in found] == [each.wording for each in found]
    assert [each for each in said_days(text, 2025) if text[each.start : each.end] != each.words] == []
