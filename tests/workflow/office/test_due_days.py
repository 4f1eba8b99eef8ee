"""One truth of when a report falls due: desk, waiting list, late board, contributions and lamp agree on every day."""

import datetime

import pytest

from commitments.models import Extension, ReportingPeriod
from commitments.pages.contributions.query import DepartmentContributions
from commitments.pages.desk.query import Desk
from commitments.pages.waiting.board import Board
from commitments.workflow.snapshot.snapshot import Snapshot
from commitments.workflow.todo.waiting import open_waits

pytestmark = pytest.mark.django_db
D = datetime.date
BEFORE = D(2024, 10, 12)


def extend(cast, due, granted="2024-10-10", department=None):
    period = cast.plan.periods.get(code="2024-Q3")
    return Extension.objects.create(
        period=period, department=department or cast.department, due=due, reason="统计口径调整", valid_from=granted,
        granted_by=cast.supervisor,
    )  # fmt: skip


def move(cast, due):
    """Move the period's own due day, as the office may."""
    ReportingPeriod.objects.filter(plan=cast.plan, code="2024-Q3").update(due=due)


def due_days(cast, on=BEFORE) -> set:
    """Return the due days the rooms show of the one commitment's report."""
    period = cast.plan.periods.get(code="2024-Q3")
    board = Board(cast.plan, "2024-Q3", on)
    return {
        period.due_for(cast.department, on),
        Desk(cast.plan, period, cast.reporter, on).due,
        next(wait.due for wait in open_waits(cast.plan, on) if wait.kind == "report"),
        board.items[0].due,
        board.lines[0].due,
        DepartmentContributions(cast.plan, cast.reporter, on).report_due,
        Snapshot(cast.plan, on, [cast.commitment]).due(period, cast.commitment),
    }


def test_without_more_time_it_is_the_period_s_day(cast):
    assert due_days(cast) == {D(2024, 10, 21)}


def test_the_newest_extension_counts(cast):
    extend(cast, "2024-10-30")
    extend(cast, "2024-10-25")
    assert due_days(cast) == {D(2024, 10, 25)}


def test_a_period_s_day_moved_past_an_extension_holds_for_all(cast):
    extend(cast, "2024-10-25")
    move(cast, "2024-10-31")
    assert due_days(cast) == {D(2024, 10, 31)}


def test_time_counts_from_the_day_it_was_given(cast):
    extend(cast, "2024-10-30", granted="2024-10-12")
    assert due_days(cast, D(2024, 10, 11)) == {D(2024, 10, 21)}
    assert due_days(cast, D(2024, 10, 12)) == {D(2024, 10, 30)}


def test_another_department_s_time_is_its_own(cast):
    extend(cast, "2024-10-30", department=cast.other)
    assert due_days(cast) == {D(2024, 10, 21)}


@pytest.mark.parametrize("moved", ["2024-10-21", "2024-10-31"])
def test_board_and_lamp_call_it_late_on_the_same_days(cast, moved):
    extend(cast, "2024-10-25")
    move(cast, moved)
    for number in range(20):
        on = D(2024, 10, 18) + datetime.timedelta(days=number)
        late = Board(cast.plan, "2024-Q3", on).items[0].days_late
        known = Snapshot(cast.plan, on, [cast.commitment])
        overdue = known.overdue(cast.commitment)
        assert late == (known.days_late(cast.commitment) if overdue and overdue.code == "2024-Q3" else 0)
