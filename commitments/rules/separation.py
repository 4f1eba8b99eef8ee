"""Which roles one person may hold beside one another, in whatever accounts; and who may grant what to whom.

An account has one role, so the duties can only meet in one person with two accounts: known by the same telephone
number or address. Those who run the ledger touch no business in it, and nobody decides on what they wrote themselves.
"""

from ..choices import Role

# Each set holds roles that exclude one another: who writes, who signs off, and who reviews; who reads along may write.
WRITING_AND_DECIDING = frozenset({Role.REPORTER, Role.APPROVER, Role.SUPERVISOR})
RUNNING_THE_LEDGER = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})


def may_be_combined(first: str, second: str) -> bool:
    """Whether one person may hold both roles."""
    if first == second:
        return True
    if {first, second} & RUNNING_THE_LEDGER:
        return False
    return not {first, second} <= WRITING_AND_DECIDING


def excluded_by(role: str, held) -> str:
    """Return the first of the roles `held` by the same person that excludes `role`, "" where none does."""
    return next((each for each in sorted(held) if each and not may_be_combined(role, each)), "") if role else ""


def may_decide(account: int, proposed_by: int | None, decider: int) -> bool:
    """Whether the account `decider` may grant or refuse a role: neither its own nor one it proposed."""
    return decider not in (account, proposed_by)
