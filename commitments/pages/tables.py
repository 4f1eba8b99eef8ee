"""The pages' tables: django-tables2's columns, order and pages, with rows that cost what a row is worth.

A row of django-tables2 looks up every cell's arguments by introspection; a row here is what its columns print.
"""

import copy

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from ..documents.typesetting import full_width


class ListColumn(tables.Column):
    """A column with the classes of its cells and of its head; `label` names a cell where the heads are not shown."""

    # A cell without a value is still printed by its column.
    empty_values = ()

    def __init__(self, heading, kind="", head=None, *, label="", orderable=False):
        super().__init__(heading, orderable=orderable, attrs={"th": {"class": head}, "td": {"class": kind or None}})
        self.start = f'<td class="{kind}">' if kind else "<td>"
        self.head, self.label = head, label

    def __deepcopy__(self, memo):
        # Every table copies its columns; nothing below one is ever changed.
        return copy.copy(self)

    def cell(self, record, render) -> str:
        """Return the whole cell of a record; `render` returns what stands in it."""
        start = f'{self.start[:-1]} data-label="{escape(self.label)}">' if self.label else self.start
        return f"{start}{conditional_escape(render(record))}</td>"

    def render(self, record):
        return getattr(record, self.accessor)


class RowHeadColumn(ListColumn):
    """The column that names its row."""

    def cell(self, record, render) -> str:
        return f'<th scope="row">{conditional_escape(render(record))}</th>'


class ListTable(tables.Table):
    """A table whose rows are printed by its columns; the columns in `left_out` are not shown."""

    row_start = "<tr>"

    class Meta:
        template_name = "_parts/table.html"
        order_by_field, page_field, per_page_field = "sort", "page", "per"

    def __init__(self, data, left_out=(), order_by=""):
        ordered = order_by.removeprefix("-")
        # A column that the rows stand in order of can be hidden only: a table orders by the columns it has.
        super().__init__(data, order_by=order_by, exclude=[name for name in left_out if name != ordered])
        for name in {ordered} & set(left_out):
            self.columns.hide(name)
        self.shown = [(bound.column, bound.render) for bound in self.columns]

    def lines(self, records) -> str:
        """Return a `<tr>` for each of the records."""
        # Every text that was typed is escaped by its cell.
        lines = [self.row(record) for record in records]
        return mark_safe("\n".join(lines))  # noqa: S308

    def row(self, record) -> str:
        return f"{self.row_start}{self.cells(record)}</tr>"

    def cells(self, record) -> str:
        return "".join([column.cell(record, render) for column, render in self.shown])

    def runs(self) -> list[tuple]:
        """Return (what heads them, rows) of the records of the page, here all in one; none without records."""
        records = self.paginated_rows.data
        return [(None, self.lines(records))] if len(records) else []


class CommitmentTable(ListTable):
    """A table of records that have a `commitment`, each led to its page as of the day of `query`."""

    code = ListColumn(_("Code"), "code")
    title = RowHeadColumn(_("Commitment"))
    lead = ListColumn(_("Lead"))

    class Meta(ListTable.Meta):
        attrs = {"class": "rows"}

    def __init__(self, data, plan, query: str, left_out=()):
        super().__init__(data, left_out)
        self.address, self.query = commitment_address(plan), query

    def render_code(self, record):
        return record.commitment.code

    def render_title(self, record):
        code, title = record.commitment.code, full_width(record.commitment.title)
        return format_html('<a href="{}{}/{}">{}</a>', self.address, code, self.query, title)

    def render_lead(self, record):
        return record.commitment.lead.short_name if record.commitment.lead else ""


class ListedTable(CommitmentTable):
    """The same of commitments as workflow.snapshot.commitments_told.commitments_listed tells them."""

    class Meta(CommitmentTable.Meta):
        pass

    def render_lead(self, record):
        return record.commitment.lead_name


def commitment_address(plan) -> str:
    """Return where a commitment's page begins; its code follows."""
    return reverse("commitment", args=[plan.key, "-"]).removesuffix("-/")


PAGE_LENGTH = 50


class PagedRows(TableListData):
    """Little of every row, in order; a page of them becomes rows, by `rows_of`, only when it is cut."""

    def __init__(self, lines: list, rows_of):
        super().__init__(lines)
        self.rows_of = rows_of

    def __getitem__(self, key):
        return self.rows_of(self.data[key]) if isinstance(key, slice) else self.rows_of([self.data[key]])[0]

    def __iter__(self):
        return iter(self[:])


class PagesAsked(Paginator):
    """Pages that answer an absurd number with the first page, or the last."""

    def validate_number(self, number) -> int:
        try:
            return super().validate_number(number)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return self.num_pages
