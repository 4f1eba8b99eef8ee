"""Nothing is in limbo: every state has an owner and a due day, or is settled."""

from datetime import date

import pytest

from commitments.choices import PartState, UpdateState
from commitments.rules import waiting
from commitments.rules.waiting import CORRECTION, NOT_BEGUN, PART, REPORT, Dates, DueRule, Owner, after, due_by
from commitments.rules.workdays import Workdays

PLAIN = Workdays()
# The week of the national holiday in 2024, with the Saturday worked to make up for it.
OCTOBER = Workdays(frozenset(date(2024, 10, day) for day in (1, 2, 3, 4, 7)), frozenset({date(2024, 10, 12)}))


@pytest.mark.parametrize(
    ("table", "states"),
    [(REPORT, [NOT_BEGUN, *UpdateState]), (CORRECTION, list(UpdateState)), (PART, list(PartState))],
)
def test_every_state_has_an_entry_and_only_the_settled_wait_for_nobody(table, states):
    assert set(table) == set(states)
    settled = {UpdateState.APPROVED, PartState.TAKEN, PartState.CANCELLED}
    assert {state for state, turn in table.items() if turn is None} == settled & set(states)


@pytest.mark.parametrize(
    ("table", "state", "owner"),
    [
        (REPORT, NOT_BEGUN, Owner.LEAD),
        (REPORT, UpdateState.DRAFT, Owner.LEAD),
        (REPORT, UpdateState.SIGNING, Owner.APPROVER),
        (REPORT, UpdateState.SUBMITTED, Owner.OFFICE),
        (REPORT, UpdateState.RETURNED, Owner.LEAD),
        (CORRECTION, UpdateState.DRAFT, Owner.AUTHOR),
        (CORRECTION, UpdateState.RETURNED, Owner.AUTHOR),
        (PART, PartState.ASKED, Owner.SUPPORTING),
        (PART, PartState.RETURNED, Owner.SUPPORTING),
        (PART, PartState.FILED, Owner.LEAD),
    ],
)
def test_a_state_waits_for_its_owner(table, state, owner):
    assert table[state].owner == owner


@pytest.mark.parametrize(
    ("rule", "returned", "due"),
    [
        (DueRule.PERIOD, None, "2024-10-21"),
        (DueRule.PERIOD, "2024-10-10", "2024-10-21"),
        (DueRule.PERIOD, "2024-10-21", "2024-10-24"),
        (DueRule.PERIOD, "2024-10-18", "2024-10-23"),
        (DueRule.REVIEW, None, "2024-10-18"),
        (DueRule.REDO, None, "2024-10-16"),
        (DueRule.CORRECTION, None, "2024-10-18"),
        (DueRule.PART, None, "2024-10-14"),
    ],
)
def test_a_due_day_is_counted_in_workdays(rule, returned, due):
    back = date.fromisoformat(returned) if returned else None
    dates = Dates(date(2024, 10, 11), date(2024, 10, 21), back, date(2024, 10, 14), review_days=5)
    assert str(due_by(rule, dates, PLAIN)) == due


def test_holidays_do_not_count_and_days_worked_to_make_up_do():
    assert after(date(2024, 9, 30), 3, OCTOBER) == date(2024, 10, 10)
    assert after(date(2024, 10, 11), 1, OCTOBER) == date(2024, 10, 12)
    assert after(date(2024, 10, 11), 0, OCTOBER) == date(2024, 10, 11)
    assert waiting.TO_REDO == 3
