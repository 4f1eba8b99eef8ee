"""What a text may hold: no control, bidi or surrogate characters, which hide or break what a reader sees.

Characters without width come along when a text is copied from a chat or a web page: they are dropped.
"""

import re
import unicodedata

BREAKS = "\n\r\t"
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

WIDTHLESS = str.maketrans(dict.fromkeys("\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"))


def without_invisible(text: str) -> str:
    """Return the text without characters that have no width; what a reader sees stays as it is."""
    return text.translate(WIDTHLESS)


# Full-width signs, the dashes of keyboards and office programs, and quotation marks, as one types them plainly.
SEARCHED_AS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SEARCHED_AS |= dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63"), "-")
SEARCHED_AS |= dict.fromkeys(map(ord, "“”„«»「」『』"), '"') | dict.fromkeys(map(ord, "‘’‚"), "'")
BLANKS = re.compile(r"\s+")
# A separator among digits is not looked for: 12,000 is found as 12000.
SEPARATORS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def plain_signs(text: str) -> str:
    """Return the text with its wide signs, dashes and quotation marks as one types them plainly."""
    return text.translate(SEARCHED_AS)


def searched_as(text: str) -> str:
    """Return the text as searches compare it: plain widths and dashes, small letters, no blanks or separators."""
    plain = BLANKS.sub("", plain_signs(without_invisible(text))).casefold()
    return SEPARATORS.sub("", plain)


def plain_width(text: str) -> str:
    """Return the text in plain widths, １２ as 12; raised and circled digits and fractions stay: 10² is not 102."""
    kept = (each if unicodedata.category(each) == "No" else unicodedata.normalize("NFKC", each) for each in text)
    return "".join(kept).strip()


def is_clean(text: str) -> bool:
    """Whether every character may be kept; line breaks and tabs may."""
    return not any(is_hidden(character) for character in text)


def is_hidden(character: str) -> bool:
    return character in BIDI or (unicodedata.category(character) in ("Cc", "Cs", "Cn") and character not in BREAKS)
