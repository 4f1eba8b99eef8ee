"""Lamps: never by colour alone, always with a mark and a word."""

from functools import cache
from html import escape

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..choices import Lamp
from .words import fullwidth

register = template.Library()

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


@register.simple_tag
def lamp_word(code: str) -> str:
    """Return a lamp's word; "" for no lamp."""
    return word_in(code, get_language()) if code in LAMP_VALUES else ""


@register.simple_tag
def lamp(code: str):
    """Return a lamp's mark and word in its colour; "" for no lamp."""
    return lamp_in(code, get_language()) if code in LAMP_VALUES else ""


@register.simple_tag
def lamp_count(code: str, number: int):
    """Return how many bear a lamp, by its mark; the word is in the title and for readers without the picture."""
    word = lamp_word(code)
    return mark_safe(  # noqa: S308
        f'<span class="lamp {code}" title="{word}">{LAMP_MARK.format(code)}{number:d}'
        f'<span class="vh"> {word}</span></span>'
    )


@register.simple_tag
def wall_cells(items, address: str, query: str = ""):
    """Return the squares of commitments on the wall; each item has row, verdict, lamp and changed."""
    return mark_safe("".join([wall_cell(item, address, query) for item in items]))  # noqa: S308


def wall_cell(item, address: str, query: str) -> str:
    row, code = item.row, item.lamp
    late, moved = " late" if item.verdict.days_late else "", " mv" if item.changed else ""
    word = _("late report") if late else lamp_word(code)
    name = escape(" · ".join(filter(None, (f"{row.code} {fullwidth(row.title)}", word, row.department))))
    return (
        f'<a class="cell {code}{late}{moved}" href="{address}{row.code}/{query}" title="{name}" aria-label="{name}">'
        f"{LAMP_MARK.format(code)}</a>"
    )


@register.simple_tag
def tally(counts, address: str):
    """Return the columns of lamp counts behind a row of the wall; `address` lists its rows, the lamp follows."""
    address = escape(address)
    found = [
        f'<a class="c {code}" href="{address}lamp={code}">{LAMP_MARK.format(code)}'
        f'<span class="vh">{lamp_word(code)} </span>{number:d}</a>'
        if number
        else '<span class="c z">·</span>'
        for code, number in counts
    ]
    return mark_safe("".join(found))  # noqa: S308
