"""A table out of a spreadsheet: its lines and columns, and the codes behind dates."""

import pytest

from commitments.rules.pasted_table import (
    codes_behind_date,
    column_count,
    is_heading,
    pasted_lines,
    plain_code,
    with_spaced_codes,
)


def cells(text) -> list[tuple]:
    return [line.cells for line in pasted_lines(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4-1-2\t8\r\n4-1-4\t9000\r\n", [("4-1-2", "8"), ("4-1-4", "9000")]),
        ("4-1-2\t8\n\t9", [("4-1-2", "8"), ("", "9")]),
        ("8\n\n9\n\n", [("8",), ("",), ("9",)]),
        ("4-1-2\t\n", [("4-1-2", "")]),
        ('4-1-2\t"两行\n文字"\t8', [("4-1-2", "两行\n文字", "8")]),
    ],
)
def test_a_table_keeps_its_empty_cells_and_loses_blank_lines_at_its_end(text, found):
    assert cells(text) == found


def test_a_table_has_as_many_columns_as_most_of_its_lines():
    assert column_count(pasted_lines("4-1-2\t8\n\t9\n12")) == 2
    assert column_count(pasted_lines("8\n\n9")) == 1
    assert column_count([]) == 0


def test_a_code_before_a_blank_is_cut_off_where_no_line_has_a_tab():
    assert [line.cells for line in with_spaced_codes(pasted_lines("4-1-2 8\n9"), {"4-1-2"})] == [("4-1-2", "8"), ("9",)]
    assert [line.cells for line in with_spaced_codes(pasted_lines("1 200"), {"4-1-2"})] == [("1 200",)]


@pytest.mark.parametrize("code", ["4-1-4", "４－１－４", "4–1–4", "4—1—4", " 4-1-4 "])
def test_a_code_is_found_in_every_width_and_with_every_dash(code):
    assert plain_code(code) == "4-1-4"


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2004/1/4", "4-1-4"),
        ("2004-01-04", "4-1-4"),
        ("2004-01-04 00:00:00", "4-1-4"),
        ("2004年1月4日", "4-1-4"),
        ("04/1/4", "4-1-4"),
        ("2000/4/1", "0-4-1"),
        ("4/1/2004", "4-1-4"),
        ("37990", "4-1-4"),
        ("4月1日", "4-1"),
    ],
)
def test_the_code_behind_a_date_is_named(date, code):
    assert code in codes_behind_date(date)


@pytest.mark.parametrize("text", ["4-1-14-2", "9000", "12.5", "合计", "", "2004"])
def test_what_is_no_date_hides_no_code(text):
    assert codes_behind_date(text) == set()
    assert codes_behind_date("2004/1/4")


def test_a_line_without_a_digit_in_its_first_cell_names_the_columns():
    assert [is_heading(line) for line in pasted_lines("编号\t数值\n4-1-2\t8\n\t9\n编号")] == [True, False, False, False]


def test_lines_keep_their_numbers():
    assert [line.number for line in pasted_lines("8\n\n9")] == [1, 2, 3]
    assert [line.number for line in with_spaced_codes(pasted_lines("4-1-2 8\n4-1-4 9"), {"4-1-2", "4-1-4"})] == [1, 2]


def test_only_the_first_word_is_cut_off_and_nothing_where_a_tab_stands():
    assert [line.cells for line in with_spaced_codes(pasted_lines("4-1-2 约 8 根"), {"4-1-2"})] == [
        ("4-1-2", "约 8 根")
    ]
    two = [("4-1-2 8", "9")]
    assert [line.cells for line in with_spaced_codes(pasted_lines("4-1-2 8\t9"), {"4-1-2"})] == two
    empty = with_spaced_codes(pasted_lines("4-1-2 8\n\n9"), {"4-1-2"})
    assert [line.cells for line in empty] == [("4-1-2", "8"), ("",), ("9",)]


def test_the_number_of_columns_is_that_of_most_lines_and_of_alike_many_the_greater():
    assert column_count(pasted_lines("1\t2\t3\n1\t2\n1\t2")) == 2
    assert column_count(pasted_lines("1\t2\t3\n1\t2")) == 3


def test_blanks_within_a_code_are_left_out():
    assert plain_code("4 - 1 - 4") == "4-1-4"


def test_a_heading_may_have_digits_behind_its_first_cell():
    assert is_heading(pasted_lines("编号\t2024年")[0])


@pytest.mark.parametrize(
    ("date", "codes"),
    [
        ("4/1/2004", {"4-1-4", "4-4-1"}),
        ("4/1/04", {"4-1-4", "4-4-1"}),
        ("12/5/1999", {"12-5-99", "99-12-5"}),
        ("2004/1/4", {"4-1-4"}),
        ("1999/1/4", {"99-1-4"}),
    ],
)
def test_every_code_behind_a_date_is_named(date, codes):
    assert codes_behind_date(date) == codes
