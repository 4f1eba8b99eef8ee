"""Document numbers by the office's pattern."""

import pytest

from commitments.rules.document_numbers import correction_pattern, left_out, running_number

PATTERN = "武昌政督字〔{year}〕{n}号"


@pytest.mark.parametrize(
    ("number", "running"),
    [
        ("武昌政督字〔2024〕3号", 3),
        ("武昌政督字〔2024〕031号", 31),
        ("武昌政督字〔2023〕3号", None),
        ("武昌政督字〔2024〕号", None),
        ("武昌政督字〔2024〕3号 ", None),
        ("", None),
    ],
)
def test_a_number_of_the_pattern_and_year_has_its_running_number(number, running):
    assert running_number(PATTERN, 2024, number) == running


def test_a_pattern_without_a_number_has_none():
    assert running_number("督查室文件", 2024, "督查室文件") is None


@pytest.mark.parametrize(
    ("pattern", "made"), [(PATTERN, "武昌政督字更〔{year}〕{n}号"), ("督{n}", "更督{n}"), ("", "")]
)
def test_corrections_run_by_themselves(pattern, made):
    assert correction_pattern(pattern) == made


@pytest.mark.parametrize(("numbers", "gaps"), [([], []), ([1, 2, 3], []), ([2, 5], [1, 3, 4]), ([1, 1, 3], [2])])
def test_numbers_left_out_are_told(numbers, gaps):
    assert left_out(numbers) == gaps
