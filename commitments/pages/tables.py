"""The pages' tables: django-tables2's columns, order and pages, with rows that cost what a row is worth.

A row of django-tables2 looks up every cell's arguments by introspection; a row here is what its columns print.
"""

import copy

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


class ListColumn(tables.Column):
    """A column with the classes of its cells and of its head; `render` returns what stands in a cell."""

    # A cell without a value is still printed by its column.
    empty_values = ()

    def __init__(self, heading, kind="", head="", *, orderable=False):
        super().__init__(heading, orderable=orderable, attrs={"th": {"class": head}, "td": {"class": kind}})
        self.start = f'<td class="{kind}">' if kind else "<td>"

    def __deepcopy__(self, memo):
        # Every table copies its columns; nothing below one is ever changed.
        return copy.copy(self)

    def cell(self, record, table) -> str:
        """Return the whole cell of a record."""
        return f"{self.start}{conditional_escape(self.render(record))}</td>"

    def render(self, record):
        return getattr(record, self.accessor)


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
        self.shown = [bound.column for bound in self.columns]

    def lines(self, records) -> str:
        """Return a `<tr>` for each of the records."""
        # Every text that was typed is escaped by its cell.
        lines = [f"{self.row_start}{self.cells(record)}</tr>" for record in records]
        return mark_safe("\n".join(lines))  # noqa: S308

    def cells(self, record) -> str:
        return "".join([column.cell(record, self) for column in self.shown])

    def runs(self) -> list[tuple]:
        """Return (what heads them, rows) of the records of the page, here all in one."""
        return [(None, self.lines(self.paginated_rows.data))]


class PagesAsked(Paginator):
    """Pages that answer an absurd number with the first page, or the last."""

    def validate_number(self, number) -> int:
        try:
            return super().validate_number(number)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return self.num_pages
