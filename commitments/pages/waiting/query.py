"""What an account sees of the things that wait: its own, its department's or all, narrowed by the reader's filter."""

from dataclasses import dataclass
from functools import cached_property

from ...choices import Role
from ...workflow.todo.waiting import Wait, deputies_on, open_waits

MINE, US, ALL = "mine", "us", "all"
VIEWS = {Role.REPORTER: (MINE, US), Role.APPROVER: (MINE, US), Role.SUPERVISOR: (MINE, ALL), Role.LEADER: (ALL,)}
OFFICE_OWNER = "office"


@dataclass
class TodoList:
    """A plan's open things for one reader on a day; `asked` is the query of the address."""

    plan: object
    user: object
    on: object
    asked: dict

    @cached_property
    def views(self) -> dict[str, list[Wait]]:
        """Return view → its rows, for the views of the account's role."""
        own = self.user.department_id if self.user.fills_in else None
        rows, signing = open_waits(self.plan, self.on, department=own), deputies_on(self.on)
        found = {
            MINE: lambda: [wait for wait in rows if wait.waits_for(self.user, signing)],
            US: lambda: [wait for wait in rows if wait.concerns(self.user.department)],
            ALL: lambda: rows,
        }
        return {name: found[name]() for name in VIEWS[self.user.role]}

    @property
    def view(self) -> str:
        asked = self.asked.get("view", "")
        return asked if asked in self.views else next(iter(self.views))

    @property
    def whole(self) -> list[Wait]:
        """The rows of the view before the filter."""
        return self.views[self.view]

    @cached_property
    def departments(self) -> list[tuple[str, str]]:
        """Return (value, name) of whom the view's rows wait for; the office is named by the page."""
        named = {w.department for w in self.whole if w.department}
        return [(each.code, each.short_name) for each in sorted(named, key=lambda each: each.place)]

    @cached_property
    def has_office(self) -> bool:
        return any(wait.department is None for wait in self.whole)

    @property
    def owners(self) -> int:
        """How many departments, the office among them, the view's rows wait for."""
        return len(self.departments) + self.has_office

    @property
    def is_mixed(self) -> bool:
        """Whether there is anything to narrow."""
        return self.owners > 1 or len(self.states) > 1

    @cached_property
    def states(self) -> list[str]:
        return sorted({wait.key for wait in self.whole})

    @property
    def department(self) -> str:
        asked = self.asked.get("department", "")
        return asked if asked in {OFFICE_OWNER, *dict(self.departments)} else ""

    @property
    def state(self) -> str:
        return self.asked.get("state", "") if self.asked.get("state") in self.states else ""

    @cached_property
    def rows(self) -> list[tuple[Wait, int]]:
        """Return (row, days over) of those the filter leaves."""
        kept = [wait for wait in self.whole if not self.department or owner_of(wait) == self.department]
        return [(wait, wait.days_over(self.on)) for wait in kept if not self.state or wait.key == self.state]

    @property
    def over(self) -> int:
        return sum(days > 0 for _wait, days in self.rows)


def owner_of(wait: Wait) -> str:
    return wait.department.code if wait.department else OFFICE_OWNER
