"""Lamps: never by colour alone, always with a mark and a word."""

from functools import cache

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..choices import Lamp

LAMP_VALUES = frozenset(Lamp.values)
LAMP_MARK = '<svg class="mk" aria-hidden="true"><use href="#m-{}"/></svg>'


@cache
def word_in(code: str, language: str) -> str:
    """Return a lamp's word in a language that is active; looked up once, since pages print hundreds."""
    return str(Lamp(code).label)


@cache
def lamp_in(code: str, language: str) -> str:
    # The code is one of choices.Lamp and the word the catalogue's: nothing here was typed by a person.
    mark = LAMP_MARK.format(code)
    return mark_safe(f'<span class="lamp {code}">{mark}{word_in(code, language)}</span>')  # noqa: S308


def lamp_word(code: str) -> str:
    """Return a lamp's word; "" for no lamp."""
    return word_in(code, get_language()) if code in LAMP_VALUES else ""


def lamp(code: str):
    """Return a lamp's mark and word in its colour; "" for no lamp."""
    return lamp_in(code, get_language()) if code in LAMP_VALUES else ""


def lamp_count(code: str, number: int):
    """Return how many bear a lamp, by its mark; the word is in the title and for readers without the picture."""
    word = lamp_word(code)
    return mark_safe(  # noqa: S308
        f'<span class="lamp {code}" title="{word}">{LAMP_MARK.format(code)}{number:d}'
        f'<span class="vh"> {word}</span></span>'
    )
