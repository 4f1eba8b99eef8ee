"""The progress update's workflow as one table, and who may make which move."""

from ..choices import Role, UpdateState

DRAFT, SIGNING, SUBMITTED = UpdateState.DRAFT, UpdateState.SIGNING, UpdateState.SUBMITTED
RETURNED, APPROVED = UpdateState.RETURNED, UpdateState.APPROVED

# A correction leaves the approved revision as it is: its state is that of the new one.
UPDATE_MOVES = {
    (DRAFT, "send_to_sign"): SIGNING,
    (DRAFT, "submit"): SUBMITTED,
    (SIGNING, "sign"): SUBMITTED,
    (SIGNING, "send_back"): DRAFT,
    (SIGNING, "withdraw"): DRAFT,
    (SUBMITTED, "withdraw"): DRAFT,
    (SUBMITTED, "approve"): APPROVED,
    (SUBMITTED, "return"): RETURNED,
    (APPROVED, "correct"): DRAFT,
}
DEPARTMENT_MOVES = frozenset({"send_to_sign", "submit", "withdraw", "correct"})
SIGNING_MOVES = frozenset({"sign", "send_back"})
ROLE_MOVES = {
    Role.REPORTER: DEPARTMENT_MOVES,
    Role.APPROVER: DEPARTMENT_MOVES | SIGNING_MOVES,
    Role.SUPERVISOR: frozenset({"approve", "return", "correct"}),
}
# What the office may do with a correction it wrote itself; the department then has no hand in it.
OFFICE_MOVES = frozenset({"submit", "withdraw", "approve", "return"})
# Moves after which somebody must be able to write; into a closed period nothing is handed back.
FOR_WRITING = frozenset({"send_to_sign", "submit", "send_back", "withdraw", "return"})
# Moves nobody makes on what they wrote themselves.
FOUR_EYES = frozenset({"sign", "approve"})


def open_update_moves(
    state: str,
    role: str,
    *,
    own_department: bool,
    is_author: bool,
    has_approver: bool,
    is_deputy: bool = False,
    by_office: bool = False,
    is_writable: bool = True,
) -> frozenset[str]:
    """Return the moves open in `state` to an account of `role`.

    Department moves need the own department; with an approver an update is signed before it is submitted.
    A deputy signs in an approver's place. A correction written by the office (`by_office`) goes from supervisor
    to supervisor, and only its author takes it back. Where nobody may write any more (not `is_writable`), what was
    sent is decided as it is.
    """
    mine = ROLE_MOVES.get(role, frozenset()) | (SIGNING_MOVES if is_deputy else frozenset())
    if role != Role.SUPERVISOR and (by_office or not own_department):
        mine &= frozenset({"correct"}) if own_department else frozenset()
    if by_office and role == Role.SUPERVISOR:
        mine = (OFFICE_MOVES if is_author else frozenset({"approve", "return"})) | {"correct"}
    open_now = {move for (start, move) in UPDATE_MOVES if start == state} & mine
    if is_author:
        open_now -= FOUR_EYES
    if not is_writable:
        open_now -= FOR_WRITING
    open_now.discard("submit" if has_approver and not by_office else "send_to_sign")
    return frozenset(open_now)
