"""The report as one reads it: sections and paragraphs in order, every promise with its lamp of the day."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from ...choices import Lamp
from ...models import Paragraph, Plan, Section
from ...workflow import assessment
from .text import Passage, Promise


@dataclass(frozen=True)
class Chapter:
    """One section with its paragraphs."""

    section: Section
    passages: list[Passage]

    @property
    def promises(self) -> int:
        return sum(len(passage.marked) for passage in self.passages)


class Reading:
    """A plan's text on a day; with `lamp` only that lamp's promises, and the paragraphs that hold one."""

    def __init__(self, plan: Plan, on, lamp: str = ""):
        self.lamp = lamp if lamp in Lamp.values else ""
        places = promises(plan, on)
        self.passages = [
            Passage(paragraph, places[paragraph.pk], self.lamp)
            for paragraph in Paragraph.objects.filter(section__plan=plan).select_related("section")
        ]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many promises bear each lamp."""
        count = Counter(promise.lamp for passage in self.passages for promise in passage.promises)
        return [(lamp, count[lamp]) for lamp in Lamp.values]

    @property
    def chapters(self) -> list[Chapter]:
        """The sections to show."""
        kept = [passage for passage in self.passages if passage.marked or not self.lamp]
        groups = groupby(kept, key=lambda passage: passage.paragraph.section)
        return [Chapter(section, list(passages)) for section, passages in groups]

    @property
    def total(self) -> int:
        return sum(len(passage.promises) for passage in self.passages)

    @property
    def sentences(self) -> int:
        """How many sentences the report has, topic sentences left out."""
        return sum(len(passage.sentences) for passage in self.passages)

    @property
    def bare(self) -> int:
        """How many of them hold no promise."""
        return sum(len(passage.bare) for passage in self.passages)


def promises(plan: Plan, on) -> dict[int, list[Promise]]:
    """Return paragraph id → its promises with their official lamps."""
    verdicts = assessment.verdicts_on(plan, on)
    groups = defaultdict(list)
    rows = plan.commitments.standing_on(on).in_report_order()
    for pk, paragraph, code, title, quote, start in rows.values_list(
        "pk", "paragraph_id", "code", "title", "quote", "quote_start"
    ):
        promise = Promise(code, title, verdicts[pk].official, start, start + len(quote))
        groups[paragraph].append(promise)
    return groups
