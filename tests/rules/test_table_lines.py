"""The lines of a breakdown of tasks: what counts as one, who is named in it, by when it is due."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.table_layout import table_layout
from commitments.rules.table_lines import TableLine, day_meant, departments_named, duties_named, table_lines

HEADS = ["序号", "类别", "任务", "牵头单位", "完成时限"]


def lines(*rows, merged=()):
    table = [HEADS, *rows]
    return table_lines(table, list(merged), table_layout(table))


def test_a_merged_group_goes_for_every_line_beside_it():
    found = lines(["1", "项目", "建成产业园", "区发改局", ""], ["2", "", "开办学校", "区教育局", ""],
                  merged=[((1, 1), (2, 1))])  # fmt: skip
    assert [line.groups for line in found] == [("项目",), ("项目",)]
    assert [line.row for line in found] == [2, 3]


def test_totals_blank_lines_and_the_foot_are_no_tasks():
    found = lines(["1", "", "建成产业园", "区发改局", ""], ["", "", "", "", ""], ["合 计", "", "共1项", "", ""],
                  ["注：各单位按季填报", "", "", "", ""], ["2", "", "写在注后", "", ""])  # fmt: skip
    assert [line.cells["task"] for line in found] == ["建成产业园"]


def test_a_gap_in_the_numbers_is_told_where_it_opens():
    found = lines(["1", "", "甲事", "", ""], ["3", "", "乙事", "", ""], ["4.0", "", "丙事", "", ""])
    assert [line.complaints for line in found] == [(), ("number_gap",), ()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区发改局、区财政局", ["区发改局", "区财政局"]), ("区发改局\n区财政局", ["区发改局", "区财政局"]),
        ("区发改局 区财政局；各街道", ["区发改局", "区财政局", "各街道"]),
        ("区发改局（区统计局、区金融局）、区财政局", ["区发改局（区统计局、区金融局）", "区财政局"]),
        ("区发改局、区发改局", ["区发改局"]), ("区教育局等", ["区教育局"]), ("", []),
    ],
)  # fmt: skip
def test_departments_are_told_apart(text, names):
    assert departments_named(text) == names


def test_one_cell_may_name_the_roles_itself():
    line = TableLine(2, {"responsible": "牵头单位：区发改局\n配合单位：区财政局、区住建局"})
    assert duties_named(line) == {"lead": ["区发改局"], "responsible": [], "supporting": ["区财政局", "区住建局"]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-01", (2025, 12, 1)), ("2025年6月", (2025, 6, 30)), ("2月底", (2025, 2, 28)),
        ("12月15日前", (2025, 12, 15)), ("十一月底", (2025, 11, 30)), ("第三季度", (2025, 9, 30)),
        ("上半年", (2025, 6, 30)), ("年底前", (2025, 12, 31)), ("长期坚持", (2025, 12, 31)),
        ("2026年3月", (2026, 3, 31)), ("13月", None), ("2月30日", None), ("尽快", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_told(text, day):
    assert day_meant(text, 2025) == (datetime.date(*day) if day else None)


@given(st.text(max_size=40))
def test_no_text_makes_reading_fail(text):
    assert isinstance(departments_named(text), list)
    assert day_meant(text, 2025) is None or day_meant(text, 2025).year >= 2000
