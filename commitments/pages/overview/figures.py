"""The overview's figures: time against work, the lamps and how they changed, and the rows behind each."""

import datetime
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...choices import Kind, Lamp
from ...rules.lamp import average_completion
from ...rules.pace import elapsed_share
from .standing import Item, Standing

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Share:
    """One target that enters the mean: its shares in percent; `counted` is the attained one, at most 100."""

    item: Item
    indicator: str
    attained: Decimal
    expected: Decimal
    cutoff: datetime.date | None

    @property
    def counted(self) -> Decimal:
        return min(self.attained, HUNDRED)


@dataclass(frozen=True)
class LampCount:
    """How many commitments bear a lamp, and by how many that changed; None without a comparison."""

    lamp: str
    count: int
    change: int | None

    @property
    def fewer(self) -> int:
        return -(self.change or 0)


class Figures:
    """The figures of a standing; shares in percent and gaps in points, rounded to 0.01.

    With `keeps` (item → bool) only the shares of these commitments are told.
    """

    def __init__(self, standing: Standing, keeps=None):
        self.standing, self.keeps = standing, keeps

    @cached_property
    def elapsed(self) -> Decimal:
        """The share of the plan's year gone at the data's cut-off, by calendar months."""
        plan = self.standing.plan
        return elapsed_share(plan.starts, plan.ends, self.standing.cutoff)

    @cached_property
    def shares(self) -> list[Share]:
        return [share for share in shares(self.standing.items) if self.keeps is None or self.keeps(share.item)]

    @cached_property
    def completion(self) -> tuple[Decimal, Decimal, int]:
        """(mean attained, mean expected, over how many targets); zeros before anything is reported."""
        return average_completion((share.attained, share.expected) for share in self.shares)

    @property
    def attained(self) -> Decimal:
        return self.completion[0]

    @property
    def expected(self) -> Decimal:
        return self.completion[1]

    @property
    def gap(self) -> Decimal:
        return self.attained - self.expected

    @property
    def distance(self) -> Decimal:
        """The gap without its sign, in points."""
        return abs(self.gap)

    @cached_property
    def lamps(self) -> list[LampCount]:
        now = Counter(item.verdict.official for item in self.standing.items)
        before = Counter(item.verdict.before for item in self.standing.items)
        compared = self.standing.previous is not None
        return [LampCount(lamp, now[lamp], now[lamp] - before[lamp] if compared else None) for lamp in Lamp.values]

    @property
    def behind(self) -> LampCount:
        return next(count for count in self.lamps if count.lamp == Lamp.RED)


def shares(items: list[Item]) -> list[Share]:
    """Return every reported flow, stock and coverage target with its shares, a shared indicator once.

    A stored part is named after its indicator; rates speak in their own points, milestones have no share.
    """
    found = {}
    for item in items:
        for part in (item.verdict.parts or ()) if item.row.kind in Kind.averaged() else ():
            if part["attained"] is not None and part["short_by"] is None:
                found.setdefault(part["label"], share(item, part["label"], part))
    return list(found.values())


def share(item: Item, name: str, part: dict) -> Share:
    """Return a stored part's shares; they are kept as text."""
    cutoff = datetime.date.fromisoformat(part["cutoff"]) if part["cutoff"] else None
    return Share(item, name, Decimal(part["attained"]), Decimal(part["expected"]), cutoff)
