"""Lamps in templates, as pages.lamps_shown has them; and the wall of all of them."""

from html import escape

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..documents.typesetting import full_width
from ..pages.lamps_shown import LAMP_MARK, lamp, lamp_count, lamp_word

register = template.Library()

for shown in (lamp_word, lamp, lamp_count):
    register.simple_tag(shown)


@register.simple_tag
def wall_cells(items, address: str, query: str = ""):
    """Return the squares of commitments on the wall; each item has row, verdict, lamp and changed."""
    return mark_safe("".join([wall_cell(item, address, query) for item in items]))  # noqa: S308


def wall_cell(item, address: str, query: str) -> str:
    row, code = item.row, item.lamp
    late, moved = " late" if item.verdict.days_late else "", " mv" if item.changed else ""
    word = _("late report") if late else lamp_word(code)
    name = escape(" · ".join(filter(None, (f"{row.code} {full_width(row.title)}", word, row.department))))
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
