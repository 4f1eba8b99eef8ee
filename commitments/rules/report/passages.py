"""A paragraph cut into passages: candidates, sentences without one, words left over; every word is in one of them."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from ...choices import SetAsideReason
from .candidates import Candidate, candidates_in, framing_reason
from .outline import sentences_of

SIGNS = " \t\u3000，,、：:"
# Why a sentence without a candidate is proposed to be no commitment, by what it was read as.
PROPOSED_REASONS = {
    "topic": SetAsideReason.FRAMING, "general": SetAsideReason.FRAMING, "last_year": SetAsideReason.LAST_YEAR,
}  # fmt: skip


@dataclass(frozen=True)
class ReportPassage:
    """Words of a paragraph at their place (code points) that are accounted for as one: a candidate, or a sentence or
    the rest of one for which `proposed` says why it is none."""

    start: int
    words: str
    candidate: Candidate | None = None
    proposed: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def digest(self) -> str:
        return digest_of_words(self.words)


def digest_of_words(words: str) -> str:
    """Return what a passage is known by: other words are another passage."""
    return hashlib.sha256(words.encode()).hexdigest()


# Every page of a draft counts its open passages; the same text in the same year is always read as the same.
@lru_cache(maxsize=8192)
def passages_in(text: str, year: int) -> tuple[ReportPassage, ...]:
    """Return the passages of a paragraph's text in order."""
    return tuple(each for sentence in sentences_of(text) for each in passages_of_sentence(sentence, year))


def passages_of_sentence(sentence, year: int) -> list[ReportPassage]:
    found = candidates_in(sentence, year)
    if not found:
        return [ReportPassage(sentence.start, sentence.text, proposed=PROPOSED_REASONS[framing_reason(sentence)])]
    passages, place = [], sentence.start
    for each in found:
        passages += [*left_over(sentence, place, each.start), ReportPassage(each.start, each.quote, each)]
        place = each.end
    return [*passages, *left_over(sentence, place, sentence.end)]


def left_over(sentence, start: int, end: int) -> list[ReportPassage]:
    """Return what stands between two candidates of a sentence, its signs and blanks left out."""
    words = sentence.text[start - sentence.start : end - sentence.start]
    lead = len(words) - len(words.lstrip(SIGNS))
    words = words.strip(SIGNS)
    return [ReportPassage(start + lead, words, proposed=SetAsideReason.FRAMING)] if words else []
