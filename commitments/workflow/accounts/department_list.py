"""Taking in a table of departments: first what would happen line by line, then all of it or nothing.

The table changes and adds. A department it does not name stays as it is: what had duties can only end, on a day and
with a successor, so that every past day and every paper keeps its name.
"""

import datetime
import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from ...choices import Role
from ...models import Assignment, Department, User
from ..record import record
from ..refusals import Refused, Stale
from .administration import difference

ADDED, CHANGED, UNCHANGED, KEPT_OUT = "added", "changed", "unchanged", "kept_out"
DEPARTMENT_FACTS = ("code", "name", "short_name", "kind", "order", "valid_from", "valid_to", "successor")
DAY_AFTER = datetime.timedelta(days=1)


@dataclass(frozen=True)
class DepartmentChange:
    """What one line would do: `outcome`, the facts before and after, why it is forbidden as (column, code), and how
    many current duties a department that ends still bears, which are to be handed over."""

    line: int
    department: Department
    outcome: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    reasons: tuple = ()
    duties_left: int = 0


@dataclass(frozen=True)
class BorneDuties:
    """The first and the last day a department's duties began, the last one of those that end, how many are current."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    until: datetime.date | None = None
    current: int = 0


def department_facts(department: Department) -> dict:
    """Return what the history keeps of a department, JSON-able."""
    found = {name: getattr(department, name) for name in DEPARTMENT_FACTS}
    days = {name: str(found[name] or "") for name in ("valid_from", "valid_to")}
    return found | days | {"successor": department.successor.code if department.successor else ""}


def department_changes(rows, on: datetime.date) -> list[DepartmentChange]:
    """Return one change per row (`line`, `values` by column) on the day `on`; nothing is written."""
    return DepartmentList(rows, on).changes()


def changes_digest(changes: list[DepartmentChange]) -> str:
    """Return a fingerprint of what would be done: what was looked at is what is written, or nothing is."""
    said = [(change.department.code, change.outcome, change.before, change.after) for change in changes]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def not_in_table(rows) -> list[Department]:
    """Return the departments the table does not name: they stay as they are."""
    return list(Department.objects.exclude(code__in=[row.code for row in rows]))


@transaction.atomic
def take_in_departments(rows, *, by: User | None, at, seen: str = "") -> list[DepartmentChange]:
    """Write every row and return what was done; if a single one is forbidden, nothing is written.

    Raises Stale when that is not what was `seen` (a `changes_digest`), Refused when `by` is no system administrator:
    departments are kept by those who keep the accounts in them.
    """
    if by is not None and not by.has_role(Role.SYSTEM_ADMIN):
        raise Refused("store")
    list(Department.objects.select_for_update(no_key=True).order_by("pk"))
    changes = department_changes(rows, localdate(at))
    if seen and seen != changes_digest(changes):
        raise Stale(None)
    if any(change.outcome == KEPT_OUT for change in changes):
        return changes
    done = [change for change in changes if change.outcome in (ADDED, CHANGED)]
    store_departments([change.department for change in done])
    for change in done:
        action = "department_add" if change.outcome == ADDED else "department_change"
        record(action, change.department, by=by, at=at, before=change.before, after=change.after,
               note="load_departments", approved=True)  # fmt: skip
    return changes


def store_departments(departments: list[Department]) -> None:
    """Save them: names set free first, as two may exchange theirs; successors last, as they may be new themselves."""
    for each in departments:
        if each.pk:
            Department.objects.filter(pk=each.pk).update(name=f"~{each.pk}", short_name=f"~{each.pk}")
    successors = [(each, each.successor) for each in departments]
    for each in departments:
        each.successor = None
        each.save()
    for each, successor in successors:
        each.successor = successor
        each.save()


class DepartmentList:
    """One reading of a table over the departments that stand."""

    def __init__(self, rows, on: datetime.date):
        self.rows, self.on = rows, on
        self.stored = {each.code: each for each in Department.objects.select_related("successor")}
        self.before = {code: department_facts(each) for code, each in self.stored.items()}
        borne = Assignment.objects.order_by().values_list("department").annotate(
            first=Min("valid_from"), last=Max("valid_from"), until=Max("valid_to"),
            current=Count("pk", filter=Q(valid_to=None)))  # fmt: skip
        self.duties = {pk: BorneDuties(*found) for pk, *found in borne}
        self.meant = dict(self.stored)
        self.errors = [[] for _row in rows]

    def changes(self) -> list[DepartmentChange]:
        self.fill_in()
        self.by_name = {name: each for each in self.meant.values() for name in (each.name, each.short_name)}
        for row, errors in zip(self.rows, self.errors, strict=True):
            self.name_successor(row, errors)
        for row, errors in zip(self.rows, self.errors, strict=True):
            if self.before.get(row.code) != department_facts(self.meant[row.code]):
                errors += [*self.name_errors(row), *self.day_errors(row), *self.successor_errors(row)]
        return [self.change(row, errors) for row, errors in zip(self.rows, self.errors, strict=True)]

    def fill_in(self) -> None:
        """Put what the rows say into the departments; one that is new without a place comes after all others."""
        last, seen = max((each.order for each in self.stored.values()), default=0), set()
        for row, errors in zip(self.rows, self.errors, strict=True):
            if row.code in seen:
                errors.append(("code", "repeated"))
                continue
            seen.add(row.code)
            last += row.code not in self.stored
            department = self.meant.setdefault(row.code, Department(code=row.code, order=last))
            for name, value in row.values.items():
                if name != "successor":
                    setattr(department, name, value)

    def name_successor(self, row, errors: list) -> None:
        """Put the successor a row names into its department, by code or by a name as the table leaves it."""
        if "successor" not in row.values:
            return
        text = row.values["successor"]
        self.meant[row.code].successor = self.meant.get(text) or self.by_name.get(text)
        if text and not self.meant[row.code].successor:
            errors.append(("successor", "unknown"))

    def name_errors(self, row) -> list[tuple[str, str]]:
        """Return names another department has, and what the fields themselves refuse."""
        department, others = self.meant[row.code], [each for code, each in self.meant.items() if code != row.code]
        taken = {name for each in others for name in (each.name, each.short_name)}
        found = [(name, "taken") for name in ("name", "short_name") if getattr(department, name) in taken]
        try:
            department.clean_fields(exclude=["successor", "leader"])
        except ValidationError as error:
            found += [(name, message) for name, messages in error.message_dict.items() for message in messages]
        return found

    def day_errors(self, row) -> list[tuple[str, str]]:
        """Return why the department cannot begin or end on its days."""
        department = self.meant[row.code]
        begins, ends, duties = department.valid_from, department.valid_to, self.borne_by(department)
        found = [("valid_to", "before_start")] if begins and ends and ends < begins else []
        if begins and duties.first and duties.first < begins:
            found.append(("valid_from", "duties_before"))
        if ends and duties.last and duties.last > ends:
            found.append(("valid_to", "duties_after"))
        if ends and duties.current and ends < self.on:
            found.append(("valid_to", "duties_left"))
        if ends and duties.until and duties.until > ends:
            found.append(("valid_to", "duties_until"))
        if ends and duties.current and not department.successor:
            found.append(("successor", "required"))
        return found

    def successor_errors(self, row) -> list[tuple[str, str]]:
        """Return why the successor cannot take over: itself, in a circle, without a day, or not there the day after."""
        department = self.meant[row.code]
        successor, ends = department.successor, department.valid_to
        if successor is None:
            return []
        if self.leads_back(department):
            return [("successor", "circle")]
        if ends is None:
            return [("valid_to", "required")]
        late = successor.valid_from and successor.valid_from > ends + DAY_AFTER
        return [("successor", "not_there")] if late or (successor.valid_to and successor.valid_to <= ends) else []

    def leads_back(self, department: Department) -> bool:
        """Whether the successors of the department lead back to one of them."""
        passed, each = {department.code}, department.successor
        while each and each.code not in passed:
            passed.add(each.code)
            each = self.meant[each.code].successor
        return each is not None

    def borne_by(self, department: Department) -> BorneDuties:
        return self.duties.get(department.pk, BorneDuties())

    def change(self, row, errors: list) -> DepartmentChange:
        department = self.meant[row.code]
        if errors:
            return DepartmentChange(row.line, department, KEPT_OUT, reasons=tuple(errors))
        known = self.before.get(row.code, {})
        before, after = difference(known, department_facts(department))
        outcome = UNCHANGED if not after else CHANGED if known else ADDED
        left = self.borne_by(department).current if after.get("valid_to") else 0
        return DepartmentChange(row.line, department, outcome, before, after, duties_left=left)
