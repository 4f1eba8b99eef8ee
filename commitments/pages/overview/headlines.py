"""The main targets: what was promised, last year's figure, what is reached and how far that is."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...choices import Lamp, Reason
from .figures import Figures
from .rows import TargetRow, headline_targets
from .standing import Item

SHARES = ("attained", "expected", "gap", "short_by", "over_by")


@dataclass(frozen=True)
class Headline:
    """A line of the table; `target` is None where the promise holds no figure, `part` is its judgement."""

    item: Item
    target: TargetRow | None
    number: str
    part: dict

    @property
    def name(self) -> str:
        """The title without the wording of its target, which stands in a column of its own."""
        return self.item.row.title.removesuffix(self.target.wording) if self.target else self.item.row.title

    @cached_property
    def share(self) -> dict[str, Decimal | None]:
        """attained, expected, gap, short_by and over_by; None where the verdict has none."""
        return {name: Decimal(self.part[name]) if self.part.get(name) else None for name in SHARES}

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
        return bool(self.part.get("met"))


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
        part = item.verdict.parts[0] if target and item.verdict.parts else {}
        found.append(Headline(item, target, str(number) if first else "", part))
    return found
