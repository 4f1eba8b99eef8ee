"""Who may make which move on a report, state by state: a table by hand."""

import pytest

from commitments.choices import Role, UpdateState
from commitments.rules.update_moves import open_update_moves

DRAFT, SIGNING, SENT = UpdateState.DRAFT, UpdateState.SIGNING, UpdateState.SUBMITTED
RETURNED, APPROVED = UpdateState.RETURNED, UpdateState.APPROVED
REPORTER, APPROVER, OFFICE = Role.REPORTER, Role.APPROVER, Role.SUPERVISOR


def moves(state, role, *said, own=None):
    """Return the moves, sorted; `said` names what is otherwise not so (`approver`, `author`, `deputy`, `closed` …)."""
    own = role != OFFICE if own is None else own
    return sorted(open_update_moves(
        state, role, own_department=own, is_author="author" in said, has_approver="approver" in said,
        is_deputy="deputy" in said, by_office="office" in said, is_writable="closed" not in said,
    ))  # fmt: skip


OWN = [
    (DRAFT, REPORTER, (), ["submit"]),
    (DRAFT, REPORTER, ("author",), ["submit"]),
    (DRAFT, REPORTER, ("approver",), ["send_to_sign"]),
    (DRAFT, OFFICE, (), []),
    (SIGNING, REPORTER, ("approver",), ["withdraw"]),
    (SIGNING, APPROVER, ("approver",), ["send_back", "sign", "withdraw"]),
    (SIGNING, APPROVER, ("approver", "author"), ["send_back", "withdraw"]),
    (SIGNING, REPORTER, ("approver", "deputy"), ["send_back", "sign", "withdraw"]),
    (SIGNING, REPORTER, ("approver", "deputy", "author"), ["send_back", "withdraw"]),
    (SENT, REPORTER, (), ["withdraw"]),
    (SENT, APPROVER, ("approver",), ["withdraw"]),
    (SENT, OFFICE, (), ["approve", "return"]),
    (SENT, OFFICE, ("author",), ["return"]),
    (RETURNED, REPORTER, (), []),
    (APPROVED, REPORTER, (), ["correct"]),
    (APPROVED, OFFICE, (), ["correct"]),
    (SENT, Role.LEADER, (), []),
    (SENT, Role.AUDITOR, (), []),
]


@pytest.mark.parametrize(("state", "role", "said", "found"), OWN)
def test_the_moves_of_the_round(state, role, said, found):
    assert moves(state, role, *said) == found


@pytest.mark.parametrize("state", [DRAFT, SIGNING, SENT, APPROVED])
@pytest.mark.parametrize("role", [REPORTER, APPROVER])
def test_another_department_has_no_move(state, role):
    assert moves(state, role, own=False) == []
    assert moves(state, role) != []


BY_OFFICE = [
    (DRAFT, OFFICE, ("author",), ["submit"]),
    # Signing is the department's: a correction of the office goes to another supervisor, approver or not.
    (DRAFT, OFFICE, ("author", "approver"), ["submit"]),
    (DRAFT, OFFICE, (), []),
    (SENT, OFFICE, ("author",), ["return", "withdraw"]),
    (SENT, OFFICE, (), ["approve", "return"]),
    (APPROVED, OFFICE, ("author",), ["correct"]),
    (APPROVED, OFFICE, (), ["correct"]),
    (SENT, REPORTER, (), []),
    (SIGNING, APPROVER, ("approver",), []),
    (APPROVED, REPORTER, (), ["correct"]),
    (APPROVED, Role.LEADER, (), []),
]


@pytest.mark.parametrize(("state", "role", "said", "found"), BY_OFFICE)
def test_the_moves_on_a_correction_by_the_office(state, role, said, found):
    assert moves(state, role, "office", *said) == found


CLOSED = [
    (DRAFT, REPORTER, (), []),
    (DRAFT, REPORTER, ("approver",), []),
    (SIGNING, APPROVER, ("approver",), ["sign"]),
    (SENT, REPORTER, (), []),
    (SENT, OFFICE, (), ["approve"]),
    (APPROVED, REPORTER, (), ["correct"]),
]


@pytest.mark.parametrize(("state", "role", "said", "found"), CLOSED)
def test_where_nobody_writes_any_more_what_was_sent_is_decided_as_it_is(state, role, said, found):
    assert moves(state, role, "closed", *said) == found


def test_unless_said_otherwise_nobody_is_a_deputy_nor_the_office_the_author_and_the_period_is_open():
    said = {"own_department": True, "is_author": False, "has_approver": True}
    assert open_update_moves(SIGNING, REPORTER, **said) == {"withdraw"}
    assert open_update_moves(DRAFT, REPORTER, **said) == {"send_to_sign"}
