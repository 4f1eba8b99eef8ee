"""A line of a breakdown of tasks as a task: sentence, target, kind, days, planned shares."""

import datetime
from decimal import Decimal

import pytest

from commitments.rules.table_layout import table_layout
from commitments.rules.table_lines import table_lines
from commitments.rules.table_tasks import table_tasks

HEADS = ["序号", "工作任务", "年度目标", "计量单位", "牵头单位", "完成时限", "一季度", "二季度", "三季度", "四季度"]


def task(*cells):
    rows = [HEADS, [*cells, *[""] * (len(HEADS) - len(cells))]]
    layout = table_layout(rows)
    return table_tasks(table_lines(rows, [], layout), layout, 2025)[0]


@pytest.mark.parametrize(
    ("told", "target", "unit", "sentence", "kind"),
    [
        ("新建产业园", "3", "个", "新建产业园：3个", "flow"),
        ("新建产业园3个", "3个", "个", "新建产业园3个", "flow"),
        ("新增床位", "50张", "亿元", "新增床位：50张", "flow"),
        ("登记失业率", "5.5%以内", "", "登记失业率：5.5%以内", "ceiling"),
        ("社零总额增长", "12%以上", "", "社零总额增长：12%以上", "rate"),
        ("持续优化营商环境", "", "", "持续优化营商环境", "qualitative"),
        ("持续优化营商环境", "全面完成", "", "持续优化营商环境", "qualitative"),
    ],
)
def test_the_sentence_is_made_of_the_tables_own_words(told, target, unit, sentence, kind):
    found = task("1", told, target, unit)
    assert (found.sentence, found.kind) == (sentence, kind)
    assert found.wording in found.sentence


def test_quarters_are_shares_of_the_target():
    found = task("1", "新建充电桩", "400", "根", "", "", "40", "140", "280", "400")
    assert found.shares == {1: Decimal("10.00"), 2: Decimal("35.00"), 3: Decimal("70.00"), 4: Decimal("100.00")}


def test_quarters_that_fall_or_fall_short_are_no_path_and_told():
    falling = task("1", "新建充电桩", "400", "根", "", "", "140", "40", "280", "400")
    short = task("1", "新建充电桩", "400", "根", "", "", "40", "140", "280", "390")
    assert (falling.shares, falling.complaints) == (short.shares, short.complaints) == (None, ("quarters_unread",))


def test_a_day_that_cannot_be_read_is_told():
    assert task("1", "开办学校", "", "", "", "9月").due == datetime.date(2025, 9, 30)
    assert task("1", "开办学校", "", "", "", "尽快").complaints == ("due_unread",)


def test_the_unit_told_above_goes_for_bare_figures():
    rows = [["单位：亿元", "", ""], ["序号", "任务", "目标"], ["1", "固定资产投资", "120.5"]]
    layout = table_layout(rows)
    [found] = table_tasks(table_lines(rows, [], layout), layout, 2025)
    assert (found.sentence, found.unit, found.target.value) == ("固定资产投资：120.5亿元", "亿元", Decimal("120.5"))
