"""Numbers in a Word file are counted by the word processor: marks read, lists begun anew only where they must be."""

import pytest

from commitments.documents.word_numbering import HEADINGS, ITEMS, Numbering, chinese_counting, numbered_heading
from commitments.documents.word_tables import WordColumn, column_widths
from commitments.documents.word_xml import named_in_word

COUNTED = {1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 35: "三十五", 99: "九十九"}
MARKS = {
    "一、": (0, 1), "十二、": (0, 12), "（一）": (1, 1), "(三)": (1, 3), "（二十一）": (1, 21), "": None,
    "第一章": None, "1.": None, "一": None, "（一": None, "一）": None, "（十十）": None, "甲、": None,
}  # fmt: skip


@pytest.mark.parametrize("number", COUNTED)
def test_numbers_are_counted_in_chinese(number):
    assert chinese_counting(number) == COUNTED[number]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_read_as_level_and_value(mark):
    assert numbered_heading(mark) == MARKS[mark]


def lists_asked(*asked) -> list[str]:
    """Return the key of the list each (kind, level, value) is counted in."""
    numbering = Numbering()
    return [row[1].get(named_in_word("val")) for row in (numbering.properties(*each) for each in asked)]


def test_a_list_counts_on_while_the_next_number_is_asked_for():
    assert lists_asked(*((ITEMS, 0, n) for n in (1, 2, 3))) == ["2", "2", "2"]


def test_a_number_out_of_turn_begins_a_list_there():
    numbering = Numbering()
    for value in (1, 2, 5, 6):
        numbering.properties(HEADINGS, 1, value)
    begun = numbering.elements()[-1].find(f".//{named_in_word('startOverride')}")
    assert begun.get(named_in_word("val")) == "5"
    assert len(numbering.elements()) == 5


def test_headings_and_entries_do_not_count_each_other_on():
    assert lists_asked((HEADINGS, 1, 1), (ITEMS, 0, 1), (HEADINGS, 1, 2), (ITEMS, 0, 2)) == ["1", "2", "1", "2"]


@pytest.mark.parametrize("whole", [8845, 12756])
def test_columns_fill_the_type_area_to_the_last_twip(whole):
    columns = [WordColumn("", str, 9), WordColumn("", str, share=1), WordColumn("", str, share=2.3)]
    widths = column_widths(columns, whole)
    assert sum(widths) == whole
    assert widths[0] == 510
    assert widths[2] > 2 * widths[1]
