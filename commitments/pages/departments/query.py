"""What a brought table of departments would do, line by line."""

import datetime
from dataclasses import dataclass, field

from ...documents.department_words import difference_words, reason_words
from ...documents.departments_table import DepartmentRow
from ...documents.headed_table import LineError
from ...models import Department
from ...workflow.accounts.department_list import (
    ADDED,
    CHANGED,
    KEPT_OUT,
    UNCHANGED,
    DepartmentChange,
    changes_digest,
    department_changes,
    not_in_table,
)


@dataclass(frozen=True)
class BroughtDepartments:
    """A table as it is read: what it would change, what stops it, and which departments it does not name.

    `whole` says why nothing of it can be read.
    """

    changes: list[DepartmentChange] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    absent: list[Department] = field(default_factory=list)
    whole: str = ""

    @property
    def digest(self) -> str:
        return changes_digest(self.changes)

    @property
    def told(self) -> list[tuple[DepartmentChange, list[str]]]:
        """Each line that would change something, with what."""
        return [(each, difference_words(each)) for each in self.changes if each.outcome in (ADDED, CHANGED)]

    @property
    def stopped(self) -> list[tuple[int, str, list[str]]]:
        """Each line that stops the table: its number, its department, why."""
        kept_out = [
            (each.line, str(each.department), [reason_words(*reason) for reason in each.reasons])
            for each in self.changes
            if each.outcome == KEPT_OUT
        ]
        return sorted([*kept_out, *((each.line, "", [each.message]) for each in self.errors)])

    @property
    def unchanged(self) -> int:
        return sum(each.outcome == UNCHANGED for each in self.changes)

    def counted(self, outcome: str) -> int:
        return sum(each.outcome == outcome for each in self.changes)

    @property
    def added(self) -> int:
        return self.counted(ADDED)

    @property
    def changed(self) -> int:
        return self.counted(CHANGED)


def brought_departments(rows: list[DepartmentRow], errors: list[LineError], on: datetime.date) -> BroughtDepartments:
    """Return what the rows would do on the day, beside the errors of lines that cannot be read."""
    whole = errors[0].message if len(errors) == 1 and not rows else ""
    return BroughtDepartments(department_changes(rows, on), errors, not_in_table(rows), whole)
