"""Accounts: the system administrator proposes, the security administrator grants; every change is recorded.

The duties of system administrator, security administrator and auditor exclude one another (domain: the
round): an account has one role, and nobody grants a role to themselves.
"""

from django.db import transaction

from ...choices import Role, RoleOutcome
from ...models import Department, RoleDecision, User
from ...rules.separation import may_decide
from ..record import record
from ..refusals import Incomplete, Refused
from .persons import excluding_role

ACCOUNT_FACTS = ("username", "name", "title", "email", "phone", "department", "role", "proposed_role", "is_active")


def account_facts(user: User) -> dict:
    """Return what the history keeps of an account, JSON-able; never anything of its password."""
    found = {name: getattr(user, name) for name in ACCOUNT_FACTS}
    return found | {"department": user.department.code if user.department else ""}


def difference(before: dict, after: dict) -> tuple[dict, dict]:
    """Return both sides reduced to the facts that differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before[name] for name in names if name in before}, {name: after[name] for name in names}


def needs_department(user: User) -> bool:
    """Whether the account's role, granted or proposed, asks for a department that is missing."""
    return user.department_id is None and bool({user.role, user.proposed_role} & set(Role.of_department()))


def enters_ended_department(user: User, former, on) -> bool:
    """Whether the account joins a department, other than `former`, that does not exist on the day."""
    joined = user.department_id if user.department != former else None
    return joined is not None and not Department.objects.on(on).filter(pk=joined).exists()


def release_role(user: User, former) -> None:
    """Turn the role of a reporter or approver who left the department `former` back into a proposal."""
    if user.fills_in and user.department != former:
        user.role, user.proposed_role = "", user.proposed_role or user.role


def note_proposer(user: User, stored: User | None, by: User | None) -> None:
    """Keep who proposed the account's role: it is not theirs to grant."""
    if not user.proposed_role:
        user.proposed_by = None
    elif stored is None or user.proposed_role != stored.proposed_role:
        user.proposed_by = by


def record_account(action: str, user: User, before: dict, *, by, at, note: str = "") -> None:
    """Record an act on an account, for the auditor too."""
    old, new = difference(before, account_facts(user))
    subject = f"{user.name} ({user.username})"
    record(action, subject, of=user, by=by, at=at, before=old, after=new, note=note, approved=True)


@transaction.atomic
def store_account(user: User, *, by: User | None, at, note: str = "") -> User:
    """Save an account as the system administrator left it (new or changed) and record the difference.

    A role is held for a department: who moves to another one holds it as proposed until it is granted again.
    Raises Refused when `by` may not keep accounts or would shut themselves out, Incomplete when a reporter or
    approver has no department, or anybody joins one that does not exist on that day.
    """
    stored = User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    if by is not None and not by.has_role(Role.SYSTEM_ADMIN):
        raise Refused("store")
    if by is not None and by.pk == user.pk and not user.is_active:
        raise Refused("deactivate")
    user.role = stored.role if stored else ""
    if stored:
        release_role(user, stored.department)
    if needs_department(user):
        raise Incomplete({"department": "required"})
    if enters_ended_department(user, stored.department if stored else None, at.date()):
        raise Incomplete({"department": "not_there"})
    before = account_facts(stored) if stored else {}
    note_proposer(user, stored, by)
    if stored is None and user.password and user.has_usable_password():
        user.first_password_at = at
    user.save()
    record_account("account_change" if stored else "account_add", user, before, by=by, at=at, note=note)
    return user


@transaction.atomic
def grant_role(user: User, role: str, *, by: User, at) -> User:
    """Give the account its one role; a proposal is settled by it.

    Raises Refused unless `by` is a security administrator, someone else, and not who proposed it; Incomplete when the
    role is missing, asks for a department the account does not have, or is excluded by one its person holds.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_decider(user, by, "grant")
    before, proposed_by = account_facts(user), user.proposed_by
    user.role, user.proposed_role, user.proposed_by = role, "", None
    if role not in Role.values:
        raise Incomplete({"role": "required"})
    if needs_department(user):
        raise Incomplete({"department": "required"})
    if excluding_role(user, role):
        raise Incomplete({"role": "combined"})
    user.save()
    RoleDecision.objects.create(
        account=user, role=role, outcome=RoleOutcome.GRANTED, proposed_by=proposed_by, decided_by=by, at=at
    )
    record_account("account_grant", user, before, by=by, at=at)
    return user


@transaction.atomic
def refuse_role(user: User, *, by: User, at, reason: str) -> User:
    """Turn down the role proposed for the account, which keeps the one it has; the reason is kept.

    Raises Refused as grant_role does, and where nothing is proposed; Incomplete without a reason.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_decider(user, by, "refuse")
    if not user.proposed_role:
        raise Refused("refuse")
    if not reason:
        raise Incomplete({"reason": "required"})
    before = account_facts(user)
    RoleDecision.objects.create(
        account=user, role=user.proposed_role, outcome=RoleOutcome.REFUSED, reason=reason,
        proposed_by=user.proposed_by, decided_by=by, at=at,
    )  # fmt: skip
    user.proposed_role, user.proposed_by = "", None
    user.save()
    record_account("account_refuse", user, before, by=by, at=at, note=reason)
    return user


def require_decider(user: User, by: User, move: str) -> None:
    """Raise Refused unless `by` may decide on the account's role."""
    if not by.has_role(Role.SECURITY_ADMIN) or not may_decide(user.pk, user.proposed_by_id, by.pk):
        raise Refused(move, user.role)


def record_password_change(user: User, *, by: User, at) -> None:
    """Record that an account got a new password or lost it; one that somebody else gave is a first password again."""
    user.first_password_at = None if by.pk == user.pk else at
    User.objects.filter(pk=user.pk).update(first_password_at=user.first_password_at)
    record("account_password", f"{user.name} ({user.username})", of=user, by=by, at=at, approved=True)


@transaction.atomic
def create_administrators(system: User, security: User, *, at) -> None:
    """Save the first system and the first security administrator, unsaved accounts with their passwords set.

    Raises Refused when there is an administrator already, Incomplete when a user name is taken.
    """
    if User.objects.filter(role__in=Role.of_administration()).exists():
        raise Refused("create_admin")
    for user, role in ((system, Role.SYSTEM_ADMIN), (security, Role.SECURITY_ADMIN)):
        if User.objects.filter(username__iexact=user.username).exists():
            raise Incomplete({"username": "taken"})
        user.role = role
        user.save()
        record_account("account_add", user, {}, by=None, at=at, note="create_admin")
