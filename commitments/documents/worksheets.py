"""Workbooks ready to print: texts stay texts, figures and days are figures and days, and no cell is ever a formula."""

import datetime
import io
from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# Office programs read full-width signs as formulas too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
DAY_FORMAT = "yyyy-mm-dd"
PAPER_SIZES = {"a3": 8, "a4": 9}
# Columns together wider than this, in characters, are printed on A3.
WIDEST_ON_A4 = 230


class SheetFigure(NamedTuple):
    """A figure as people read it, and as a worksheet calculates with it in the format that shows it the same."""

    text: str
    value: Decimal
    number_format: str

    def __str__(self) -> str:
        return self.text


def sheet_share(text: str) -> SheetFigure | str:
    """Return a share as it is shown, 62.0% or −11.11%, as a figure; "" as it is."""
    return SheetFigure(text, plain_decimal(text) / 100, f"{decimals_of(text)}%") if text else text


def sheet_gap(text: str) -> SheetFigure | str:
    """Return a gap in points as it is shown, +10.4 or −8.0, as a figure; "" as it is."""
    shown = decimals_of(text)
    return SheetFigure(text, plain_decimal(text), f"+{shown};−{shown};±{shown}") if text else text


def plain_decimal(text: str) -> Decimal:
    return Decimal(text.rstrip("%").replace("−", "-").replace("±", "").replace(",", ""))


def decimals_of(text: str) -> str:
    """Return the number format with as many decimals as a shown figure has."""
    decimals = len(text.rstrip("%").partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "0"


def harmless_text(value):
    """Return a text that no program reading CSV takes for a formula; other values as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def workbook_of(sheets: dict[str, tuple], title: str) -> bytes:
    """Return a workbook of `sheets`, name → (columns, rows), each under its frozen headings and ready to print."""
    book = Workbook(write_only=True)
    book.properties.title = title
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        set_up_print(sheet, columns, len(rows), title)
        styles = SheetStyles(sheet)
        sheet.append([styles.cell(heading, bold=True) for heading, _width in columns])
        for row in rows:
            sheet.append([styles.cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def set_up_print(sheet, columns, count: int, title: str) -> None:
    """Freeze, filter and repeat the headings; let the sheet lie across, as wide as its paper."""
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    for number, (_heading, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", PAPER_SIZES[paper_for(columns)]
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddHeader.center.text, sheet.oddFooter.center.text = title.replace("&", "&&"), "&P / &N"


def paper_for(columns) -> str:
    """Return the paper that columns, (heading, width), are read on."""
    return "a3" if sum(width for _heading, width in columns) > WIDEST_ON_A4 else "a4"


class SheetStyles:
    """Makes the cells of a sheet; what cells of one kind look like is worked out for the first of them."""

    def __init__(self, sheet):
        self.sheet, self.known = sheet, {}

    def cell(self, value, bold: bool = False) -> WriteOnlyCell:
        """Return a wrapped cell; a text keeps its type whatever it looks like."""
        shown = number_format_of(value)
        if isinstance(value, str):
            # A workbook cannot hold control characters.
            made = WriteOnlyCell(self.sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            made.data_type = "s"
        else:
            made = WriteOnlyCell(self.sheet, value=value.value if isinstance(value, SheetFigure) else value)
        made._style = self.style(shown, bold)
        return made

    def style(self, shown: str | None, bold: bool):
        """Return how a cell looks that shows its value in a number format, or as it comes (None)."""
        if (shown, bold) not in self.known:
            cell = WriteOnlyCell(self.sheet)
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
            if shown:
                cell.number_format = shown
            self.known[shown, bold] = cell._style
        return self.known[shown, bold]


def number_format_of(value) -> str | None:
    """Return the format a value is shown in, None for its own."""
    if isinstance(value, SheetFigure):
        return value.number_format
    return DAY_FORMAT if isinstance(value, datetime.date) else None
