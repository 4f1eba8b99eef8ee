"""How a breakdown of tasks is laid out, whatever an office makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.table_layout import meaning_of, spread_out, table_layout

TWO_ROWS = [
    ["清河区2025年重点工作任务分解表", "", "", "", "", "", ""],
    ["单位：亿元", "", "", "", "", "", ""],
    ["序号", "工作类别", "工作任务", "责任分工", "", "进度安排", ""],
    ["", "", "", "牵头单位", "配合单位", "一季度", "上半年"],
    ["1", "项目", "建成产业园3个", "区发改局", "区住建局", "1", "2"],
]
MERGED = [((0, 0), (0, 6)), ((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (3, 2)), ((2, 3), (2, 4)), ((2, 5), (2, 6))]


def meanings(rows, merged=()):
    return [column.meaning for column in table_layout(rows, merged).columns]


def test_heads_of_two_rows_are_read_with_what_stands_above_them():
    layout = table_layout(TWO_ROWS, MERGED)
    assert (layout.first, layout.after, layout.title) == (2, 4, TWO_ROWS[0][0])
    assert (layout.unit, layout.year) == ("亿元", 2025)
    assert [column.meaning for column in layout.columns] == [
        "number", "group", "task", "lead", "supporting", "quarter", "quarter",
    ]  # fmt: skip
    assert [column.quarter for column in layout.columns] == [0, 0, 0, 0, 0, 1, 2]
    assert layout.columns[3].head == "责任分工·牵头单位"


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("序 号", "number"), ("任务编号", "code"), ("牵头单位", "lead"), ("责任单位", "responsible"),
        ("配合部门", "supporting"), ("分管区领导", "leader"), ("挂点县领导", "leader"), ("责任人", "leader"),
        ("目标值（亿元）", "target"), ("2025年目标", "target"), ("2024年实绩", "last_year"), ("完成时限", "due"),
        ("计量单位", "unit"), ("指标名称", "indicator"), ("工作任务", "task"), ("重点事项", "task"), ("备注", "note"),
        ("三季度", "quarter"), ("9月底", "quarter"), ("联系电话", "contact"), ("", ""), ("2025", ""),
        ("建成产业园三个并投入使用，全年引进企业不少于二十家", ""),
    ],
)  # fmt: skip
def test_a_head_says_what_its_column_holds(head, meaning):
    assert meaning_of(head) == meaning


def test_a_column_called_unit_that_names_departments_is_the_lead():
    rows = [["序号", "任务", "单位"], ["1", "建成产业园", "区发改局"], ["2", "开办学校", "区教育局"]]
    assert meanings(rows) == ["number", "task", "lead"]
    assert meanings([rows[0], ["1", "建成产业园", "个"], ["2", "开办学校", "所"]]) == ["number", "task", "unit"]


def test_a_head_may_name_its_unit_but_a_remark_is_none():
    rows = [["序号", "任务", "目标值（万元）", "完成时间（月底）"], ["1", "建成产业园", "3", "6月"]]
    assert [column.unit for column in table_layout(rows).columns] == ["", "", "万元", ""]


def test_where_no_column_is_called_a_task_the_wordiest_one_is():
    rows = [["序号", "目标任务", "牵头单位"], ["1", "建成产业园3个", "区发改局"]]
    assert meanings(rows) == ["number", "task", "lead"]


def test_a_sheet_without_heads_has_no_layout():
    assert table_layout([["今年的打算"], ["建成产业园"]]) is None
    assert table_layout([]) is None


def test_layouts_are_told_apart_by_their_heads_alone():
    first, again = table_layout(TWO_ROWS, MERGED), table_layout([*TWO_ROWS, ["2", "", "另一项"]], MERGED)
    other = table_layout([["序号", "任务", "牵头单位"], ["1", "建成产业园", "区发改局"]])
    assert first.digest == again.digest != other.digest


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=12))
def test_any_table_is_read_without_failing(rows):
    layout = table_layout(rows)
    spread = spread_out(rows, ())
    assert layout is None or len(layout.columns) == len(spread[0])
    assert len({len(row) for row in spread}) <= 1


def test_next_years_table_of_the_same_heads_is_the_same_layout():
    old, new, other = (
        table_layout([["序号", "工作任务", head, "牵头单位"], ["1", "建学校", "3所", "甲局"]])
        for head in ("2024年目标", "２０２５年目标", "2025年实绩")
    )
    assert old.digest == new.digest != other.digest
