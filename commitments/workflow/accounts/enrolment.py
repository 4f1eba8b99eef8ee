"""Proposed accounts granted or refused many at once, and first passwords: given once, to be changed by their person.

Passwords are made and hashed before anything is locked: that takes a tenth of a second each.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ...choices import Role
from ...models import User
from ...rules.first_password import first_password
from ...rules.separation import may_decide
from ..refusals import Incomplete, Refused, Stale
from .administration import account_facts, grant_role, needs_department, record_account, refuse_role
from .persons import excluding_role

MOST_AT_ONCE = 80


@dataclass(frozen=True)
class FirstPassword:
    """What is printed on a slip, and what is stored of it; its text shows neither."""

    account: User
    plain: str = field(repr=False)
    encoded: str = field(repr=False)


def check_number(seen: dict[int, str]) -> None:
    """Raise Incomplete with `accounts` (none, too_many) unless so many can be decided on at once."""
    if not 0 < len(seen) <= MOST_AT_ONCE:
        raise Incomplete({"accounts": "too_many" if seen else "none"})


def first_passwords(accounts: Iterable[User]) -> list[FirstPassword]:
    """Return a new password for each account; nothing is stored."""
    made = [(account, first_password(secrets.choice)) for account in accounts]
    return [FirstPassword(account, plain, make_password(plain)) for account, plain in made]


def account_version(account: User) -> str:
    """Return a fingerprint of what somebody who decides on the account has seen of it."""
    seen = (account_facts(account), account.proposed_by_id, account.password, account.first_password_at)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def grant_errors(accounts: Iterable[User], by: User) -> dict[str, str]:
    """Return user name → why the account's proposed role cannot be granted by `by`."""
    found = {account.username: grant_error(account, by) for account in accounts}
    return {name: code for name, code in found.items() if code}


def grant_error(account: User, by: User) -> str:
    if not account.proposed_role:
        return "settled"
    if not may_decide(account.pk, account.proposed_by_id, by.pk):
        return "own"
    if account.department_id is None and needs_department(account):
        return "department"
    return "combined" if excluding_role(account, account.proposed_role) else ""


@transaction.atomic
def grant_proposed(seen: dict[int, str], passwords: Iterable[FirstPassword], *, by: User, at) -> list[User]:
    """Grant the proposed role of each account, key → version, with the first passwords of those that have none.

    All or nothing. Raises Refused unless `by` is a security administrator, Stale where an account was changed
    meanwhile, Incomplete with user name → why (grant_error), or accounts: none or too_many.
    """
    accounts = locked_accounts(seen, by)
    if errors := grant_errors(accounts, by):
        raise Incomplete(errors)
    granted = [grant_role(account, account.proposed_role, by=by, at=at) for account in accounts]
    store_first_passwords(passwords, by=by, at=at)
    if errors := grant_errors_between(granted):
        raise Incomplete(errors)
    return granted


def grant_errors_between(granted: Iterable[User]) -> dict[str, str]:
    """Return user name → combined where two roles granted in one act exclude one another in one person."""
    return {each.username: "combined" for each in granted if excluding_role(each, each.role)}


@transaction.atomic
def refuse_proposed(seen: dict[int, str], *, by: User, at, reason: str) -> list[User]:
    """Refuse the proposed role of each account, key → version, with one reason; all or nothing. Raises as granting."""
    accounts = locked_accounts(seen, by)
    if not reason:
        raise Incomplete({"reason": "required"})
    errors = {each.username: code for each in accounts if (code := grant_error(each, by)) in ("own", "settled")}
    if errors:
        raise Incomplete(errors)
    return [refuse_role(account, by=by, at=at, reason=reason) for account in accounts]


@transaction.atomic
def renew_first_passwords(
    seen: dict[int, str], passwords: Iterable[FirstPassword], *, by: User, at, reason: str
) -> list[User]:
    """Give new first passwords to accounts, key → version, that were never signed in with the old one.

    Whoever chose a password of their own gets none here. Raises as granting, and Incomplete without a reason.
    """
    accounts = locked_accounts(seen, by)
    if not reason:
        raise Incomplete({"reason": "required"})
    errors = {each.username: "settled" for each in accounts if not awaits_first_sign_in(each)}
    errors |= {each.username: "own" for each in accounts if each.pk == by.pk}
    if errors:
        raise Incomplete(errors)
    store_first_passwords(passwords, by=by, at=at, note=reason)
    return accounts


def awaits_first_sign_in(account: User) -> bool:
    """Whether the account holds a role and nobody chose a password for it yet."""
    return account.is_active and bool(account.role) and not account.has_own_password


def locked_accounts(seen: dict[int, str], by: User) -> list[User]:
    """Return the accounts as they were seen, locked; raises Refused, Incomplete and Stale as grant_proposed does."""
    if not by.has_role(Role.SECURITY_ADMIN):
        raise Refused("grant")
    check_number(seen)
    rows = User.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=seen)
    accounts = list(rows.select_related("department").order_by("pk"))
    changed = next((each for each in accounts if account_version(each) != seen[each.pk]), None)
    if changed or len(accounts) != len(seen):
        raise Stale(changed)
    return accounts


def store_first_passwords(passwords: Iterable[FirstPassword], *, by: User, at, note: str = "") -> None:
    """Store what was hashed, and record that a slip was made: never anything of the password."""
    for each in passwords:
        account = User.objects.get(pk=each.account.pk)
        before = account_facts(account)
        account.password, account.first_password_at = each.encoded, at
        account.save(update_fields=["password", "first_password_at"])
        record_account("account_slip", account, before, by=by, at=at, note=note)
