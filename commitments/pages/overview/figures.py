"""The overview's figures: time against work, the lamps and how they changed, the main targets."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...choices import Lamp, Reason
from ...documents.judgement_words import ceiling_words, rate_words
from ...rules.completion import Completion, TargetShare, completion_of, target_shares
from ...rules.pace import elapsed_share
from ...workflow.judgement.assessment import restored_component
from .query import TargetRow, headline_targets
from .standing import PlanStanding, StandingItem


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
        judged = (judged_item(item) for item in self.standing.items)
        return [share for share in target_shares(judged) if self.keeps is None or self.keeps(share.item)]

    @cached_property
    def completion(self) -> Completion:
        return completion_of(self.shares)

    @cached_property
    def lamps(self) -> list[LampCount]:
        now = Counter(item.verdict.official for item in self.standing.items)
        before = Counter(item.verdict.before for item in self.standing.items)
        compared = self.standing.previous is not None
        return [LampCount(lamp, now[lamp], now[lamp] - before[lamp] if compared else None) for lamp in Lamp.values]

    @property
    def behind(self) -> LampCount:
        return next(count for count in self.lamps if count.lamp == Lamp.RED)


def judged_item(item: StandingItem) -> tuple:
    """Return an item as rules.completion wants it; its stored components are read only where they may count."""
    return item, item.row.kind, item.verdict, map(restored_component, item.verdict.components or ())


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
    def own_words(self) -> str:
        """How a rate stands to its target or a figure to its limit, in its own points or unit."""
        unit, short_by, over_by = self.target.unit, self.share["short_by"], self.share["over_by"]
        return rate_words(short_by, unit) if self.is_rate else ceiling_words(over_by, unit)

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
