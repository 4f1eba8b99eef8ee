"""Telephone numbers as a list of accounts gives them: a mobile's, or a fixed one with or without area and extension."""

import re

from .text import plain_signs

MOBILE = re.compile(r"1[3-9]\d{9}")
FIXED = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?")
ABROAD = re.compile(r"^(?:\+|00)86-?")


def plain_phone(text: str) -> str:
    """Return the number in plain signs, without blanks and the country's own code; what is none stays as it is."""
    plain = ABROAD.sub("", re.sub(r"[\s()]", "", plain_signs(text)))
    return re.sub("-", "", plain) if MOBILE.fullmatch(re.sub("-", "", plain)) else plain


def is_mobile(text: str) -> bool:
    """Whether a plain number is a mobile's, which belongs to one person."""
    return bool(MOBILE.fullmatch(text))


def is_phone(text: str) -> bool:
    """Whether a plain number can be dialled."""
    return is_mobile(text) or bool(FIXED.fullmatch(text))
