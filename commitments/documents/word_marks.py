"""Lamps in a Word file: shape, word and colour, as on screens and in print."""

from .bulletin_words import LAMP_WORDS
from .word_xml import Inline

LAMP_SHAPES = {"done": "◆", "green": "●", "yellow": "▲", "red": "■", "grey": "○"}
LAMP_COLOURS = {"done": "2B6CB0", "green": "2A7247", "yellow": "8F5A0C", "red": "B3362B", "grey": "666C72"}
LAMP_ORDER = tuple(LAMP_SHAPES)


def lamp_pieces(code: str, word: str = "") -> list[Inline]:
    """Return a lamp's shape and word in its colour; a code that is no lamp stands as it is."""
    if code not in LAMP_SHAPES:
        return [Inline(word or code)]
    return [Inline(f"{LAMP_SHAPES[code]}{word or LAMP_WORDS[code]}", colour=LAMP_COLOURS[code])]
