"""A ledger row's cells, one function a column. Printed here because it is the longest loop of the system.

A row is a pages.ledger.rows.LedgerRow.
"""

from functools import cache
from html import escape

from django import template
from django.utils.safestring import mark_safe
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..choices import Kind, Lamp, Reason
from .figures import bar, percent, points, quantity
from .lamps import lamp
from .words import ceiling_words, fullwidth, rate_words

register = template.Library()

# Columns that a row without a share fills with its words, and a rate with its own points.
SHARE, POINTS = ("progress", "actual", "attained"), ("attained", "gap")


def cell_text(value: str) -> str:
    return escape(fullwidth(value))


@cache
def kind_in(code: str, language: str) -> str:
    return str(Kind(code).label)


def target_cell(row) -> str:
    if not row.target:
        return f'<td class="tg"><span class="soft">{kind_in(row.kind, get_language())}</span></td>'
    # A wording that says 力争 itself needs no mark.
    stretch = stretch_mark() if row.stretch and not row.target.startswith("力争") else ""
    return f'<td class="tg">{cell_text(row.target)}{stretch}</td>'


def stretch_mark() -> str:
    word = _("stretch")
    return f'<span class="stretch">{word}</span>'


def progress_cell(row) -> str:
    return f'<td class="b">{bar(row.attained, row.expected, row.lamp, row.met)}</td>'


def actual_cell(row) -> str:
    return f'<td class="num v">{quantity(row.actual)}{"%" if row.unit == "%" else ""}</td>'


def attained_cell(row) -> str:
    return f'<td class="num at">{percent(row.attained)}</td>'


def gap_cell(row) -> str:
    return f'<td class="num g">{points(row.gap)}</td>' if row.has_share else '<td class="num g soft">—</td>'


def official_cell(row) -> str:
    """The lamp, whether it is the office's own, and where it moved."""
    own = office_mark() if row.overruled else ""
    moved = f'<span class="mvw">{row.moved}</span>' if row.moved else ""
    return f'<td class="lm">{lamp(row.lamp)}{own}{moved}</td>'


def office_mark() -> str:
    word, mark = _("Set by the supervision office"), _("office’s")
    return f'<span class="ov" title="{word}">{mark}</span>'


def updated_cell(row) -> str:
    if row.days_late:
        return f'<td class="num up"><span class="od">{late_words(row.days_late)}</span></td>'
    return (
        f'<td class="num up">{row.updated.astimezone(get_default_timezone()):%m-%d}</td>'
        if row.updated
        else '<td class="num up"></td>'
    )


CELLS = {
    "target": target_cell,
    "lead": lambda row: f'<td class="ld">{cell_text(row.lead)}</td>',
    "leader": lambda row: f'<td class="le">{escape(row.leader)}</td>',
    "due": lambda row: f'<td class="num du">{row.due:%m-%d}</td>',
    "progress": progress_cell,
    "actual": actual_cell,
    "attained": attained_cell,
    "gap": gap_cell,
    "own": lambda row: f'<td class="ow">{lamp(row.own)}</td>',
    "lamp": official_cell,
    "updated": updated_cell,
}


@register.simple_tag
def ledger_lines(rows, columns: list[str], address: str, query: str = ""):
    """Return a `<tr>` for each row with these columns behind code and title.

    `address` is where the commitments' pages begin, `query` (a day, or nothing) what their addresses end with.
    """
    # Every text that was typed is escaped by its cell.
    return mark_safe("\n".join([ledger_row(row, columns, address, query) for row in rows]))  # noqa: S308


def ledger_row(row, columns: list[str], address: str, query: str) -> str:
    name = f'<a href="{address}{row.code}/{query}">{cell_text(row.title)}</a>'
    first = f'<td class="code">{row.code}</td><th scope="row">{name}</th>'
    if not row.has_share:
        cells = spanning_cells(row, columns, SHARE, "st", escape(words_without_share(row)))
    elif row.short_by is not None:
        cells = spanning_cells(row, columns, POINTS, "num pt", rate_words(row.short_by))
    else:
        cells = "".join([CELLS[name](row) for name in columns])
    return f"<tr data-row>{first}{cells}</tr>"


def spanning_cells(row, columns: list[str], span: tuple, kind: str, words: str) -> str:
    """Return the cells with one cell of `words` across the columns of `span`, as far as they are shown."""
    before, width, behind = columns_around(tuple(columns), span)
    cells = [CELLS[name](row) for name in before]
    if width:
        cells.append(f'<td class="{kind}" colspan="{width}">{words}</td>')
    return "".join([*cells, *[CELLS[name](row) for name in behind]])


@cache
def columns_around(columns: tuple, span: tuple) -> tuple[list, int, list]:
    """Return the columns before the first of `span`, how many of it there are, and the others behind."""
    shown = [name for name in columns if name in span]
    at = columns.index(shown[0]) if shown else len(columns)
    return list(columns[:at]), len(shown), [name for name in columns[at:] if name not in span]


@register.simple_tag
def late_words(days: int) -> str:
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def words_without_share(row) -> str:
    """Return what a row says instead of a share: why it is pending, a ceiling, milestones, or the report's gist."""
    if row.lamp == Lamp.GREY:
        return str(Reason(row.reason).label)
    if row.over_by is not None:
        return ceiling_words(row.over_by)
    if row.reached and row.attained is None:
        met, all_of_them = row.reached
        return _("%(met)d of %(all)d milestones; %(gist)s") % {"met": met, "all": all_of_them, "gist": row.gist}
    return row.gist
