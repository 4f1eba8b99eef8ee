"""Where each figure of a proposed paragraph comes from: the paragraph cut into passages, each with its place.

A place is what a page shows: `lamp:red` the ledger's rows of that lamp, `late` its late reports, `review` the queue of
reviews, `pace` the overview's time and progress, `class:met` the year end's rows of that class, `ledger` and `classes`
all of them. A passage about one commitment has its code instead.
"""

import re
from itertools import pairwise

from ..choices import Lamp
from ..rules.lead_figures import Passage
from .bulletin_words import APPROVED_WORD, LAMP_WORDS, MISSING_WORD, RETURNED_WORD, WAITING_WORD
from .typesetting import full_width
from .year_end_words import CLASS_WORDS

LAMP_PLACES = {word: f"lamp:{lamp}" for lamp, word in LAMP_WORDS.items()}
REPORT_PLACES = {APPROVED_WORD: "ledger", WAITING_WORD: "review", RETURNED_WORD: "ledger", MISSING_WORD: "late"}
CLASS_PLACES = {word: f"class:{code}" for code, word in CLASS_WORDS.items()}
RED_PLACE = f"lamp:{Lamp.RED}"


def passages_of(line: str, places: dict[str, str], whole: str) -> list[Passage]:
    """Return a line of a paragraph in passages: a word that counts something begins one with its place.

    What stands before the first of them, and a line without any, comes from `whole`.
    """
    text = full_width(f"{line}\n")
    words = "|".join(map(re.escape, sorted(places, key=len, reverse=True)))
    found = list(re.finditer(rf"({words})(?=\d|项比)", text)) if places else []
    starts = [each.start() for each in found]
    cuts = [0, *starts, len(text)]
    named = [whole, *(places[each.group(1)] for each in found)]
    pieces = [text[begin:stop] for begin, stop in pairwise(cuts)]
    return [Passage(piece, place=place) for piece, place in zip(pieces, named, strict=True) if piece]
