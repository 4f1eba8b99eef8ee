"""The progress update's workflow as one table, and who may make which move."""

from ..choices import Role, UpdateState

DRAFT, SIGNING, SUBMITTED = (
    UpdateState.DRAFT,
    UpdateState.SIGNING,
    UpdateState.SUBMITTED,
)
RETURNED, APPROVED = UpdateState.RETURNED, UpdateState.APPROVED

TABLE = {
    (DRAFT, "send_to_sign"): SIGNING,
    (DRAFT, "submit"): SUBMITTED,
    (SIGNING, "sign"): SUBMITTED,
    (SIGNING, "send_back"): DRAFT,
    (SIGNING, "withdraw"): DRAFT,
    (SUBMITTED, "withdraw"): DRAFT,
    (SUBMITTED, "approve"): APPROVED,
    (SUBMITTED, "return"): RETURNED,
}
DEPARTMENT = frozenset({"send_to_sign", "submit", "withdraw"})
ROLES = {
    Role.REPORTER: DEPARTMENT,
    Role.APPROVER: DEPARTMENT | {"sign", "send_back"},
    Role.SUPERVISOR: frozenset({"approve", "return"}),
}
# Moves nobody makes on what they wrote themselves.
FOUR_EYES = frozenset({"sign", "approve"})


def moves(state: str, role: str, *, own_department: bool, is_author: bool, has_approver: bool) -> frozenset[str]:
    """Return the moves open in `state` to an account of `role`.

    Department moves need the own department; with an approver an update is signed before it is submitted.
    """
    open_now = {move for (start, move) in TABLE if start == state} & ROLES.get(role, frozenset())
    if role != Role.SUPERVISOR and not own_department:
        return frozenset()
    if is_author:
        open_now -= FOUR_EYES
    open_now.discard("submit" if has_approver else "send_to_sign")
    return frozenset(open_now)
