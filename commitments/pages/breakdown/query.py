"""What a brought table says, with the columns taken for what the reader chose."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from ...documents.sheet_files import BroughtSheet
from ...documents.unfit import Unfit
from ...rules.table_layout import MEANINGS, TableLayout, spread_out, table_layout
from ...rules.table_lines import table_lines
from ...rules.table_tasks import TableTask, table_tasks
from ...workflow.planning.table_entry import TableOutcome
from ...workflow.planning.table_layouts import RememberedLayout, remembered_layout
from ..brought_sheets import check_sent

MEANING_WORDS = {
    "number": _("running number"), "code": _("code of a commitment"), "group": _("section"), "task": _("task"),
    "indicator": _("indicator"), "target": _("target"), "unit": _("unit of measure"), "lead": _("lead department"),
    "responsible": _("responsible departments"), "supporting": _("supporting departments"),
    "leader": _("leader in charge"), "due": _("due date"), "quarter": _("planned by a quarter's end"),
    "last_year": _("last year's figure"), "measures": _("measures"), "note": _("note"), "contact": _("contact"),
    "kind": _("kind"),
}  # fmt: skip
SHOWN_ROWS = 6


@dataclass(frozen=True)
class BroughtTable:
    """A worksheet with its layout and tasks; the `layout` is None where no heads were found."""

    sheet: BroughtSheet
    layout: TableLayout | None
    tasks: list[TableTask]
    remembered: RememberedLayout | None = None

    @property
    def columns(self) -> list[dict]:
        """Each column with its letter, its head, its first cells and what it is taken for."""
        rows = spread_out(self.sheet.rows, self.sheet.merged)[self.layout.after :]
        shown = [row for row in rows if any(row)][:SHOWN_ROWS]
        return [
            {
                "column": column,
                "letter": get_column_letter(column.place + 1),
                "cells": [row[column.place] for row in shown],
            }
            for column in self.layout.columns
        ]

    @property
    def odd(self) -> list[TableTask]:
        return [task for task in self.tasks if task.complaints]


def sheet_with_heads(sheets: list[BroughtSheet]) -> BroughtSheet:
    """Return the first worksheet that has heads, else the first. Raises Unfit where it is too long to be sent on."""
    return check_sent(min(sheets, key=lambda sheet: table_layout(sheet.rows, sheet.merged) is None))


def brought_table(sheet: BroughtSheet, year: int, chosen: dict[int, str] | None = None) -> BroughtTable:
    """Return what a worksheet says for a year; `chosen` maps a column's place to what the reader takes it for; at
    first sight it is what such columns were confirmed as before."""
    layout = table_layout(sheet.rows, sheet.merged)
    if layout is None:
        return BroughtTable(sheet, None, [])
    remembered = None if chosen else remembered_layout(layout.digest)
    chosen = remembered.meanings if remembered else chosen
    if chosen:
        columns = (replace(column, meaning=chosen.get(column.place, column.meaning)) for column in layout.columns)
        layout = replace(layout, columns=tuple(columns))
    lines = table_lines(sheet.rows, list(sheet.merged), layout)
    return BroughtTable(sheet, layout, table_tasks(lines, layout, year), remembered)


def columns_chosen(data) -> dict[int, str]:
    """Return place → meaning of the columns a form names. Raises Unfit (damaged) for one that no page offers."""
    found = {}
    for name, meaning in data.items():
        place = name.removeprefix("is_")
        if name.startswith("is_") and not (place.isdecimal() and len(place) < 4 and meaning in ("", *MEANINGS)):
            raise Unfit("damaged")
        found |= {int(place): meaning} if name.startswith("is_") else {}
    return found


def is_writable(table: BroughtTable, outcome: TableOutcome) -> bool:
    """Whether the table can be written now: nothing stops it and it would change something."""
    return bool(table.tasks) and not outcome.errors and bool(outcome.added or outcome.changed)
