"""The wall: every commitment a square in report order, by section and paragraph, with the lamps counted."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from ...choices import Lamp
from .rows import CommitmentRow
from .standing import Item, Standing


@dataclass(frozen=True)
class WallRow:
    """One section (told by its first commitment): its squares by paragraph, and how many bear each lamp."""

    first: CommitmentRow
    groups: list[list[Item]]
    counts: list[tuple[str, int]]

    @property
    def numeral(self) -> str:
        """The section's number without its brackets."""
        return self.first.section_number.strip("()（）")


def wall(standing: Standing) -> list[WallRow]:
    """Return the sections that hold commitments, in report order."""
    found = []
    for _section, members in groupby(standing.items, key=lambda item: item.row.section):
        groups = [list(group) for _paragraph, group in groupby(members, key=paragraph)]
        count = Counter(item.verdict.official for group in groups for item in group)
        found.append(WallRow(groups[0][0].row, groups, [(lamp, count[lamp]) for lamp in Lamp.values]))
    return found


def paragraph(item: Item) -> int | None:
    """Return what the squares are grouped by; the main targets, a paragraph each, stand together."""
    return None if item.row.is_headline else item.row.paragraph
