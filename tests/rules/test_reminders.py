"""On which days a due day is called to mind."""

import datetime

import chinese_calendar
import pytest

from commitments.rules.period import Workdays
from commitments.rules.reminders import reminder_days, reminder_on

REAL = Workdays(frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays))
DUE = datetime.date(2024, 10, 21)


def day(text) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_due_day_is_called_to_mind_ten_and_three_workdays_ahead_on_the_day_and_every_third_after():
    # Ahead: see workdays_before in test_period. After: 22, 23, 24 | 25, 28, 29 | 30, 31, 1.
    days = [(str(on), left) for on, left in reminder_days(DUE, REAL, day("2024-11-01"))]
    assert days == [
        ("2024-10-08", 10), ("2024-10-16", 3), ("2024-10-21", 0), ("2024-10-24", -3), ("2024-10-29", -6),
        ("2024-11-01", -9),
    ]  # fmt: skip


def test_nothing_lies_beyond_the_last_day_asked_for():
    assert [left for _on, left in reminder_days(DUE, REAL, day("2024-10-20"))] == [10, 3]
    assert list(reminder_days(DUE, REAL, day("2024-09-30"))) == []


@pytest.mark.parametrize(
    ("on", "left"),
    [("2024-10-08", 10), ("2024-10-16", 3), ("2024-10-21", 0), ("2024-10-24", -3), ("2024-10-22", None),
     ("2024-10-26", None), ("2024-09-01", None)],
)  # fmt: skip
def test_a_day_is_a_reminder_day_or_not(on, left):
    assert reminder_on(day(on), DUE, REAL) == left


def test_every_reminder_day_is_a_workday():
    """Even for a due day that became a day off after it was set."""
    days = [on for on, _left in reminder_days(day("2024-10-05"), REAL, day("2024-12-31"))]
    assert all(REAL.is_workday(on) for on in days)
    assert day("2024-09-30") in days  # the workday before stands in for 5 October
