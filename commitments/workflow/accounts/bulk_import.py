"""Taking in a list of accounts: first what would happen line by line, then all of it or nothing."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from ...models import Department, User
from . import administration

CREATE, CHANGE, SAME, REFUSE = "create", "change", "same", "refuse"


@dataclass(frozen=True)
class Proposal:
    """What one line of the list would do: `outcome`, the facts before and after, and why it is refused.

    `reasons` holds (field, code) pairs: "unknown", "required", "repeated", or a field's own message.
    """

    line: int
    username: str
    outcome: str
    account: User | None = None
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    reasons: tuple = ()


def proposals(rows, on=None) -> list[Proposal]:
    """Return one proposal per row (`line, username, name, title, department, role, email`); nothing is written.

    With a day `on`, nobody joins a department that does not exist then.
    """
    there = set(Department.objects.on(on).values_list("pk", flat=True)) if on else None
    departments = {}
    for department in Department.objects.all():
        departments |= {department.code: department, department.short_name: department}
    known = {user.username.casefold(): user for user in User.objects.select_related("department")}
    seen, found = set(), []
    for row in rows:
        name = row.username.casefold()
        repeated = [("username", "repeated")] if name in seen else []
        seen.add(name)
        proposal = propose(row, known.get(name), departments, repeated)
        found.append(refused_if_ended(proposal, there))
    return found


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
    if row.department and row.department not in departments:
        reasons = [*reasons, ("department", "unknown")]
    account.name = row.name
    account.title = account.title if row.title is None else row.title
    account.department = departments.get(row.department)
    account.email = account.email if row.email is None else row.email
    if row.role and row.role != account.role:
        account.proposed_role = row.role
    administration.release_role(account, former)
    if administration.needs_department(account) and not row.department:
        reasons = [*reasons, ("department", "required")]
    reasons = [*reasons, *field_errors(account)]
    if reasons:
        return Proposal(row.line, row.username, REFUSE, reasons=tuple(reasons))
    old, new = administration.difference(before, administration.account_facts(account))
    outcome = (CHANGE if user else CREATE) if new else SAME
    return Proposal(row.line, row.username, outcome, account, old, new)


def field_errors(account: User) -> list[tuple[str, str]]:
    """Return (field, message) for every value the account's fields refuse."""
    try:
        account.clean_fields(exclude=["password", "department"])
    except ValidationError as error:
        return [(name, message) for name, messages in error.message_dict.items() for message in messages]
    return []


@transaction.atomic
def import_accounts(rows, *, by: User | None, at) -> list[Proposal]:
    """Write every row and return what was done; if a single one is refused, nothing is written."""
    found = proposals(rows, at.date())
    if any(proposal.outcome == REFUSE for proposal in found):
        return found
    for proposal in found:
        if proposal.outcome == CREATE:
            proposal.account.set_unusable_password()
        if proposal.outcome != SAME:
            administration.store_account(proposal.account, by=by, at=at, note="import_accounts")
    return found
