"""The praise behind the lamps: commitments finished before they were planned, and those well ahead."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...choices import Kind
from ...documents.judgement_words import gap_words, late_words
from ...models import Verdict
from ...rules.praise import finished_early, is_ahead
from ...workflow.assessment import revived
from .standing import Item, Standing


@dataclass(frozen=True)
class Praised:
    """One commitment with what it is praised for: days early, what was planned at the cut-off, or the gap."""

    item: Item
    cutoff: date | None
    days: int | None = None
    planned: Decimal | None = None
    gap: Decimal | None = None

    @property
    def said(self) -> str:
        """The days early or the gap in words, "" where neither is known."""
        if self.days is not None:
            return late_words(-self.days)
        return gap_words(self.gap) if self.gap is not None else ""


def praised(standing: Standing) -> tuple[list[Praised], list[Praised]]:
    """Return what was finished early, in report order, and what is well ahead, the widest gap first; one query."""
    items = standing.items  # read first: it judges a day nobody asked for yet
    rows = Verdict.objects.filter(commitment__plan=standing.plan, on=standing.on)
    told = {
        values[0]: values[1:]
        for values in rows.values_list("commitment_id", "parts", "cutoff", "gap", "commitment__due")
    }
    early, ahead = [], []
    for item in items:
        parts, cutoff, gap, due = told[item.row.pk]
        parts = tuple(revived(part) for part in parts)
        if finished_early(item.lamp, parts, cutoff, due):
            early.append(finished(item, parts, cutoff))
        elif item.row.kind in Kind.averaged() and is_ahead(item.lamp, gap):
            ahead.append(Praised(item, cutoff, gap=gap))
    return early, sorted(ahead, key=lambda each: -each.gap)


def finished(item: Item, parts, cutoff) -> Praised:
    """Return the praise of something finished: by its latest milestone, else by the share that was planned."""
    days = [-part.late_days for part in parts if part.late_days is not None]
    planned = [part.expected for part in parts if part.expected is not None]
    return Praised(item, cutoff, min(days, default=None), max(planned, default=None))
