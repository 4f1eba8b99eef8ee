"""Words of what waits in templates, as pages.waiting.words has them."""

from urllib.parse import urlencode

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..pages.waiting.words import stage_word, state_word

register = template.Library()

for shown in (state_word, stage_word):
    register.filter(shown)


@register.simple_tag
def stage_cells(line, address: str, period: str, more: str, department: str | None = None):
    """Return the cells of a line of the late board, as pages.waiting.board has it: how many reports are at each stage.

    Each number leads to its list at `address`, of a `department` (its code; "" for all); of None there is no list.
    """
    asked = {"period": period} | ({"department": department} if department else {})
    start = f"{address}?{urlencode(asked)}&stage="
    cells = [
        stage_cell(stage, number, None if department is None else f"{start}{stage}{more}")
        for stage, number in line.cells
    ]
    return mark_safe("".join(cells))  # noqa: S308


def stage_cell(stage: str, number: int, address: str | None) -> str:
    shown = f'<a href="{escape(address)}">{number}</a>' if number and address else number or '<span class="z">·</span>'
    return f'<td class="num {stage}" data-head="{escape(stage_word(stage))}">{shown}</td>'
