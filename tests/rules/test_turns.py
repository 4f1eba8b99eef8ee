"""Nothing is in limbo: every state has an owner and a due day, or is settled."""

from datetime import date

import pytest

from commitments.choices import ContributionState, UpdateState
from commitments.rules import turns
from commitments.rules.turns import (
    CONTRIBUTION_TURNS,
    CORRECTION_TURNS,
    NOT_BEGUN,
    REPORT_TURNS,
    DueBasis,
    DueRule,
    TurnOwner,
    due_by,
)
from commitments.rules.workdays import Workdays

PLAIN = Workdays()
# The week of the national holiday in 2024, with the Saturday worked to make up for it.
OCTOBER = Workdays(frozenset(date(2024, 10, day) for day in (1, 2, 3, 4, 7)), frozenset({date(2024, 10, 12)}))


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (REPORT_TURNS, [NOT_BEGUN, *UpdateState]),
        (CORRECTION_TURNS, list(UpdateState)),
        (CONTRIBUTION_TURNS, list(ContributionState)),
    ],
)
def test_every_state_has_an_entry_and_only_the_settled_wait_for_nobody(table, states):
    assert set(table) == set(states)
    settled = {UpdateState.APPROVED, ContributionState.TAKEN, ContributionState.CANCELLED}
    assert {state for state, turn in table.items() if turn is None} == settled & set(states)


@pytest.mark.parametrize(
    ("table", "state", "owner"),
    [
        (REPORT_TURNS, NOT_BEGUN, TurnOwner.LEAD),
        (REPORT_TURNS, UpdateState.DRAFT, TurnOwner.LEAD),
        (REPORT_TURNS, UpdateState.SIGNING, TurnOwner.APPROVER),
        (REPORT_TURNS, UpdateState.SUBMITTED, TurnOwner.OFFICE),
        (REPORT_TURNS, UpdateState.RETURNED, TurnOwner.LEAD),
        (CORRECTION_TURNS, UpdateState.DRAFT, TurnOwner.AUTHOR),
        (CORRECTION_TURNS, UpdateState.RETURNED, TurnOwner.AUTHOR),
        (CONTRIBUTION_TURNS, ContributionState.ASKED, TurnOwner.SUPPORTING),
        (CONTRIBUTION_TURNS, ContributionState.RETURNED, TurnOwner.SUPPORTING),
        (CONTRIBUTION_TURNS, ContributionState.FILED, TurnOwner.LEAD),
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
        (DueRule.CONTRIBUTION, None, "2024-10-14"),
    ],
)
def test_a_due_day_is_counted_in_workdays(rule, returned, due):
    back = date.fromisoformat(returned) if returned else None
    dates = DueBasis(date(2024, 10, 11), date(2024, 10, 21), back, date(2024, 10, 14), review_days=5)
    assert str(due_by(rule, dates, PLAIN)) == due


def test_holidays_do_not_count_and_days_worked_to_make_up_do():
    assert OCTOBER.after(date(2024, 9, 30), 3) == date(2024, 10, 10)
    assert OCTOBER.after(date(2024, 10, 11), 1) == date(2024, 10, 12)
    assert OCTOBER.after(date(2024, 10, 11), 0) == date(2024, 10, 11)
    assert turns.TO_REDO == 3
