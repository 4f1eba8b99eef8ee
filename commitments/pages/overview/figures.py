"""The overview's figures: time against work, the lamps and how they changed, the main targets."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...choices import Kind, Lamp, Reason
from ...rules.lamp import average_completion
from ...rules.pace import elapsed_share
from ...rules.shares import HUNDRED
from .query import TargetRow, headline_targets
from .standing import PlanStanding, StandingItem


@dataclass(frozen=True)
class TargetShare:
    """One target that enters the mean: its shares in percent; `counted` is the attained one, at most 100."""

    item: StandingItem
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

    def __init__(self, standing: PlanStanding, keeps=None):
        self.standing, self.keeps = standing, keeps

    @cached_property
    def elapsed(self) -> Decimal:
        """The share of the plan's year gone at the data's cut-off, by calendar months."""
        plan = self.standing.plan
        return elapsed_share(plan.starts, plan.ends, self.standing.cutoff)

    @cached_property
    def shares(self) -> list[TargetShare]:
        return [share for share in target_shares(self.standing.items) if self.keeps is None or self.keeps(share.item)]

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


def target_shares(items: list[StandingItem]) -> list[TargetShare]:
    """Return every reported flow, stock and coverage target with its shares, a shared indicator once.

    A stored component is named after its indicator; rates speak in their own points, milestones have no share.
    """
    found = {}
    for item in items:
        for component in (item.verdict.components or ()) if item.row.kind in Kind.averaged() else ():
            if component["attained"] is not None and component["short_by"] is None:
                found.setdefault(component["label"], target_share(item, component["label"], component))
    return list(found.values())


def target_share(item: StandingItem, name: str, component: dict) -> TargetShare:
    """Return a stored component's shares; they are kept as text."""
    cutoff = datetime.date.fromisoformat(component["cutoff"]) if component["cutoff"] else None
    return TargetShare(item, name, Decimal(component["attained"]), Decimal(component["expected"]), cutoff)


HEADLINE_FIGURES = ("attained", "expected", "gap", "short_by", "over_by")


@dataclass(frozen=True)
class Headline:
    """A line of the table; `target` is None where the promise holds no figure, `component` is its judgement."""

    item: StandingItem
    target: TargetRow | None
    number: str
    component: dict

    @property
    def name(self) -> str:
        """The title without the wording of its target, which stands in a column of its own."""
        return self.item.row.title.removesuffix(self.target.wording) if self.target else self.item.row.title

    @cached_property
    def share(self) -> dict[str, Decimal | None]:
        """attained, expected, gap, short_by and over_by; None where the verdict has none."""
        return {name: Decimal(self.component[name]) if self.component.get(name) else None for name in HEADLINE_FIGURES}

    @property
    def has_figure(self) -> bool:
        """Whether a figure stands behind the lamp; what was reported before a missing report does not."""
        return self.item.verdict.actual is not None and self.item.lamp != Lamp.GREY

    @property
    def said(self) -> str:
        """The first clause of the department's report, or "" without one."""
        return re.split("[，,。；;]", self.item.verdict.narrative or "", maxsplit=1)[0]

    @property
    def reason(self) -> str:
        return Reason(self.item.verdict.reason).label

    @property
    def is_rate(self) -> bool:
        """Whether it speaks in its own points; the share only lights its lamp."""
        return self.share["short_by"] is not None

    @property
    def met(self) -> bool:
        return bool(self.component.get("met"))


def headlines(figures: Figures) -> list[Headline]:
    """Return the main targets in report order, numbered by paragraph as the report does."""
    targets = headline_targets(figures.standing.plan)
    found, last, number = [], None, 0
    for item in figures.standing.items:
        if not item.row.is_headline:
            continue
        first = item.row.paragraph != last
        number, last = number + first, item.row.paragraph
        target = targets.get(item.row.pk)
        component = item.verdict.components[0] if target and item.verdict.components else {}
        found.append(Headline(item, target, str(number) if first else "", component))
    return found
