"""Parts: the whole table of moves, and the last day one may be due."""

import datetime

import pytest

from commitments.choices import ContributionState
from commitments.rules.contribution_moves import CONTRIBUTION_MOVES, latest_due, open_contribution_moves

STATES = ("", *ContributionState.values)


@pytest.mark.parametrize(
    ("state", "support", "lead"),
    [
        ("", set(), {"ask"}),
        ("asked", {"file"}, {"cancel"}),
        ("filed", {"withdraw"}, {"take_over", "return"}),
        ("returned", {"file"}, {"cancel"}),
        ("taken", set(), {"ask"}),
        ("cancelled", set(), {"ask"}),
    ],
)
def test_each_side_has_its_moves(state, support, lead):
    assert open_contribution_moves(state, supports=True, leads=False) == support
    assert open_contribution_moves(state, supports=False, leads=True) == lead
    assert open_contribution_moves(state, supports=False, leads=False) == set()


def test_nothing_is_taken_over_that_was_not_filed():
    assert {start for (start, move), end in CONTRIBUTION_MOVES.items() if end == ContributionState.TAKEN} == {
        ContributionState.FILED
    }


def test_every_state_leads_on():
    assert {start for start, _move in CONTRIBUTION_MOVES} == set(STATES)


@pytest.mark.parametrize(
    ("on", "last"), [("2024-10-15", "2024-10-21"), ("2024-10-21", "2024-10-21"), ("2024-10-22", "2024-10-29")]
)
def test_a_contribution_comes_before_the_report_or_within_a_week_once_that_is_late(on, last):
    due = datetime.date(2024, 10, 21)
    assert latest_due(due, datetime.date.fromisoformat(on)) == datetime.date.fromisoformat(last)
