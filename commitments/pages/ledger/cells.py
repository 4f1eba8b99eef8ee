"""A ledger row's cells, one function a column. Printed here because it is the longest loop of the system."""

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ...choices import Kind
from ...templatetags.figures import bar, percent, points, quantity
from ...templatetags.lamps import lamp
from ...templatetags.words import fullwidth, rate_words
from .phrases import late_words, row_words
from .rows import Row

# Columns that a row without a share fills with its words, and a rate with its own points.
SHARE, POINTS = ("progress", "actual", "attained"), ("attained", "gap")


def text(value: str) -> str:
    return escape(fullwidth(value))


def target(row: Row) -> str:
    if not row.target:
        return f'<td class="tg"><span class="soft">{Kind(row.kind).label}</span></td>'
    stretch = f'<span class="stretch">{_("stretch")}</span>' if row.stretch else ""
    return f'<td class="tg">{text(row.target)}{stretch}</td>'


def progress(row: Row) -> str:
    return f'<td class="b">{bar(row.attained, row.expected, row.lamp, row.met)}</td>'


def actual(row: Row) -> str:
    return f'<td class="num v">{quantity(row.actual)}{"%" if row.unit == "%" else ""}</td>'


def attained(row: Row) -> str:
    return f'<td class="num at">{percent(row.attained)}</td>'


def gap(row: Row) -> str:
    return f'<td class="num g">{points(row.gap)}</td>' if row.has_share else '<td class="num g soft">—</td>'


def official(row: Row) -> str:
    """The lamp, whether it is the office's own, and where it moved."""
    own = f'<span class="ov" title="{_("Set by the supervision office")}">{_("set")}</span>' if row.overruled else ""
    moved = f'<span class="mvw">{row.moved}</span>' if row.moved else ""
    return f'<td class="lm">{lamp(row.lamp)}{own}{moved}</td>'


def updated(row: Row) -> str:
    if row.days_late:
        return f'<td class="num up"><span class="od">{late_words(row.days_late)}</span></td>'
    return f'<td class="num up">{localtime(row.updated):%m-%d}</td>' if row.updated else '<td class="num up"></td>'


CELLS = {
    "target": target,
    "lead": lambda row: f'<td class="ld">{escape(row.lead)}</td>',
    "leader": lambda row: f'<td class="le">{escape(row.leader)}</td>',
    "due": lambda row: f'<td class="num du">{row.due:%m-%d}</td>',
    "progress": progress,
    "actual": actual,
    "attained": attained,
    "gap": gap,
    "own": lambda row: f'<td class="ow">{lamp(row.own)}</td>',
    "lamp": official,
    "updated": updated,
}


def line(row: Row, columns: list[str], address: str):
    """Return the row's `<tr>` with these columns behind code and title; `address` is where its page begins."""
    first = f'<td class="code">{row.code}</td><th scope="row"><a href="{address}{row.code}/">{text(row.title)}</a></th>'
    if not row.has_share:
        cells = spanned(row, columns, SHARE, "st", escape(row_words(row)))
    elif row.short_by is not None:
        cells = spanned(row, columns, POINTS, "num pt", rate_words(row.short_by))
    else:
        cells = "".join([CELLS[name](row) for name in columns])
    return mark_safe(f"<tr data-row>{first}{cells}</tr>")  # noqa: S308 - every typed text is escaped above


def spanned(row: Row, columns: list[str], span: tuple, kind: str, words: str) -> str:
    """Return the cells with one cell of `words` across the columns of `span`, as far as they are shown."""
    shown = [name for name in columns if name in span]
    cells = []
    for name in columns:
        if name not in span:
            cells.append(CELLS[name](row))
        elif name == shown[0]:
            cells.append(f'<td class="{kind}" colspan="{len(shown)}">{words}</td>')
    return "".join(cells)
