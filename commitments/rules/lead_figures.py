"""Figures in paragraphs a person wrote over: which are the data's, which differ from it, and which are none of it.

A paragraph is proposed from the data as passages; what is written instead is laid beside them. A figure belongs to the
one proposed in the same place with the same unit, whatever else was reworded.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

FIGURE = re.compile(
    r"[+−-]?\d[\d,]*(?:\.\d+)?\s?(?:[万亿]{0,2}(?:个百分点|个月|平方米|平方公里|立方米|公里|[%％‰]|[\u4e00-\u9fff])?)"
)
NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
# What a proposed figure of that unit is put down as, so that the unit stands for any figure of it.
PLACE_OF_FIGURE = "\0"


@dataclass(frozen=True)
class Passage:
    """A piece of a proposed paragraph, and where it comes from: the commitment it speaks of, else a place."""

    text: str
    code: str = ""
    place: str = ""


@dataclass(frozen=True)
class LeadFigure:
    """A figure as it was written, from `start` to `stop` of the text; `expected` is the data's in its place.

    `passage` is the proposed passage it comes from; None where the data have no such figure.
    """

    start: int
    stop: int
    text: str
    expected: str = ""
    passage: Passage | None = None

    @property
    def is_the_datas(self) -> bool:
        return self.passage is not None and alike(self.text) == alike(self.expected)


def lead_figures(proposed: list[Passage], written: str) -> list[LeadFigure]:
    """Return the figures of what was written, in their order, each beside the data's figure in its place.

    A figure that stands where nothing was proposed is the data's if one of theirs is alike.
    """
    own, said = pieces("".join(passage.text for passage in proposed)), pieces(written)
    place_of = aligned([key for key, _found in own], [key for key, _found in said])
    by_value = {alike(found.group()): found for _key, found in reversed(own) if found}
    figures = []
    for place, (_key, found) in enumerate(said):
        if found:
            source = own[place_of[place]][1] if place in place_of else by_value.get(alike(found.group()))
            figures.append(lead_figure(found, source, proposed))
    return figures


def unanswered(proposed: dict, written: dict[str, str], kept: list[dict]) -> list[tuple[str, LeadFigure]]:
    """Return (paragraph, figure) for those that are not the data's and that nobody gave a reason for.

    `proposed` is paragraph → rows of (text, code, place); `kept` are rows of `lead`, `text`, `expected` and `reason`.
    """
    answered = {(each["lead"], each["text"], each["expected"]) for each in kept if each["reason"]}
    return [
        (name, figure)
        for name, text in written.items()
        for figure in lead_figures([Passage(*row) for row in proposed[name]], text)
        if not figure.is_the_datas and (name, figure.text, figure.expected) not in answered
    ]


def lead_figure(found, source, proposed: list[Passage]) -> LeadFigure:
    known = (source.group(), passage_at(proposed, source.start())) if source else ()
    return LeadFigure(found.start(), found.end(), found.group(), *known)


def passage_at(passages: list[Passage], place: int) -> Passage:
    """Return the passage that holds that place of all of them joined."""
    for passage in passages:
        if place < len(passage.text):
            return passage
        place -= len(passage.text)
    raise ValueError(f"The passages end {place} characters before that place.")


def pieces(text: str) -> list[tuple[str, re.Match | None]]:
    """Return the text as characters, each figure as one piece that only its unit tells apart."""
    said, end = [], 0
    for found in FIGURE.finditer(text):
        said += [(character, None) for character in text[end : found.start()]]
        said.append((PLACE_OF_FIGURE + NUMBER.sub("", alike(found.group())), found))
        end = found.end()
    return said + [(character, None) for character in text[end:]]


def aligned(own: list[str], written: list[str]) -> dict[int, int]:
    """Return place in `written` → place in `own` for the pieces that stand in the same place of both."""
    found = {}
    for way, a, a_end, b, b_end in SequenceMatcher(None, own, written, autojunk=False).get_opcodes():
        if way == "equal":
            found |= zip(range(b, b_end), range(a, a_end), strict=True)
        elif way == "replace":
            found |= paired(own, written, range(a, a_end), range(b, b_end))
    return found


def paired(own: list[str], written: list[str], a: range, b: range) -> Iterator[tuple[int, int]]:
    """Yield (written, own) for figures of one unit within a stretch that was reworded, in their order."""
    free = [place for place in a if own[place].startswith(PLACE_OF_FIGURE)]
    for place in b:
        same = next((each for each in free if own[each] == written[place]), None)
        if same is not None:
            free.remove(same)
            yield place, same


def alike(text: str) -> str:
    """Return a figure without what makes no difference: width of characters, blanks, commas of thousands."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
