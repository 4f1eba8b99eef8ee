"""A spreadsheet people bring: .xlsx, .xls or .et as rows of texts with its merged cells; never run, never trusted.

The file's size, entries and unpacked size are looked at before anything parses it. openpyxl reads .xlsx, as it knows
how a cell is shown: 0.12 as 12 %, a day as its month alone. python-calamine reads the older format, which .et is too.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ..rules.pasted_table import pasted_lines
from ..rules.table_layout import Merged
from .evidence_compound import COMPOUND_SIGNATURE, check_compound
from .evidence_zip import check_package
from .unfit import Unfit

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 5000, 60
WORKBOOK_PART, WORKBOOK_STREAM = "xl/workbook.xml", "Workbook"
# What either reader raises over a file that is none.
BROKEN_BOOK = (CalamineError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError)


@dataclass(frozen=True)
class BroughtSheet:
    """One worksheet: its name, its cells as texts row by row, its merged rectangles (rows and columns from 0)."""

    name: str
    rows: list[list[str]]
    merged: list[Merged]


def read_sheets(content: bytes, along: str = "") -> list[BroughtSheet]:
    """Return the visible worksheets of a file that hold anything, and the one called `along` though it is hidden.

    Raises Unfit: too_large, mismatch (no spreadsheet), macro, encrypted, damaged, swollen, crowded, too_long (more rows
    or columns than a plan has), empty.
    """
    if len(content) > MOST_BYTES:
        raise Unfit("too_large", limit=MOST_BYTES // 1024 // 1024)
    old = content.startswith(COMPOUND_SIGNATURE)
    if old:
        check_compound(io.BytesIO(content), WORKBOOK_STREAM)
    else:
        check_package(io.BytesIO(content), WORKBOOK_PART)
    try:
        found = old_sheets(content, along) if old else new_sheets(content, along)
    except PasswordError:
        raise Unfit("encrypted") from None
    except BROKEN_BOOK:
        raise Unfit("damaged") from None
    if not (filled := [sheet for sheet in found if any(map(any, sheet.rows))]):
        raise Unfit("empty")
    return filled


def new_sheets(content: bytes, along: str) -> list[BroughtSheet]:
    book = load_workbook(io.BytesIO(content), data_only=True)
    return [
        sheet_as_shown(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible" or sheet.title == along
    ]


def sheet_as_shown(sheet) -> BroughtSheet:
    check_length(sheet.max_row, sheet.max_column)
    rows = [[shown_text(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
    merged = [((each.min_row - 1, each.min_col - 1), (each.max_row - 1, each.max_col - 1))
              for each in sheet.merged_cells.ranges]  # fmt: skip
    return BroughtSheet(sheet.title, rows, merged)


def shown_text(value, number_format: str) -> str:
    """Return a cell as it is shown where that changes what it says: percentages, and days shown as months."""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in number_format:
        return f"{cell_text(float(Decimal(repr(value)) * 100))}%"
    if isinstance(value, datetime.date) and "d" not in number_format.lower():
        return f"{value.year}年{value.month}月"
    return cell_text(value)


def old_sheets(content: bytes, along: str) -> list[BroughtSheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        shown = [each.name for each in tables if each.visible == SheetVisibleEnum.Visible or each.name == along]
        return [old_sheet(book.get_sheet_by_name(name)) for name in shown]


def old_sheet(sheet) -> BroughtSheet:
    check_length(sheet.total_height, sheet.total_width)
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return BroughtSheet(sheet.name, rows, list(sheet.merged_cell_ranges or ()))


def check_length(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Unfit("too_long", rows=MOST_ROWS, columns=MOST_COLUMNS)


def cell_text(cell) -> str:
    """Return a cell as people read it: whole numbers without a point, days as 2024-12-31."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)).normalize():f}" if cell % 1 else f"{cell:.0f}"
    return f"{cell:%Y-%m-%d}" if isinstance(cell, datetime.date) else str(cell)


def pasted_sheet(text: str) -> BroughtSheet:
    """Return a table pasted from a spreadsheet; it has no merged cells. Raises Unfit: too_long, empty."""
    lines = pasted_lines(text)
    check_length(len(lines), max((len(line.cells) for line in lines), default=0))
    if not lines:
        raise Unfit("empty")
    return BroughtSheet("", [list(line.cells) for line in lines], [])
