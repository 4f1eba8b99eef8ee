"""When people are reminded: on few days, in daylight, never on a day off."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.reminders import is_reminder_day, next_slot, retry_at, within_hours
from commitments.rules.workdays import Workdays

PLAIN = Workdays()
OCTOBER = Workdays(frozenset(date(2024, 10, day) for day in (1, 2, 3, 4, 7)), frozenset({date(2024, 10, 12)}))
DUE = date(2024, 10, 21)


def test_reminder_days_are_10_3_and_0_workdays_before_and_every_third_one_late():
    days = [date(2024, 9, 25) + timedelta(days=n) for n in range(45)]
    found = [f"{day:%m-%d}" for day in days if is_reminder_day(DUE, day, OCTOBER)]
    assert found == ["10-08", "10-16", "10-21", "10-24", "10-29", "11-01", "11-06"]


def test_a_due_day_on_a_weekend_is_reminded_of_on_the_friday_before():
    assert is_reminder_day(date(2024, 10, 20), date(2024, 10, 18), PLAIN)
    assert not is_reminder_day(date(2024, 10, 20), date(2024, 10, 20), PLAIN)


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_nobody_is_reminded_on_a_day_off_nor_on_two_workdays_running(due, day):
    if is_reminder_day(due, day, OCTOBER):
        assert OCTOBER.is_workday(day)
        following = next_slot(datetime.combine(day, datetime.max.time()), OCTOBER).date()
        assert not is_reminder_day(due, following, OCTOBER)


@pytest.mark.parametrize(
    ("moment", "slot"),
    [
        ("2024-10-24 08:29", "2024-10-24 08:30"),
        ("2024-10-24 08:30", "2024-10-24 08:30"),
        ("2024-10-24 17:59", "2024-10-24 17:59"),
        ("2024-10-24 18:00", "2024-10-25 08:30"),
        ("2024-10-24 23:50", "2024-10-25 08:30"),
        ("2024-10-25 23:50", "2024-10-28 08:30"),
        ("2024-10-26 12:00", "2024-10-28 08:30"),
        ("2024-09-30 18:30", "2024-10-08 08:30"),
        ("2024-10-12 09:00", "2024-10-12 09:00"),
    ],
)
def test_mail_waits_for_the_morning_of_the_next_workday(moment, slot):
    assert next_slot(datetime.fromisoformat(moment), OCTOBER) == datetime.fromisoformat(slot)


@given(st.datetimes(datetime.fromisoformat("2024-09-01"), datetime.fromisoformat("2024-11-30")), st.integers(1, 9))
def test_no_mail_ever_leaves_at_night_or_on_a_day_off(moment, tries):
    for slot in (next_slot(moment, OCTOBER), retry_at(moment, tries, OCTOBER)):
        assert slot >= moment
        assert within_hours(slot, OCTOBER)


@pytest.mark.parametrize(
    ("tries", "again"),
    [(1, "2024-10-24 10:10"), (2, "2024-10-24 11:00"), (3, "2024-10-25 08:30"), (9, "2024-10-25 08:30")],
)
def test_a_failed_mail_waits_longer_each_time(tries, again):
    assert retry_at(datetime.fromisoformat("2024-10-24 10:00"), tries, PLAIN) == datetime.fromisoformat(again)


def test_a_slot_keeps_the_time_zone():
    night = datetime.fromisoformat("2024-10-24 23:50+08:00")
    assert next_slot(night, PLAIN) == datetime.fromisoformat("2024-10-25 08:30+08:00")
    assert retry_at(night, 9, PLAIN) == datetime.fromisoformat("2024-10-25 08:30+08:00")
