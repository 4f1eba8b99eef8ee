"""The shapes a trajectory may be given, with their arithmetic."""

import datetime
from decimal import Decimal

import pytest

from commitments.rules.trajectory import trajectory_days, trajectory_errors
from commitments.rules.trajectory_shapes import (
    SHAPES,
    a_year_before,
    interpolated,
    shares_as_last_year,
    shares_of_shape,
    whole_share,
    working_months,
)

D, day = Decimal, datetime.date
STARTS, DUE = day(2024, 1, 1), day(2024, 12, 31)
QUARTERS = trajectory_days(STARTS, DUE, monthly=False)


@pytest.mark.parametrize(
    ("name", "shares"),
    [
        ("linear", [25, 50, 75, 100]),
        ("back_loaded", [10, 35, 70, 100]),
        # turned round: 100 − 70, 100 − 35, 100 − 10
        ("front_loaded", [30, 65, 90, 100]),
        # months: 3, 6, 6 + ¼ + ¼ + 1 = 7.5, 10.5 of 10.5 → 28.57, 57.14, 71.43, 100
        ("term_time", [29, 57, 71, 100]),
    ],
)
def test_a_shape_by_quarter(name, shares):
    assert shares_of_shape(name, STARTS, DUE, QUARTERS) == shares


def test_a_shape_by_month_lies_on_the_same_lines():
    shares = shares_of_shape("back_loaded", STARTS, DUE, trajectory_days(STARTS, DUE, monthly=True))
    # 10 over three months: 3.33, 6.67, 10; then 25 over three: 18.33, 26.67, 35
    assert shares[:6] == [3, 7, 10, 18, 27, 35]
    term = shares_of_shape("term_time", STARTS, DUE, trajectory_days(STARTS, DUE, monthly=True))
    # June 6 ÷ 10.5, July 6.25, August 6.5, September 7.5
    assert term[5:9] == [57, 60, 62, 71]


def test_a_shape_is_stretched_to_the_due_day():
    due = day(2024, 6, 30)
    assert shares_of_shape("back_loaded", STARTS, due, trajectory_days(STARTS, due, monthly=False)) == [35, 100]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("due", [day(2024, 1, 31), day(2024, 2, 15), day(2024, 8, 31), day(2024, 11, 7), DUE])
@pytest.mark.parametrize("monthly", [True, False])
def test_every_shape_is_a_sound_trajectory(name, due, monthly):
    days = trajectory_days(STARTS, due, monthly=monthly)
    points = tuple(zip(days, shares_of_shape(name, STARTS, due, days), strict=True))
    assert points[-1] == (due, 100)
    assert trajectory_errors(points, STARTS, due) == {}


LAST = [(day(2023, 3, 31), D(5)), (day(2023, 6, 30), D(20)), (day(2023, 9, 30), D(35)), (day(2023, 12, 31), D(50))]


def test_last_year_s_figures_give_their_shape():
    # 5, 20, 35 and 50 of 50
    assert shares_as_last_year(LAST, STARTS, QUARTERS) == [10, 40, 70, 100]


def test_between_last_year_s_figures_the_line_is_straight():
    # 20 by June of 50 by December: March lies half way to June
    assert shares_as_last_year(LAST[1::2], STARTS, QUARTERS) == [20, 40, 70, 100]


def test_last_year_s_shape_ends_at_an_earlier_due_day():
    due = day(2024, 9, 30)
    # 5 ÷ 35 and 20 ÷ 35
    shares = shares_as_last_year(LAST, STARTS, trajectory_days(STARTS, due, monthly=False))
    assert [str(share) for share in shares] == ["14.29", "57.14", "100.00"]


def test_a_leap_year_s_february_ends_as_last_year_s_did():
    assert shares_as_last_year([(day(2023, 2, 28), D(5)), LAST[-1]], STARTS, [day(2024, 2, 29), DUE]) == [10, 100]


@pytest.mark.parametrize(
    "figures",
    [
        [],
        LAST[-1:],  # the year's result alone
        LAST[:-1],  # no result
        [*LAST[:-1], (day(2023, 12, 31), D(30))],  # falls
        [(day(2023, 6, 30), D(0)), (day(2023, 12, 31), D(0))],
        [(day(2022, 6, 30), D(5)), LAST[-1]],  # another year's
        [(day(2023, 6, 30), D(-5)), LAST[-1]],
    ],
)
def test_figures_that_tell_no_shape_offer_none(figures):
    assert shares_as_last_year(figures, STARTS, QUARTERS) is None


@pytest.mark.parametrize(
    ("figures", "shares"),
    [
        ([(day(2023, 1, 1), D(0)), LAST[-1]], [24.80, 49.87, 74.93, 100]),
        ([(day(2023, 6, 30), D("0.2")), (day(2023, 12, 31), D("0.5"))], [20, 40, 70, 100]),
        ([(day(2023, 6, 30), D("0.2")), (day(2023, 12, 31), D(1))], [10, 20, 60, 100]),
        ([(day(2023, 3, 31), D(0)), (day(2023, 6, 30), D(0)), (day(2023, 12, 31), D(1))], [0, 0, 50, 100]),
        ([(day(2023, 11, 30), D(0)), (day(2023, 12, 31), D(1))], [0, 0, 0, 100]),
    ],
)
def test_small_figures_and_none_at_first_still_tell_a_shape(figures, shares):
    found = shares_as_last_year(figures, STARTS, QUARTERS)
    assert found == [D(str(share)) for share in shares]


def test_a_due_day_by_which_nothing_had_come_last_year_gets_no_shape():
    none = [(day(2023, 11, 30), D(0)), (day(2023, 12, 31), D(1))]
    assert shares_as_last_year(none, STARTS, [day(2024, 3, 31), day(2024, 6, 30)]) is None
    assert shares_as_last_year(none, STARTS, [day(2024, 6, 30), DUE]) == [0, 100]


@pytest.mark.parametrize(
    ("this", "before"),
    [
        (day(2024, 2, 29), day(2023, 2, 28)),
        (day(2024, 2, 28), day(2023, 2, 28)),
        (day(2025, 2, 28), day(2024, 2, 29)),
        (day(2025, 2, 27), day(2024, 2, 27)),
        (day(2024, 4, 30), day(2023, 4, 30)),
        (day(2024, 4, 15), day(2023, 4, 15)),
    ],
)
def test_the_same_day_a_year_before(this, before):
    assert a_year_before(this) == before


def test_term_time_counts_parts_of_months():
    # To 15 January: 15 ÷ 31 of a month; then to 10 July: 6 months and a quarter of 10 ÷ 31.
    assert working_months(STARTS, day(2024, 1, 15)) == D(15) / 31
    assert round(working_months(STARTS, day(2024, 7, 10)), 4) == D("6.0806")
    assert working_months(STARTS, day(2024, 1, 1)) == D(1) / 31
    assert working_months(STARTS, day(2023, 12, 31)) == 0


@pytest.mark.parametrize(("share", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2)])
def test_halves_of_a_percent_are_rounded_up(share, whole):
    assert whole_share(D(share)) == whole


def test_a_shape_begins_at_nothing():
    knots = ((25, 10), (100, 100))
    assert [interpolated(knots, D(place)) for place in (0, 5, 25, 40)] == [0, 2, 10, 28]
