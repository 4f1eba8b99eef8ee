"""Taking in a list of accounts: first what would happen line by line, then all of it or nothing."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from ...choices import Role
from ...models import Department, User
from ...rules.phone import is_phone, plain_phone
from ...rules.separation import excluded_by
from ..refusals import Refused, Stale
from . import administration
from .persons import person_marks

CREATE, CHANGE, SAME, REFUSE = "create", "change", "same", "refuse"


@dataclass(frozen=True)
class Proposal:
    """What one line of the list would do: `outcome`, the facts before and after, and why it is refused.

    `reasons` holds (field, code) pairs: "unknown", "required", "repeated", "taken" (by somebody of another name),
    "not_there", "combined", or a field's own message.
    """

    line: int
    username: str
    outcome: str
    account: User | None = None
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    reasons: tuple = ()

    @property
    def loses_place(self) -> bool:
        """Whether a standing account leaves its department or its role."""
        return self.outcome == CHANGE and bool({"department", "role", "is_active"} & self.after.keys())


def proposals(rows, on=None) -> list[Proposal]:
    """Return one proposal per row (`line, username, name, title, department, role, email, phone`); nothing is written.

    With a day `on`, nobody joins a department that does not exist then.
    """
    there = set(Department.objects.on(on).values_list("pk", flat=True)) if on else None
    departments = {}
    for department in Department.objects.all():
        departments |= dict.fromkeys((department.code, department.short_name, department.name), department)
    known = {user.username.casefold(): user for user in User.objects.select_related("department")}
    seen, found = set(), []
    for row in rows:
        name = row.username.casefold()
        repeated = [("username", "repeated")] if name in seen else []
        seen.add(name)
        proposal = propose(row, known.get(name), departments, repeated)
        found.append(refused_if_ended(proposal, there))
    return refused_if_combined(found)


def refused_if_combined(found: list[Proposal]) -> list[Proposal]:
    """Return the proposals, those refused whose person would have another account with a role that excludes this."""
    meant = {each.account.username.casefold(): each.account for each in found if each.account}
    stored = (user for user in User.objects.filter(is_active=True) if user.username.casefold() not in meant)
    roles = defaultdict(list)
    for account in (*stored, *meant.values()):
        for mark in person_marks(account):
            roles[mark].append((account.username, account.proposed_role or account.role))
    return [refused_as_combined(each) if is_combined(each, roles) else each for each in found]


def is_combined(proposal: Proposal, roles: dict) -> bool:
    """Whether a role the line proposes is excluded by one of another account with a mark of the same person."""
    if not proposal.account or "proposed_role" not in proposal.after:
        return False
    own = proposal.account
    held = [role for mark in person_marks(own) for name, role in roles[mark] if name != own.username]
    return bool(excluded_by(own.proposed_role, held))


def refused_as_combined(proposal: Proposal) -> Proposal:
    return Proposal(proposal.line, proposal.username, REFUSE, reasons=(("role", "combined"),))


def refused_if_ended(proposal: Proposal, there: set[int] | None) -> Proposal:
    """Return the proposal, refused where the account would join a department that is not among those `there`."""
    joins = there is not None and proposal.account is not None and "department" in proposal.after
    if not joins or proposal.account.department_id in there | {None}:
        return proposal
    return Proposal(proposal.line, proposal.username, REFUSE, reasons=(("department", "not_there"),))


def propose(row, user: User | None, departments: dict, reasons: list) -> Proposal:
    """Return what the row would do to `user`, or to a new account; a role is only ever proposed."""
    account = user or User(username=row.username)
    former, before = account.department, administration.account_facts(account) if user else {}
    if user and row.name and user.name != row.name:
        reasons = [*reasons, ("username", "taken")]
    if row.department and row.department not in departments:
        reasons = [*reasons, ("department", "unknown")]
    account.name = row.name
    account.title = account.title if row.title is None else row.title
    account.department = departments.get(row.department)
    account.email = account.email if row.email is None else row.email
    account.phone = account.phone if row.phone is None else plain_phone(row.phone)
    if row.role and row.role != account.role:
        account.proposed_role = row.role
    administration.release_role(account, former)
    if administration.needs_department(account) and not row.department:
        reasons = [*reasons, ("department", "required")]
    reasons = [*reasons, *field_errors(account)]
    if account.phone and not is_phone(account.phone):
        reasons = [*reasons, ("phone", "unfit")]
    if reasons:
        return Proposal(row.line, row.username, REFUSE, reasons=tuple(reasons))
    old, new = administration.difference(before, administration.account_facts(account))
    outcome = (CHANGE if user else CREATE) if new else SAME
    return Proposal(row.line, row.username, outcome, account, old, new)


def field_errors(account: User) -> list[tuple[str, str]]:
    """Return (field, message) for every value the account's fields refuse."""
    try:
        account.clean_fields(exclude=["password", "department", "proposed_by"])
    except ValidationError as error:
        return [(name, message) for name, messages in error.message_dict.items() for message in messages]
    return []


def proposals_version(found: list[Proposal]) -> str:
    """Return a fingerprint of what somebody was shown the rows would do."""
    seen = [(each.line, each.username, each.outcome, each.before, each.after) for each in found]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


@transaction.atomic
def import_accounts(rows, *, by: User | None, at, seen: str = "") -> list[Proposal]:
    """Write every row and return what was done; if a single one is refused, nothing is written.

    Raises Refused when `by` may not keep accounts; Stale when the rows would do something else than was `seen`.
    """
    if by is not None and not by.has_role(Role.SYSTEM_ADMIN):
        raise Refused("store")
    found = proposals(rows, at.date())
    if seen and proposals_version(found) != seen:
        raise Stale(None)
    if any(proposal.outcome == REFUSE for proposal in found):
        return found
    for proposal in found:
        if proposal.outcome == CREATE:
            proposal.account.set_unusable_password()
        if proposal.outcome != SAME:
            administration.store_account(proposal.account, by=by, at=at, note="import_accounts")
    return found
