"""Counts of lamps as one bar: each lamp a field of its width in a fixed order, with its mark and an edge of its own."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..pages.lamps_shown import lamp_word

register = template.Library()

# A field narrower than this percentage has no room for its mark; its number stands in the table beside it.
LEAST_WIDTH = 4


@register.simple_tag
def stack(lamps, total: int):
    """Return the bar of (lamp, how many) out of `total`, its text alternative naming every number."""
    if not total:
        return ""
    words = _(", ").join(f"{lamp_word(code)} {number}" for code, number in lamps if number)
    fields, x = [], 0.0
    for code, number in lamps:
        width = number / total * 100
        if number:
            fields.append((code, f"{x:.2f}", f"{width:.2f}", stack_mark(code, x, width)))
        x += width
    drawn = format_html_join(
        "", '<g class="{}"><rect x="{}%" y="0" width="{}%" height="22"/>{}</g>', fields
    )  # fmt: skip
    return format_html('<svg class="stack" role="img" aria-label="{}">{}</svg>', words, drawn)


def stack_mark(code: str, x: float, width: float):
    """Return the lamp's mark in the middle of its field, nothing where it has no room."""
    if width < LEAST_WIDTH:
        return mark_safe("")
    return format_html('<use href="#m-{}" x="{}%" y="6" width="10" height="10"/>', code, f"{x + width / 2:.2f}")
