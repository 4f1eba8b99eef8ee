"""Workdays, against the real calendar of 2024."""

from datetime import date

import chinese_calendar
import pytest

from commitments.rules.workdays import Workdays

REAL = Workdays(frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays))
day = date.fromisoformat


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2024-02-18", True),  # Sunday, worked for the Spring Festival
        ("2024-10-12", True),  # Saturday, worked for the National Day
        ("2024-02-12", False),  # Monday of the Spring Festival
        ("2024-10-20", False),  # an ordinary Sunday
        ("2024-10-21", True),  # an ordinary Monday
    ],
)
def test_make_up_workdays_count_and_holidays_do_not(text, worked):
    assert REAL.is_workday(day(text)) is worked


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-10-18", 1, "2024-10-21"),  # over a weekend
        ("2024-10-18", 5, "2024-10-25"),  # 21, 22, 23, 24, 25
        ("2024-09-30", 5, "2024-10-12"),  # 8, 9, 10, 11 and Saturday 12
        ("2024-10-16", 3, "2024-10-21"),  # 17, 18, 21
        ("2024-10-08", 10, "2024-10-21"),  # 9, 10, 11, Saturday 12, 14, 15, 16, 17, 18, 21
    ],
)
def test_workdays_are_counted_forwards_and_between_counts_them_again(start, n, end):
    assert REAL.after(day(start), n) == day(end)
    assert REAL.between(day(start), day(end)) == n


def test_no_workday_after_a_day_is_the_day_itself():
    assert REAL.after(day("2024-10-19"), 0) == day("2024-10-19")


@pytest.mark.parametrize(
    ("start", "worked"),
    [("2024-10-19", "2024-10-21"), ("2024-10-21", "2024-10-21"), ("2024-10-12", "2024-10-12")],
)
def test_a_day_off_moves_on_to_the_next_workday(start, worked):
    assert REAL.on_or_after(day(start)) == day(worked)


def test_between_leaves_the_first_day_out():
    assert REAL.between(day("2024-10-18"), day("2024-10-21")) == 1
    assert REAL.between(day("2024-10-21"), day("2024-10-21")) == 0
    assert REAL.between(day("2024-10-22"), day("2024-10-21")) == 0
