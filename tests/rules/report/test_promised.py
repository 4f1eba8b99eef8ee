"""Which numbers of a report promise something, and what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.report.promised import PassedOver, Promised, numbers_in, promised_in


def said(text, year=2025):
    return [(each.value, each.unit, str(each.comparator)) for each in promised_in(text, year)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("新增停车泊位1万个", 10000, "个", ">="), ("净增市场主体2.5万户以上", 25000, "户", ">="),
        ("固定资产投资完成380亿元以上", 380, "亿元", ">="), ("社会融资规模增量1万亿元", 1, "万亿元", ">="),
        ("外商直接投资实现1.5亿美元", Decimal("1.5"), "亿美元", ">="), ("粮食产量1300亿斤以上", 1300, "亿斤", ">="),
        ("投资需求突破1000亿", 1000, "亿元", ">"), ("技术合同成交额超过2,300亿元", 2300, "亿元", ">"),
        ("综合机械化率不低于70%", 70, "%", ">="),
        ("登记失业率控制在5.5%以内", Decimal("5.5"), "%", "<="), ("居民消费价格涨幅2%左右", 2, "%", "~="),
        ("建设覆盖率达到100%", 100, "%", ">="), ("实现法律服务全覆盖", 100, "%", ">="),
        ("推动3900多个项目投产", 3900, "个", ">="), ("劳动生产率16.8万元/人左右", Decimal("16.8"), "万元/人", "~="),
        ("比率再下降0.3个百分点", Decimal("0.3"), "个百分点", ">="), ("推荐人才项目不少于10人(家)", 10, "人(家)", ">="),
        ("智能算力规模达2万P", 20000, "P", ">="), ("完成年内到期662万农户延包任务", 6620000, "户", ">="),
        ("食品快检超800万批次", 8000000, "批次", ">"), ("新增处理能力30万吨/日", 300000, "吨/日", ">="),
        ("细颗粒物浓度降至35微克/立方米", 35, "微克/立方米", "<="), ("死亡率控制在3‰以内", 3, "‰", "<="),
    ],
)  # fmt: skip
def test_a_figure_is_read_with_unit_and_comparator(text, value, unit, comparator):
    assert said(text) == [(value, unit, comparator)]


def test_a_range_keeps_both_ends_and_a_list_every_figure():
    [found] = promised_in("打造1-2个特色产业园")
    assert (found.value, found.upper) == (1, 2)
    assert [each.value for each in promised_in("更新汽车50万辆、家电800万台")] == [500000, 8000000]


def test_a_stretch_holds_for_the_whole_list_of_its_clause():
    found = promised_in("力争产量200万辆、新能源汽车140万辆，出口10万辆")
    assert [each.stretch for each in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("抓好2025年工作", "day"), ("延长30年试点", "day"), ("深入实施“百千万1650”行动", "quoted"),
        ("推进第15届运动会筹办", "ordinal"), ("支持营收1亿元以上企业发展", "size_class"), ("推进5G网络", "name"),
        ("聚焦28条重点产业链", "addressed"), ("让8500万人民生活更好", "addressed"), ("推进4个重点行业改造", "groups"),
        ("到2027年建成充电桩5万根", "later"), ("打造15分钟生活圈", "name"),
        ("建立年综合能耗5000吨标准煤及以上单位管理制度", "size_class"), ("优化已建成的1.6万个驿站", "addressed"),
        ("省级财政五年统筹投入100亿元", "later"), ("在3个月内办结", "day"), ("实现16个市全覆盖", "groups"),
    ],
)  # fmt: skip
def test_what_promises_nothing_is_passed_over_for_a_reason(text, reason):
    numbers = list(numbers_in(text, 2025))
    assert [each.reason for each in numbers if isinstance(each, PassedOver)][-1:] == [reason]
    assert [each for each in promised_in(text, 2025) if each.wording != "全覆盖"] == []


def test_what_is_raised_promises_what_it_is_raised_to():
    assert said("标准从每人每月202元、270元提高到209元、280元") == [(209, "元", ">="), (280, "元", ">=")]


def test_of_firms_of_a_size_the_number_is_promised_and_not_the_size():
    assert said("年销售收入超10亿元农业产业化龙头企业达到100家以上") == [(100, "家", ">=")]


def test_what_stands_behind_the_last_of_several_holds_for_all_of_them():
    assert said("收入分别增长5%、6.5%左右") == [(5, "%", "~="), (Decimal("6.5"), "%", "~=")]
    assert [each[2] for each in said("新增企业300家、车间20家左右")] == [">=", "~="]


def test_a_figure_of_the_plans_own_year_is_not_due_later():
    assert said("到2025年底建成充电桩5万根") == [(50000, "根", ">=")]


@given(st.text(alphabet="建成新增12.5万亿元%个以上左右年、，。“”不超过到2027-", max_size=40))
def test_any_text_is_read_and_every_wording_stands_in_it(text):
    found = [each for each in numbers_in(text, 2025) if isinstance(each, Promised)]
    assert [text[each.wording_start :][: len(each.wording)] for each in found] == [each.wording for each in found]
    assert [each for each in found if not each.wording_start <= each.start < each.end <= len(text)] == []
