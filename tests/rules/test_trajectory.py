"""The trajectory as it is typed: what is a share, what it must keep to, how a few units step."""

import contextlib
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.pace import Pace, expected_share
from commitments.rules.target import Measure
from commitments.rules.trajectory import (
    ShareError,
    read_planned_share,
    shares_on_days,
    trajectory_days,
    trajectory_errors,
    unit_steps,
    value_at_share,
)

D, day = Decimal, datetime.date
STARTS, DUE = day(2024, 1, 1), day(2024, 12, 31)
QUARTERS = [day(2024, 3, 31), day(2024, 6, 30), day(2024, 9, 30), DUE]


def path(*shares, days=QUARTERS):
    return tuple(zip(days, map(D, shares), strict=True))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("35", "35"), (" 35% ", "35"), ("３５", "35"), ("33.33 ％", "33.33"), ("0", "0"), ("100", "100"),
        ("100.00", "100"), ("035", "35"), ("−0", "0"),
    ],
)  # fmt: skip
def test_a_share_is_read_as_people_type_it(text, share):
    assert read_planned_share(text) == D(share)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), ("  ", "empty"), ("x", "not_a_share"), ("35个", "not_a_share"), ("1e2", "not_a_share"),
        ("NaN", "not_a_share"), ("٣٥", "not_a_share"), ("3,5", "not_a_share"), (".5", "not_a_share"),
        ("9" * 13, "not_a_share"), ("100.01", "bounds"), ("-5", "bounds"), ("−5", "bounds"), ("999999999", "bounds"),
        ("33.333", "places"), ("0.001", "places"),
    ],
)  # fmt: skip
def test_what_is_no_share_is_refused_with_its_reason(text, code):
    with pytest.raises(ShareError) as caught:
        read_planned_share(text)
    assert caught.value.code == code


@given(st.text(max_size=20))
def test_any_text_is_a_share_or_refused(text):
    with contextlib.suppress(ShareError):
        assert 0 <= read_planned_share(text) <= 100


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (path(10, 35, 70, 100), {}),
        (path(0, 0, 0, 100), {}),
        (path(100, 100, 100, 100), {}),
        (path("33.33", "66.67", "66.67", 100), {}),
        (path(10, 9, 70, 100), {"share_1": "falls"}),
        (path(10, 35, 70, 99), {"share_3": "not_whole"}),
        (path(10, 35, 101, 100), {"share_2": "bounds"}),
        (path(10, 35, -1, 99), {"share_2": "bounds", "share_3": "not_whole"}),
        (path(10, "NaN", 70, 100), {"share_1": "bounds"}),
        (path(10, "35.001", 70, 100), {"share_1": "places"}),
        (path(50, 40, 30, 20), {"share_1": "falls", "share_2": "falls", "share_3": "falls"}),
        ((), {"points": "number"}),
        (path(*[100] * 13, days=[day(2024, 1, n) for n in range(1, 14)]), {"points": "number"}),
        (path(10, 100, days=[DUE, DUE]), {"points": "days"}),
        (path(10, 100, days=[DUE, STARTS]), {"points": "days"}),
        (path(100, days=[day(2025, 1, 1)]), {"points": "days"}),
        (path(100, days=[day(2023, 12, 31)]), {"points": "days"}),
    ],
)
def test_a_trajectory_never_falls_and_ends_at_100_by_the_due_day(points, found):
    assert trajectory_errors(points, STARTS, DUE) == found


def test_days_are_quarter_or_month_ends_before_the_due_day_and_that_day():
    assert trajectory_days(STARTS, DUE, monthly=False) == QUARTERS
    assert trajectory_days(STARTS, day(2024, 8, 15), monthly=False) == [*QUARTERS[:2], day(2024, 8, 15)]
    assert trajectory_days(STARTS, day(2024, 2, 29), monthly=True) == [day(2024, 1, 31), day(2024, 2, 29)]
    assert len(trajectory_days(STARTS, DUE, monthly=True)) == 12


def test_a_trajectory_by_quarter_is_read_by_month_on_its_straight_lines():
    shares = shares_on_days(Pace(STARTS, DUE, path(10, 35, 70, 100)), trajectory_days(STARTS, DUE, monthly=True)[:6])
    # 10 over three months, then 25 over three
    assert [str(share) for share in shares] == ["3.33", "6.67", "10.00", "18.33", "26.67", "35.00"]


def test_a_level_s_value_counts_from_its_baseline():
    # 51 + 35 % of 9
    assert value_at_share(Measure("level", ">=", D(60), baseline=D(51)), D(35)) == D("54.15")
    assert value_at_share(Measure("flow", ">=", D(10000)), D(35)) == 3500


def test_two_units_step_at_the_points():
    assert unit_steps(Pace(STARTS, DUE, path(0, 0, 50, 100)), 2) == [(day(2024, 9, 30), 1), (DUE, 2)]


def test_without_points_a_handful_falls_due_at_the_end():
    assert unit_steps(Pace(STARTS, DUE), 5) == [(DUE, 5)]


def test_eight_units_are_rounded_down_along_the_line():
    found = unit_steps(Pace(STARTS, DUE), 8)
    # an eighth of twelve months is a month and a half: half of February's 29 days is passed on the 15th
    assert (found[0], found[1], found[-1]) == ((day(2024, 2, 15), 1), (day(2024, 3, 31), 2), (DUE, 8))


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(1, 10))
def test_steps_tell_what_the_lamp_expects_on_every_day(shares, units):
    pace = Pace(STARTS, DUE, path(*sorted(shares), 100))
    found = unit_steps(pace, units)
    for at in (STARTS, day(2024, 3, 30), *QUARTERS, day(2024, 11, 7)):
        owed = max((count for rise, count in found if rise <= at), default=0)
        assert round(expected_share(pace, at, units) * units / 100) == owed
