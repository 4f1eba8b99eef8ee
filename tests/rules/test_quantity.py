"""Quantities as people type them: what is understood, and what is refused with which reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.quantity import QuantityError, format_quantity, read_quantity, read_reported, read_wording


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.2万", "个", "12000"),
        ("１２，０００", "个", "12000"),
        ("12,000个", "个", "12000"),
        ("460,931万元", "亿元", "46.0931"),
        ("46.0931亿元", "万元", "460931"),
        ("3亿", "亿元", "3"),
        ("1.5万平方米", "平方米", "15000"),
        ("-0.3", "%", "-0.3"),
        ("0", "根", "0"),
    ],
)
def test_a_figure_is_understood_in_its_unit(text, unit, value):
    assert read_quantity(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), ("NaN", "not_a_number"), ("Infinity", "not_a_number"), ("1e5", "exponent"),
        ("1_000", "unit_mismatch"), ("12,34", "bad_grouping"), ("-5", "negative"), ("9" * 41, "too_long"),
        ("9" * 20, "too_many_digits"), ("1.23456", "too_many_digits"), ("5公里", "unit_mismatch"),
        ("许多", "not_a_number"), ("10²", "unit_mismatch"), ("½", "not_a_number"), ("①", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_with_its_reason(text, code):
    with pytest.raises(QuantityError) as refused:
        read_quantity(text, "根")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "unit", "value", "exactness"),
    [
        ("414亿元以上", "亿元", "414", "at_least"),
        ("约200", "场", "200", "about"),
        ("200余场", "场", "200", "about"),
        ("200场", "场", "200", "exact"),
    ],
)
def test_how_exact_a_figure_is_stands_in_its_words(text, unit, value, exactness):
    read = read_reported(text, unit)
    assert (read.value, read.exactness) == (Decimal(value), exactness)


@pytest.mark.parametrize(
    ("words", "unit", "comparator", "value"),
    [
        ("380亿元以上", "亿元", ">=", "380"),
        ("突破500亿元", "亿元", ">", "500"),
        ("5.5%以内", "%", "<=", "5.5"),
        ("6.5%左右", "%", "~=", "6.5"),
        ("全覆盖", "%", ">=", "100"),
        ("不低于90%", "%", ">=", "90"),
    ],
)
def test_a_target_is_read_from_its_words(words, unit, comparator, value):
    read = read_wording(words, unit)
    assert (read.comparator, read.value) == (comparator, Decimal(value))


@given(st.decimals(min_value=0, max_value=99_999_999_999, places=4))
def test_reading_a_formatted_figure_gives_it_back(value):
    assert read_quantity(format_quantity(value), "个") == value
