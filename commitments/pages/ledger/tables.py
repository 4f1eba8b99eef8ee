"""The ledger's table: which columns there are and which are shown, in what order the lines stand, and its pages."""

from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...documents.judgement_words import rate_words
from ...documents.typesetting import full_width
from ..outline import LedgerLine, lamps_of, lines_ordered
from ..tables import ListTable, PagedRows
from . import columns as of_row

ALWAYS = ("code", "title")
USUAL = ["target", "lead", "progress", "actual", "attained", "gap", "lamp", "updated"]
# Columns that a row without a share fills with its words, and a rate with its own points.
SHARE, POINTS = ("progress", "actual", "attained"), ("attained", "gap")


@dataclass(frozen=True)
class Band:
    """A paragraph's heading among the rows, with its section unless that heads it itself.

    `continued` where a page begins in the middle of it.
    """

    section: str
    name: str
    number: str
    count: int
    lamps: list[tuple[str, int]]
    continued: bool = False


def banded(rows: list, headed: dict[int, Band]) -> list[tuple[Band | None, list]]:
    """Return the page's rows in runs, each below its band; all in one run without a band where there is none."""
    runs = []
    for row in rows:
        if not runs or row.pk in headed:
            runs.append((headed.get(row.pk), []))
        runs[-1][1].append(row)
    return runs


class LinesData(PagedRows):
    """Lines of the ledger (outline.LedgerLine), ordered as they were fetched for."""

    def order_by(self, aliases):
        """Order by the column asked for; one, since the lines were fetched with one value to sort by."""
        self.data = lines_ordered(self.data, aliases[0] if aliases else "")


class LedgerTable(ListTable):
    """The ledger; `address` is where the commitments' pages begin, `query` (what they keep) what they end with.

    `order` is a sort that outline.SORT_KEYS knows, or ""; `in_bands` says whether paragraphs head their rows.
    """

    row_start = "<tr data-row>"

    code = of_row.CodeColumn(_("Code"), "code", orderable=True)
    title = of_row.TitleColumn(_("Commitment"), orderable=True)
    target = of_row.TargetColumn(_("Target"), "tg")
    lead = of_row.LeadColumn(_("Lead department"), "ld", orderable=True)
    leader = of_row.LeaderColumn(_("Leader in charge"), "le")
    due = of_row.DueColumn(_("Due date"), "num du", "num", orderable=True)
    progress = of_row.ProgressColumn(_("Attained share"), "b")
    actual = of_row.ActualColumn(_("Actual"), "num v", "num")
    attained = of_row.AttainedColumn(_("Attained"), "num at", "num", orderable=True)
    gap = of_row.GapColumn(_("Gap"), "num g", "num", orderable=True)
    own = of_row.OwnLampColumn(_("Own lamp"), "ow")
    lamp = of_row.OfficialLampColumn(_("Lamp"), "lm", "lm", orderable=True)
    updated = of_row.UpdatedColumn(_("Updated"), "num up", "num", orderable=True)

    class Meta(ListTable.Meta):
        template_name = "ledger/_table.html"
        attrs = {"class": "lg"}

    def __init__(self, data: LinesData, chosen: list[str], order: str, *, in_bands: bool, address: str, query: str):
        super().__init__(data, [name for name, _label in CHOICES if name not in chosen], order)
        if chosen != USUAL:
            self.name_cells()
        self.in_bands, self.address, self.query = in_bands, address, escape(query)

    def name_cells(self) -> None:
        """Let each cell of a choice of one's own bear its column's name: a narrow window shows those, not the heads."""
        self.attrs["class"] += " own"
        for bound in self.columns:
            if bound.name not in ALWAYS:
                bound.column.start = f'{bound.column.start[:-1]} data-label="{escape(str(bound.header))}">'

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(bound.name for bound in self.columns)

    def render_title(self, record) -> str:
        title = escape(full_width(record.title))
        return f'<a href="{self.address}{record.code}/{self.query}">{title}</a>'

    def runs(self) -> list[tuple]:
        """Return (band or None, rows) of the page."""
        headed = bands(self.data.data, self.page.start_index() - 1) if self.in_bands else {}
        return [(band, self.lines(rows)) for band, rows in banded(self.paginated_rows.data, headed)]

    def cells(self, record) -> str:
        if not record.has_share:
            return self.spanned(record, SHARE, "st", escape(of_row.words_without_share(record)))
        if record.short_by is not None:
            return self.spanned(record, POINTS, "num pt", escape(rate_words(record.short_by, record.unit)))
        return super().cells(record)

    def spanned(self, record, span: tuple, kind: str, words: str) -> str:
        """Return the cells with one cell of `words` across the columns of `span`, as far as they are shown."""
        before, width, behind = columns_around(self.names, span)
        cells = [self.cell_at(at, record) for at in before]
        if width:
            cells.append(f'<td class="{kind}" colspan="{width}">{words}</td>')
        return "".join([*cells, *[self.cell_at(at, record) for at in behind]])

    def cell_at(self, at: int, record) -> str:
        column, render = self.shown[at]
        return column.cell(record, render)


@cache
def columns_around(names: tuple, span: tuple) -> tuple[list, int, list]:
    """Return where the columns before the first of `span` stand, how many of it there are, and where the others do."""
    within = [at for at, name in enumerate(names) if name in span]
    first = within[0] if within else len(names)
    behind = [at for at in range(first, len(names)) if at not in within]
    return list(range(first)), len(within), behind


def bands(lines: list[LedgerLine], first: int) -> dict[int, Band]:
    """Return commitment id → the band above it: at each paragraph's first line, and at line `first` of the page."""
    found = {}
    for _place, group in groupby(enumerate(lines), key=lambda each: each[1].place):
        numbers, members = zip(*group, strict=True)
        lamps = [(lamp, number) for lamp, number in lamps_of(members) if number]
        at = max(first, numbers[0]) if first <= numbers[-1] else numbers[0]
        head = members[0]
        section, number = (head.section, head.paragraph.rpartition("-")[2]) if head.place > 0 else ("", "")
        found[lines[at].pk] = Band(section, head.band, number, len(members), lamps, at > numbers[0])
    return found


# (name, label) of every column that may be left out.
CHOICES = [(name, column.verbose_name) for name, column in LedgerTable.base_columns.items() if name not in ALWAYS]
