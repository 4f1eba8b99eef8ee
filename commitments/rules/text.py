"""What a text may hold: no control, bidi or surrogate characters, which hide or break what a reader sees."""

import unicodedata

BREAKS = "\n\r\t"
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_clean(text: str) -> bool:
    """Whether every character may be kept; line breaks and tabs may."""
    return not any(hidden(character) for character in text)


def hidden(character: str) -> bool:
    return character in BIDI or (unicodedata.category(character) in ("Cc", "Cs", "Cn") and character not in BREAKS)
