"""Opening, closing, reopening; due days moved and more time given."""

import datetime

import pytest

from commitments.choices import PlanState
from commitments.models import Extension, HistoryEntry, Holiday
from commitments.workflow.judgement import assessment
from commitments.workflow.office import periods
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import moves, review
from commitments.workflow.snapshot.snapshot import Snapshot
from commitments.workflow.todo.waiting import open_waits
from tests.world import TODAY, make_approved, make_commitment, make_department, make_update, moment

NOW = moment("2024-10-24")


def day(text) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def q3(cast):
    return cast.plan.periods.get(code="2024-Q3")


@pytest.fixture
def q4(cast):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)
    return cast.plan.periods.get(code="2024-Q4")


def extend(cast, period, due="2024-10-25", by=None, at=NOW, department=None, reason="等待数据核对", **more):
    department = department or cast.department
    return periods.extend_period(period, department, day(due), reason=reason, by=by or cast.supervisor, at=at, **more)


def move(cast, period, due="2025-01-22", by=None, at=NOW, reason="全会期间顺延", **more):
    return periods.change_due_day(period, day(due), reason=reason, by=by or cast.supervisor, at=at, **more)


def errors(act) -> dict:
    with pytest.raises(Incomplete) as found:
        act()
    assert not HistoryEntry.objects.exists()
    return found.value.fields


def test_opening_is_recorded_once_and_only_the_office_does_it(cast, q4):
    with pytest.raises(Refused):
        periods.open_period(q4, by=cast.reporter, at=NOW)
    assert periods.open_period(q4, by=cast.supervisor, at=NOW).opened == TODAY
    with pytest.raises(Refused) as refused:
        periods.open_period(q4, by=cast.supervisor, at=NOW)
    assert refused.value.state == "opened"
    assert HistoryEntry.objects.get().action == "period_open"


def test_a_plan_that_is_not_open_opens_no_period(cast, q4):
    cast.plan.state = PlanState.DRAFT
    cast.plan.save()
    with pytest.raises(Refused):
        periods.open_period(q4, by=cast.supervisor, at=NOW)


def test_closing_with_open_reports_needs_a_word(cast, q3):
    assert errors(lambda: periods.close_period(q3, by=cast.supervisor, at=NOW, confirmed=False)) == {
        "confirm": "unfinished"
    }
    assert periods.close_period(q3, by=cast.supervisor, at=NOW).closed == TODAY


def test_closing_when_all_is_approved_needs_none(cast, q3):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    assert periods.close_period(q3, by=cast.supervisor, at=NOW, confirmed=False).closed


def test_reports_are_counted_by_period(cast, q3):
    approved = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_approved(approved, cast.reporter, cast.supervisor)
    sent = make_commitment(cast.plan, cast.other, "4-1-3", "推进海绵城市建设", kind="qualitative")
    moves.send_report(make_update(sent, cast.outsider), by=cast.outsider, at=moment())
    assert periods.report_counts(cast.plan)[q3.pk] == {"approved": 1, "submitted": 1, "unsent": 1, "owed": 3}
    assert periods.report_counts(cast.plan, cast.other)[q3.pk] == {"submitted": 1, "unsent": 0, "owed": 1}


def test_a_draft_is_not_sent_yet(cast, q3):
    make_update(cast.commitment, cast.reporter, value="6200")
    assert periods.report_counts(cast.plan)[q3.pk] == {"unsent": 1, "owed": 1}


def test_what_was_returned_is_counted_by_itself(cast, q3):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="6200"), by=cast.reporter, at=moment())
    review.return_report(update, reason="缺佐证。", by=cast.supervisor, at=moment())
    assert periods.report_counts(cast.plan)[q3.pk] == {"returned": 1, "unsent": 0, "owed": 1}


def test_a_closed_period_is_reopened_with_a_reason(cast, q3, q4):
    closed = periods.close_period(q3, by=cast.supervisor, at=NOW)
    assert periods.reopen_period(closed, reason=" 补报 ", by=cast.supervisor, at=NOW).closed is None
    entry = HistoryEntry.objects.order_by("pk").last()
    assert (entry.action, entry.note, entry.before) == ("period_reopen", "补报", {"closed": str(TODAY)})
    make_update(cast.commitment, cast.reporter, value="6200")


@pytest.mark.parametrize("reason", ["", "  "])
def test_reopening_without_a_reason_changes_nothing(cast, q3, q4, reason):
    closed = periods.close_period(q3, by=cast.supervisor, at=NOW)
    with pytest.raises(Incomplete):
        periods.reopen_period(closed, reason=reason, by=cast.supervisor, at=NOW)
    closed.refresh_from_db()
    assert closed.closed == TODAY


def test_a_period_reopened_beside_a_later_one_is_filled_in_again(cast, q3):
    second = cast.plan.periods.get(code="2024-Q2")
    assert periods.reopen_period(second, reason="补报", by=cast.supervisor, at=NOW).closed is None
    assert {wait.period.code for wait in open_waits(cast.plan, TODAY)} == {"2024-Q2", "2024-Q3"}
    make_update(cast.commitment, cast.reporter, "2024-Q2", value="3000")


def test_opening_says_what_stays_open_beside_it(cast, q4):
    assert [each.code for each in periods.open_before(q4).periods] == ["2024-Q3"]
    assert (periods.open_before(q4).to_write, periods.open_before(q4).submitted) == (1, 0)
    cast.plan.periods.filter(code="2024-Q2").update(closed=None)
    assert [each.code for each in periods.open_before(q4).periods] == ["2024-Q3", "2024-Q2"]


def test_an_open_period_is_not_reopened_and_others_reopen_none(cast, q3, q4):
    with pytest.raises(Refused):
        periods.reopen_period(q3, reason="补报", by=cast.supervisor, at=NOW)
    closed = periods.close_period(q3, by=cast.supervisor, at=NOW)
    with pytest.raises(Refused):
        periods.reopen_period(closed, reason="补报", by=cast.leader, at=NOW)


def test_a_due_day_that_lies_ahead_is_moved_with_a_reason(cast, q4):
    assert move(cast, q4).due == day("2025-01-22")
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.note) == ("period_due", "全会期间顺延")
    assert (entry.before, entry.after["due"]) == ({"due": "2025-01-20"}, "2025-01-22")


def test_a_due_day_that_is_past_stays(cast, q3):
    with pytest.raises(Refused) as refused:
        move(cast, q3, "2024-10-28")
    assert refused.value.state == "past"


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_only_the_office_moves_a_due_day_or_gives_more_time(cast, q3, q4, who):
    with pytest.raises(Refused):
        move(cast, q4, by=getattr(cast, who))
    with pytest.raises(Refused):
        extend(cast, q3, by=getattr(cast, who))
    assert not HistoryEntry.objects.exists()


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("2024-12-31", "too_early"),  # before it opens
        ("2023-01-20", "too_early"),
        ("2025-01-25", "day_off"),  # a Saturday
        ("2025-01-20", "unchanged"),
        ("9999-12-31", "too_far"),
    ],
)
def test_an_impossible_due_day_is_told_and_nothing_changes(cast, q4, due, code):
    assert errors(lambda: move(cast, q4, due)) == {"due": code}


def test_a_due_day_on_a_holiday_of_the_table_is_a_day_off(cast, q4):
    Holiday.objects.create(day=day("2025-01-22"), kind="off", name="春节")
    assert errors(lambda: move(cast, q4)) == {"due": "day_off"}


def test_a_reason_is_needed_to_move_a_due_day_and_to_give_more_time(cast, q3, q4):
    assert errors(lambda: move(cast, q4, reason=" ")) == {"reason": "required"}
    assert errors(lambda: extend(cast, q3, reason="")) == {"reason": "required"}


def test_more_time_for_one_department_takes_its_reports_off_the_late_ones(cast, q3):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980")
    assert assessment.verdicts_on(cast.plan, TODAY)[cast.commitment.pk].report_days_late == 3
    extend(cast, q3)
    assert assessment.verdicts_on(cast.plan, TODAY)[cast.commitment.pk].report_days_late == 0
    # Due on Friday 25: on Sunday 27 it is two days late.
    assert assessment.verdicts_on(cast.plan, day("2024-10-27"))[cast.commitment.pk].report_days_late == 2


def test_more_time_counts_from_the_day_it_is_granted_and_for_that_department_alone(cast, q3):
    other = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980")
    extend(cast, q3)
    late = {on: Snapshot(cast.plan, day(on), [cast.commitment, other]) for on in ("2024-10-23", "2024-10-24")}
    assert late["2024-10-23"].days_late(cast.commitment) == 2
    assert (late["2024-10-24"].days_late(cast.commitment), late["2024-10-24"].days_late(other)) == (0, 3)


def test_the_newest_extension_counts_and_each_is_recorded(cast, q3):
    extend(cast, q3)
    extend(cast, q3, "2024-10-28")
    assert q3.due_for(cast.department, TODAY) == day("2024-10-28")
    assert q3.due_for(cast.other, TODAY) == q3.due
    assert (Extension.objects.count(), HistoryEntry.objects.count()) == (2, 2)


def test_a_due_day_moved_beyond_an_extension_is_the_later_one(cast, q4):
    periods.open_period(q4, by=cast.supervisor, at=NOW)
    extend(cast, q4, "2025-01-21")
    q4.refresh_from_db()
    moved = move(cast, q4, "2025-01-23")
    assert moved.due_for(cast.department, TODAY) == day("2025-01-23")
    assert Snapshot(cast.plan, TODAY, [cast.commitment]).due(moved, cast.commitment) == day("2025-01-23")


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("2024-10-21", "not_later"),  # the period's own day
        ("2024-10-23", "not_later"),  # yesterday
        ("2024-10-26", "day_off"),  # a Saturday
        ("9999-12-31", "too_far"),
    ],
)
def test_an_impossible_extension_is_told_and_nothing_changes(cast, q3, due, code):
    assert errors(lambda: extend(cast, q3, due)) == {"due": code}
    assert not Extension.objects.exists()


def test_a_department_that_leads_nothing_gets_no_time(cast, q3):
    idle = make_department("TYJ", "区体育局")
    assert errors(lambda: extend(cast, q3, department=idle)) == {"department": "leads_nothing"}


def test_no_time_is_given_in_a_period_that_is_closed_or_not_yet_open(cast, q3, q4):
    with pytest.raises(Refused):
        extend(cast, q4, "2025-01-22")
    periods.close_period(q3, by=cast.supervisor, at=NOW)
    with pytest.raises(Refused) as refused:
        extend(cast, q3)
    assert refused.value.state == "closed"


def test_a_page_drawn_before_somebody_else_s_move_changes_nothing(cast, q3, q4):
    seen, granted = q4.version, q3.version
    move(cast, q4)
    with pytest.raises(Stale):
        move(cast, q4, "2025-01-23", version=seen)
    extend(cast, q3)
    with pytest.raises(Stale):
        extend(cast, q3, "2024-10-28", version=granted)
    assert (Extension.objects.count(), HistoryEntry.objects.count()) == (1, 2)
