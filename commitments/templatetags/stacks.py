"""Counts of lamps as one bar: each lamp a field of its width, told apart by mark, edge and hatching, not by colour alone."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .lamps import lamp_word

register = template.Library()

WIDTH, HEIGHT, MARK = 420, 22, 10
# A narrower field has no room for its mark; its number stands in the table beside it.
ROOM = 16


@register.simple_tag
def stack(lamps, total: int):
    """Return the bar of (lamp, how many) out of `total`, its text alternative naming every number."""
    if not total:
        return ""
    words = _(", ").join(f"{lamp_word(code)} {number}" for code, number in lamps if number)
    fields, x = [], 0.0
    for code, number in lamps:
        width = number / total * WIDTH
        if number:
            fields.append((code, f"{x:.1f}", f"{width:.1f}", mark(code, x, width)))
        x += width
    drawn = format_html_join(
        "",
        '<g class="{}"><rect x="{}" y=".5" width="{}" height="21"/>{}</g>',
        fields,
    )
    return format_html(
        '<svg class="stack" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        WIDTH, HEIGHT, words, drawn,
    )  # fmt: skip


def mark(code: str, x: float, width: float):
    """Return the lamp's mark in the middle of its field, nothing where it has no room."""
    if width < ROOM:
        return mark_safe("")  # noqa: S308
    left = f"{x + (width - MARK) / 2:.1f}"
    return format_html('<use href="#m-{}" x="{}" y="6" width="{}" height="{}"/>', code, left, MARK, MARK)
