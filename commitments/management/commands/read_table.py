"""Print what a spreadsheet is read as: how it is laid out and what each line says, as JSON."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ...documents.sheet_files import read_sheets
from ...documents.sheet_words import sheet_refusal
from ...documents.unfit import Unfit
from ...rules.table_layout import table_layout
from ...rules.table_lines import day_meant, duties_named, table_lines


class Command(BaseCommand):
    help = "Read a breakdown of tasks (.xlsx, .xls, .et) and print its columns and lines."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        try:
            sheets = read_sheets(options["file"].read_bytes())
        except (Unfit, OSError) as error:
            raise CommandError(sheet_refusal(error) if isinstance(error, Unfit) else str(error)) from None
        for sheet in sheets:
            layout = table_layout(sheet.rows, sheet.merged)
            self.stdout.write(json.dumps(sheet_as_json(sheet, layout), ensure_ascii=False, default=str))


def sheet_as_json(sheet, layout) -> dict:
    """Return a worksheet's layout and lines; a sheet without heads has none."""
    if layout is None:
        return {"sheet": sheet.name, "columns": [], "lines": []}
    columns = [{"head": each.head, "is": each.meaning, "unit": each.unit or layout.unit} for each in layout.columns]
    lines = table_lines(sheet.rows, sheet.merged, layout)
    return {"sheet": sheet.name, "title": layout.title, "year": layout.year, "columns": columns,
            "lines": [line_as_json(line, layout.year) for line in lines]}  # fmt: skip


def line_as_json(line, year: int | None) -> dict:
    due = day_meant(line.cells.get("due", ""), year) if year else None
    return {"row": line.row, **line.cells, "quarters": line.quarters, "groups": line.groups, "due": due,
            "odd": line.complaints, **duties_named(line)}  # fmt: skip
