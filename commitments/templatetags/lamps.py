"""Lamps: never by colour alone, always with a mark and a word."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..choices import Lamp
from .words import fullwidth

register = template.Library()

MARK = '<svg class="mk" aria-hidden="true"><use href="#m-{}"/></svg>'


@register.simple_tag
def lamp_word(code: str) -> str:
    """Return a lamp's word; "" for no lamp."""
    return str(Lamp(code).label) if code in Lamp.values else ""


@register.simple_tag
def lamp(code: str):
    """Return a lamp's mark and word in its colour; "" for no lamp."""
    word = lamp_word(code)
    # The code is one of choices.Lamp and the word the catalogue's: nothing here was typed by a person.
    return mark_safe(f'<span class="lamp {code}">{MARK.format(code)}{word}</span>') if word else ""  # noqa: S308


@register.simple_tag
def cell(item, address: str):
    """Return a commitment's square on the wall: `item` has row, verdict, lamp and changed; escaped here."""
    row, code = item.row, item.lamp
    late, moved = " late" if item.verdict.days_late else "", " mv" if item.changed else ""
    words = [f"{row.code} {fullwidth(row.title)}", _("late report") if late else lamp_word(code), row.department or ""]
    name = escape(" · ".join(filter(None, words)))
    return mark_safe(  # noqa: S308
        f'<a class="cell {code}{late}{moved}" href="{address}{row.code}/" title="{name}" aria-label="{name}">'
        f"{MARK.format(code)}</a>"
    )
