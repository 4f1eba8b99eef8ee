"""The standing by who answers: a row per lead department or leader in charge; the rows add up to the plan."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...choices import Lamp
from ...models import Department, LeadersThen, User, leaders_then
from ...rules.completion import Completion, TargetShare, completion_of
from .figures import Figures
from .standing import PlanStanding, StandingItem

NOBODY = "-"


class Who(NamedTuple):
    """A department or a leader: its code in addresses ("-" for nobody) and its name ("" for nobody)."""

    code: str
    name: str


@dataclass(frozen=True)
class PeopleGroup:
    """The commitments of one of them, and the measurable targets that are counted with them."""

    who: Who
    items: list[StandingItem]
    shares: list[TargetShare]

    @cached_property
    def lamps(self) -> list[tuple[str, int]]:
        count = Counter(item.lamp for item in self.items)
        return [(lamp, count[lamp]) for lamp in Lamp.values]

    @cached_property
    def completion(self) -> Completion:
        return completion_of(self.shares)

    @property
    def late(self) -> int:
        return sum(bool(item.verdict.days_late) for item in self.items)


def who_was(leader: User | None) -> tuple:
    return (leader.username, leader.name) if leader else (None, None)


class People:
    """Who answers for the items of a standing on its day: three queries for them all."""

    def __init__(self, standing: PlanStanding):
        self.standing = standing

    @cached_property
    def then(self) -> LeadersThen:
        return leaders_then(self.standing.on)

    @cached_property
    def departments(self) -> dict[str, tuple]:
        """Short name → (code, leader's account name, leader's name), in the district's order."""
        rows = Department.objects.values_list("pk", "short_name", "code", "leader__username", "leader__name")
        then = {pk: who_was(leader) for pk, leader in self.then.departments.items()}
        return {name: (code, *then.get(pk, leader)) for pk, name, code, *leader in rows}

    @cached_property
    def own_leaders(self) -> dict[int, Who]:
        """Commitment id → the leader named for it alone."""
        rows = self.standing.plan.commitments.exclude(leader=None)
        found = {pk: Who(*who) for pk, *who in rows.values_list("pk", "leader__username", "leader__name")}
        then = {pk: leader and Who(*who_was(leader)) for pk, leader in self.then.commitments.items()}
        return found | then

    def department(self, item: StandingItem) -> Who:
        name = item.row.department
        return Who(self.departments[name][0], name) if name in self.departments else Who(NOBODY, "")

    def leader(self, item: StandingItem) -> Who:
        """Return the commitment's own leader, else its department's."""
        _code, username, name = self.departments.get(item.row.department, (None, None, None))
        return self.own_leaders.get(item.row.pk) or (Who(username, name) if username else Who(NOBODY, ""))

    def of(self, kind: str, item: StandingItem) -> Who:
        return self.department(item) if kind == "department" else self.leader(item)

    def keeps(self, chosen: dict, item: StandingItem) -> bool:
        """Whether the item belongs to what is chosen: department and leader by code, or nothing."""
        return all(self.of(kind, item).code == code for kind, code in chosen.items())

    def groups(self, kind: str) -> list[PeopleGroup]:
        """Return the groups of a kind (department or leader) in the district's order, nobody's last."""
        items, shares = {}, {}
        for item in self.standing.items:
            items.setdefault(self.of(kind, item), []).append(item)
        for share in Figures(self.standing).shares:
            shares.setdefault(self.of(kind, share.item), []).append(share)
        place = {name: number for number, name in enumerate(self.departments)}

        def order(who):
            first = min(place.get(item.row.department, len(place)) for item in items[who])
            return who.code == NOBODY, first, who.name

        return [PeopleGroup(who, items[who], shares.get(who, [])) for who in sorted(items, key=order)]
