"""Numbers as they are shown: never on a bound they are not on, one minus sign, whole things whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.projections import projection
from commitments.rules.quantity import format_quantity
from commitments.rules.shares import rounded_apart
from commitments.rules.shown import (
    format_change,
    format_gap,
    format_growth,
    format_points,
    format_share,
    format_share_exactly,
)
from commitments.rules.target import attained_share
from commitments.rules.trajectory import value_at_share
from tests.rules.cases import Q3, D, measure, verdict


@pytest.mark.parametrize(
    ("share", "column", "sentence"),
    [
        ("100", "100.0%", "100%"),
        ("99.96", "99.96%", "99.96%"),
        ("99.999", "99.99%", "99.99%"),
        ("100.001", "100.01%", "100.01%"),
        ("0", "0.0%", "0%"),
        ("-0", "0.0%", "0%"),
        ("0.004", "0.01%", "0.01%"),
        ("-0.004", "−0.01%", "−0.01%"),
        ("62.50", "62.5%", "62.5%"),
        ("-566.67", "−566.67%", "−566.67%"),
    ],
)
def test_a_share_is_never_shown_on_a_bound_it_is_not_on(share, column, sentence):
    assert (format_share(D(share)), format_share_exactly(D(share))) == (column, sentence)


@pytest.mark.parametrize(
    ("gap", "column", "sentence"),
    [
        ("-0.04", "−0.04", "0.04"),
        ("-0.001", "−0.01", "0.01"),
        ("0", "±0.0", "0"),
        ("-0.00", "±0.0", "0"),
        ("-9.99", "−9.99", "9.99"),
        ("-30.01", "−30.01", "30.01"),
        ("-8", "−8.0", "8"),
        ("10.4", "+10.4", "10.4"),
        ("-7.39", "−7.39", "7.39"),
    ],
)
def test_a_gap_is_shown_as_exactly_as_it_is_judged(gap, column, sentence):
    assert (format_gap(D(gap)), format_points(D(gap))) == (column, sentence)


@given(st.decimals(-700, 700, places=5), st.sampled_from([0, 100, -10, -30, D("5.5")]))
def test_rounding_keeps_every_value_on_its_side_of_a_bound(value, bound):
    shown = rounded_apart(value, D(bound))
    assert (shown > bound) - (shown < bound) == (value > bound) - (value < bound)
    assert abs(shown - value) < D("0.0151")


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_the_gap_shown_is_the_difference_of_the_shares_shown(attained, expected):
    read = [D(format_share(share).strip("%")) for share in (attained, expected)]
    assert D(format_gap(attained - expected).replace("−", "-").replace("±", "")) == read[0] - read[1]


@pytest.mark.parametrize("value", ["-0.3", "-1234.5000", "-0", "0.00", "-0.0001"])
def test_there_is_one_minus_sign_and_none_before_a_zero(value):
    for shown in (format_quantity, format_change, format_growth, format_gap, format_share):
        words = shown(D(value))
        assert "-" not in words
        assert ("−" in words) == (D(value) < 0)


def test_what_is_missing_by_a_hair_is_neither_the_whole_nor_no_gap():
    found = verdict(measure("flow", ">=", 120, "亿元"), "119.9951", Q3, due=Q3)
    assert (format_share(found.attained), format_gap(found.gap), found.lamp) == ("99.99%", "−0.01", "red")


@pytest.mark.parametrize(("value", "share"), [("119.95", "99.96"), ("120", "100.00"), ("119.9999", "99.99")])
def test_an_attained_share_is_a_hundred_only_of_the_whole(value, share):
    assert str(attained_share(measure("flow", ">=", 120), D(value))) == share


@pytest.mark.parametrize(
    ("of", "value", "expected", "found"),
    [
        (measure("flow", ">=", 5, "个"), "3", "80", "3"),  # 3.75
        (measure("flow", ">=", 60, "个"), "59", "98.5", "59"),  # 59.898: not sixty
        (measure("level", "<=", 40, "个", baseline=100), "70", "49.9", "40"),  # 39.88 falls to forty
        (measure("flow", ">=", 60), "59.999", "100", "59.99"),  # 亿元 are measured, to 0.01, and not sixty either
    ],
)
def test_a_projection_counts_whole_things_and_is_never_on_a_target_it_misses(of, value, expected, found):
    assert format_quantity(projection(of, D(value), D(expected))) == found


@pytest.mark.parametrize(
    ("of", "share", "value"),
    [
        (measure("flow", ">=", 120, "个"), "54.4", "66"),  # 65.28
        (measure("flow", ">=", 3, "座"), "66.67", "2"),
        (measure("flow", ">=", 9999, "根"), "33.33", "3,333"),
        (measure("level", "<=", 40, "个", baseline=100), "33.33", "80"),
        (measure("flow", ">=", 7), "33.33", "2.33"),
    ],
)
def test_what_is_due_of_whole_things_is_whole(of, share, value):
    assert format_quantity(value_at_share(of, D(share))) == value


@pytest.mark.parametrize(
    ("value", "change", "growth"),
    [
        ("0", "±0", "±0.0%"),
        ("0.5", "+0.5", "+0.5%"),
        ("8450", "+8,450", "+8,450.0%"),
        ("-120", "−120", "−120.0%"),
        ("99.999", "+99.999", "+99.99%"),
        ("100.001", "+100.001", "+100.01%"),
        ("-99.999", "−99.999", "−99.99%"),
        ("-100.001", "−100.001", "−100.01%"),
    ],
)
def test_changes_bear_their_sign_and_growth_stands_on_no_bound_it_is_not_on(value, change, growth):
    assert (format_change(D(value)), format_growth(D(value))) == (change, growth)
