"""Periods of a plan's year and their due days, against the real calendar of 2024."""

import datetime
import itertools

import chinese_calendar
import pytest

from commitments.rules.period import (
    ExemptionError,
    PeriodCodeError,
    days_late,
    due_day,
    is_stale,
    parse_code,
    year_periods,
)
from commitments.rules.workdays import Workdays

REAL = Workdays(frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays))


def day(text) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("ends", "due"),
    [
        ("2024-03-31", "2024-04-22"),  # 20 April is a Saturday
        ("2024-06-30", "2024-07-22"),  # 20 July is a Saturday
        ("2024-09-30", "2024-10-21"),  # 20 October is a Sunday
        ("2024-12-31", "2025-01-20"),  # a Monday
    ],
)
def test_the_quarters_of_2024_fall_due_on_workdays(ends, due):
    assert due_day(day(ends), REAL) == day(due)


def test_a_due_day_in_a_holiday_moves_behind_all_of_it():
    # 10 February 2024 begins the Spring Festival; 17 is its last day, Sunday 18 is worked.
    assert due_day(day("2024-01-31"), REAL, 10) == day("2024-02-18")


def test_without_a_table_only_weekends_are_skipped():
    assert due_day(day("2024-09-30"), Workdays(), 1) == day("2024-10-01")
    assert due_day(day("2024-05-31"), Workdays(), 15) == day("2024-06-17")


def test_a_year_is_laid_out_in_quarters():
    periods = year_periods(2024, "quarterly", REAL)
    assert [period.code for period in periods] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert [str(period.due) for period in periods] == ["2024-04-22", "2024-07-22", "2024-10-21", "2025-01-20"]
    assert all(period.opens == period.ends + datetime.timedelta(days=1) for period in periods)


def test_a_year_is_laid_out_in_months_due_on_another_day():
    periods = year_periods(2024, "monthly", REAL, day=5)
    assert (len(periods), periods[0].code, periods[-1].code) == (12, "2024-01", "2024-12")
    # 5 April is Tomb-sweeping Day, 6 its Saturday, Sunday 7 is worked to make up.
    assert periods[2].due == day("2024-04-07")
    # 5 October lies in the National Day week, which ends on Monday 7.
    assert periods[8].due == day("2024-10-08")


def test_the_period_after_an_exempt_one_covers_it_too():
    periods = year_periods(2024, "quarterly", REAL, exempt=frozenset({"2024-Q1"}))
    assert (periods[0].code, periods[0].starts, periods[0].ends) == ("2024-Q2", day("2024-01-01"), day("2024-06-30"))
    assert len(periods) == 3


def test_two_exempt_periods_in_a_row_are_covered_by_the_next():
    periods = year_periods(2024, "monthly", REAL, exempt=frozenset({"2024-01", "2024-02", "2024-07"}))
    assert (periods[0].code, periods[0].starts) == ("2024-03", day("2024-01-01"))
    assert {p.code: p.starts for p in periods}["2024-08"] == day("2024-07-01")


@pytest.mark.parametrize("code", ["2024-Q4", "2023-Q1", "2024-01", "Q1", ""])
def test_the_last_period_and_strange_codes_cannot_be_exempt(code):
    with pytest.raises(ExemptionError):
        year_periods(2024, "quarterly", REAL, exempt=frozenset({code}))


def test_only_what_ends_after_the_settled_days_is_laid_out():
    periods = year_periods(2024, "monthly", REAL, after=day("2024-09-30"))
    assert (periods[0].code, periods[0].starts) == ("2024-10", day("2024-10-01"))
    assert year_periods(2024, "quarterly", REAL, after=day("2024-12-31")) == []


@pytest.mark.parametrize("frequency", ["quarterly", "monthly"])
def test_periods_cover_the_year_without_gap_or_overlap(frequency):
    periods = year_periods(2024, frequency, REAL)
    assert (periods[0].starts, periods[-1].ends) == (day("2024-01-01"), day("2024-12-31"))
    assert all(before.opens == after.starts for before, after in itertools.pairwise(periods))
    assert [(p.starts, p.ends) for p in periods] == [parse_code(p.code) for p in periods]


@pytest.mark.parametrize(("on", "late"), [("2024-10-20", 0), ("2024-10-21", 0), ("2024-10-22", 1), ("2024-11-21", 31)])
def test_how_many_days_late(on, late):
    assert days_late(day("2024-10-21"), day(on)) == late


def test_what_is_refused_is_named():
    with pytest.raises(PeriodCodeError, match="2024-Q5"):
        parse_code("2024-Q5")
    with pytest.raises(ExemptionError, match="2023-Q1"):
        year_periods(2024, "quarterly", REAL, exempt=frozenset({"2023-Q1"}))


def test_every_period_but_the_last_can_be_left_out():
    periods = year_periods(2024, "quarterly", REAL, exempt=frozenset({"2024-Q1", "2024-Q2", "2024-Q3"}))
    assert [(period.code, period.starts) for period in periods] == [("2024-Q4", day("2024-01-01"))]


@pytest.mark.parametrize(
    ("cutoff", "period_end", "stale"),
    [
        # A period that ends within a month is held against the same day of the month before.
        ("2024-02-15", "2024-03-15", False),
        ("2024-02-14", "2024-03-15", True),
        ("2024-02-29", "2024-03-30", False),
        ("2024-02-28", "2024-03-30", True),
        ("2023-12-31", "2024-01-31", False),
        ("2023-12-30", "2024-01-31", True),
    ],
)
def test_data_more_than_a_month_old(cutoff, period_end, stale):
    assert is_stale(day(cutoff), day(period_end)) == stale
