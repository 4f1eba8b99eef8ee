"""The report's text cut at its promises: pieces in order that together are the paragraph, word for word."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ...rules.sentences import sentences


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
