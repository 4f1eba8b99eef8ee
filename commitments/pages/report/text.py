"""The report as one reads it: its text cut at its promises, each with its lamp of the day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from ...choices import Lamp
from ...models import Paragraph, Plan, Section
from ...rules.sentences import sentences
from ...workflow.judgement import assessment


@dataclass(frozen=True)
class Promise:
    """A commitment's place in its paragraph: text[begin:stop]."""

    code: str
    title: str
    lamp: str
    begin: int
    stop: int


@dataclass(frozen=True)
class Piece:
    """A stretch of the paragraph within one promise or none; `opens` where the promise begins."""

    begin: int
    stop: int
    promise: Promise | None
    opens: bool
    topic: bool
    bare: bool

    @property
    def place(self) -> str:
        """The stretch as the template filter `slice` takes it."""
        return f"{self.begin}:{self.stop}"


class Passage:
    """A paragraph with its promises, those of `lamp` marked, or all.

    The topic sentence is a heading: it is not counted among the sentences.
    """

    def __init__(self, paragraph, promises: Iterable[Promise], lamp: str = ""):
        self.paragraph = paragraph
        self.promises = sorted(promises, key=lambda promise: (promise.begin, promise.stop))
        self.marked = [promise for promise in self.promises if lamp in ("", promise.lamp)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [span for span in sentences(self.paragraph.text) if span[0] >= self.topic_stop]

    @cached_property
    def bare(self) -> list[tuple[int, int]]:
        """The sentences without a promise."""
        return [span for span in self.sentences if not any(overlap(span, p) for p in self.promises)]

    @cached_property
    def topic_stop(self) -> int:
        """Where the topic sentence ends with its mark; 0 where the paragraph begins without one."""
        lead, text = self.paragraph.lead, self.paragraph.text
        if not lead or not text.startswith(lead):
            return 0
        return next((stop for _begin, stop in sentences(text) if stop >= len(lead)), len(lead))

    @property
    def pieces(self) -> list[Piece]:
        """The whole text in order, cut where a promise, the topic or a bare sentence begins or ends."""
        spans = [(p.begin, p.stop) for p in self.marked]
        spans += [(0, self.topic_stop), *self.bare, (0, len(self.paragraph.text))]
        cuts = sorted({cut for span in spans for cut in span})
        return [self.piece(begin, stop) for begin, stop in pairwise(cuts)]

    def piece(self, begin: int, stop: int) -> Piece:
        promise = self.promise_at(begin)
        return Piece(
            begin, stop, promise, opens=promise is not None and promise.begin == begin,
            topic=stop <= self.topic_stop, bare=any(first <= begin < last for first, last in self.bare),
        )  # fmt: skip

    def promise_at(self, place: int) -> Promise | None:
        """Return the promise that holds the character at `place`; of nested ones the shortest."""
        holding = [p for p in self.marked if p.begin <= place < p.stop]
        return min(holding, key=lambda promise: promise.stop - promise.begin, default=None)


def overlap(span: tuple[int, int], promise: Promise) -> bool:
    return promise.begin < span[1] and span[0] < promise.stop


@dataclass(frozen=True)
class Chapter:
    """One section with its paragraphs."""

    section: Section
    passages: list[Passage]

    @property
    def promises(self) -> int:
        return sum(len(passage.marked) for passage in self.passages)


class ReportText:
    """A plan's text on a day; with `lamp` only that lamp's promises, and the paragraphs that hold one."""

    def __init__(self, plan: Plan, on, lamp: str = ""):
        self.lamp = lamp if lamp in Lamp.values else ""
        places = promises_by_paragraph(plan, on)
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


def promises_by_paragraph(plan: Plan, on) -> dict[int, list[Promise]]:
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
