"""Figures as clerks and bulletins write them: each is read right, rightly asked about, or truly refused."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.quantity import format_quantity
from commitments.rules.reading.written_figures import read_written_figure

LINES = Path(__file__).with_name("figures.csv").read_text("utf-8").splitlines()
CASES = list(csv.DictReader(LINES, delimiter="|"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}|{case['unit']}")
def test_a_figure_is_read_as_a_clerk_means_it(case):
    read = read_written_figure(case["text"], case["unit"])
    value, upper = ("" if each is None else f"{each:f}" for each in (read.value, read.upper))
    assert (value, upper, read.refused or "") == (case["value"], case["upper"], case["refused"])
    assert (read.exactness, "yes" if read.provisional else "") == (case["exactness"] or "exact", case["provisional"])
    assert "+".join(read.asks) == case["asks"]


def test_the_cases_hold_figures_questions_and_refusals():
    assert sum(bool(case["value"]) and not case["asks"] for case in CASES) > 100
    assert sum(bool(case["asks"]) for case in CASES) > 30
    assert sum(bool(case["refused"]) for case in CASES) > 50


@given(st.decimals(min_value=0, max_value=99_999_999_999, places=4))
def test_reading_a_formatted_figure_gives_it_back(value):
    assert read_written_figure(format_quantity(value), "个").value == value


@given(st.text(max_size=80), st.sampled_from(["个", "亿元", "%", "公里", "万人次", ""]))
def test_no_text_whatever_breaks_the_reader(text, unit):
    read = read_written_figure(text, unit)
    assert (read.value is None) == bool(read.refused)


@pytest.mark.parametrize("unit", ["个", "亿元", "万元", "平方米", "%"])
@given(value=st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_a_figure_with_its_own_unit_is_that_figure(value, unit):
    assert read_written_figure(f"累计{value}{unit}", unit).value == Decimal(value)
