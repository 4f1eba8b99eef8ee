"""The table of holidays: taken in, edited, and the due days it would move."""

import datetime

import pytest

from commitments.models import HistoryEntry, Holiday
from commitments.workflow.office import holidays, periods
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TODAY, moment

NOW = moment("2024-10-24")
NATIONAL = datetime.date(2024, 10, 1)


def set_day(cast, day="2025-01-20", kind="off", name="停工", by=None, **more):
    return holidays.set_holiday(datetime.date.fromisoformat(day), kind, name, by=by or cast.supervisor, at=NOW, **more)


def test_a_published_year_is_taken_in_with_chinese_names(cast):
    # 28 days off (weekends within holidays included) and 8 days worked to make up.
    assert holidays.take_in_year(2024, by=cast.supervisor, at=NOW) == 36
    names = list(dict.fromkeys(Holiday.objects.values_list("name", flat=True)))
    assert names == ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
    workdays = Holiday.objects.workdays()
    assert workdays.is_workday(datetime.date(2024, 2, 18))
    assert not workdays.is_workday(datetime.date(2024, 10, 7))


def test_taking_in_again_adds_nothing_and_records_nothing(cast):
    holidays.take_in_year(2024, by=cast.supervisor, at=NOW)
    assert holidays.take_in_year(2024, by=cast.supervisor, at=NOW) == 0
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.subject, entry.after) == ("holidays_taken_in", "2024", {"days": 36})


def test_what_the_office_wrote_is_never_overwritten(cast):
    Holiday.objects.create(day=NATIONAL, kind="off", name="国庆假期")
    assert holidays.take_in_year(2024, by=cast.supervisor, at=NOW) == 35
    assert Holiday.objects.get(day=NATIONAL).name == "国庆假期"


def test_what_the_office_removed_does_not_come_back(cast):
    holidays.take_in_year(2024, by=cast.supervisor, at=NOW)
    holidays.remove_holiday(NATIONAL, by=cast.supervisor, at=NOW, version="off.国庆节")
    assert holidays.take_in_year(2024, by=cast.supervisor, at=NOW) == 0
    assert not Holiday.objects.filter(day=NATIONAL).exists()


@pytest.mark.parametrize("year", [2003, 2099, 0, -1, 9999])
def test_a_year_that_is_not_published_is_refused(cast, year):
    with pytest.raises(Incomplete):
        holidays.take_in_year(year, by=cast.supervisor, at=NOW)
    assert not Holiday.objects.exists()


def test_the_published_years_are_known():
    first, last = holidays.published_years()
    assert first <= 2024
    assert last >= 2025


def test_a_day_is_entered_changed_and_removed_each_with_one_entry(cast):
    row = set_day(cast)
    set_day(cast, name="春节", version=row.version)
    holidays.remove_holiday(row.day, by=cast.supervisor, at=NOW, version="off.春节")
    entries = HistoryEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == ["holiday_add", "holiday_change", "holiday_remove"]
    assert (entries[1].before["name"], entries[1].after["name"]) == ("停工", "春节")
    assert not Holiday.objects.exists()


def test_saving_a_day_as_it_stands_records_nothing(cast):
    row = set_day(cast)
    set_day(cast, version=row.version)
    assert HistoryEntry.objects.count() == 1


@pytest.mark.parametrize("version", ["", "off.春节"])
def test_a_day_changed_meanwhile_is_not_overwritten(cast, version):
    set_day(cast)
    with pytest.raises(Stale) as stale:
        set_day(cast, name="别的", version=version)
    assert stale.value.current.name == "停工"


def test_a_day_that_is_gone_is_not_removed_twice(cast):
    with pytest.raises(Stale):
        holidays.remove_holiday(NATIONAL, by=cast.supervisor, at=NOW, version="off.国庆节")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "  "}, {"name": "nameless"}),
        ({"day": "2025-01-21", "kind": "worked"}, {"kind": "weekday"}),
        ({"day": "2199-01-01"}, {"day": "too_far"}),
        ({"day": "9999-12-31"}, {"day": "too_far"}),
        ({"day": "1900-01-01"}, {"day": "too_far"}),
    ],
)
def test_an_impossible_day_is_told(cast, fields, error):
    with pytest.raises(Incomplete) as found:
        set_day(cast, **fields)
    assert found.value.fields == error


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_only_the_office_keeps_the_table(cast, who):
    by = getattr(cast, who)
    for act in (
        lambda: set_day(cast, by=by),
        lambda: holidays.take_in_year(2024, by=by, at=NOW),
        lambda: holidays.remove_holiday(NATIONAL, by=by, at=NOW, version=""),
    ):
        with pytest.raises(Refused):
            act()
    assert not HistoryEntry.objects.exists()


def moved():
    return [(period.code, str(period.due), str(day)) for period, day in holidays.moved_due_days(TODAY)]


def test_a_change_of_the_table_moves_nothing_by_itself_but_says_what_it_would_move(cast):
    set_day(cast)
    assert moved() == [("2024-Q4", "2025-01-20", "2025-01-21")]
    assert str(cast.plan.periods.get(code="2024-Q4").due) == "2025-01-20"


def test_a_due_day_that_is_past_is_not_moved_by_the_table(cast):
    row = set_day(cast, "2024-10-21")
    assert Holiday.objects.get().day == row.day == cast.plan.periods.get(code="2024-Q3").due
    assert moved() == []


def test_a_due_day_set_by_hand_stands(cast):
    period = cast.plan.periods.get(code="2024-Q4")
    by_hand = datetime.date(2025, 1, 22)
    periods.change_due_day(period, by_hand, reason="全会", by=cast.supervisor, at=NOW)
    assert cast.plan.periods.get(code="2024-Q4").due == by_hand
    assert moved() == []


def test_a_due_day_moved_by_the_table_may_be_moved_by_it_again(cast):
    row = set_day(cast)
    [(period, day)] = holidays.moved_due_days(TODAY)
    periods.change_due_day(period, day, reason="节假日安排调整", by=cast.supervisor, at=NOW, by_table=True)
    assert moved() == []
    holidays.remove_holiday(row.day, by=cast.supervisor, at=NOW, version=row.version)
    assert moved() == [("2024-Q4", "2025-01-21", "2025-01-20")]


def test_closed_periods_and_closed_plans_are_left_alone(cast):
    set_day(cast)
    assert len(moved()) == 1
    cast.plan.periods.update(opened=TODAY, closed=TODAY)
    assert moved() == []
