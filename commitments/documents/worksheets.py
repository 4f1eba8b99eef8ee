"""Workbooks ready to print: texts stay texts, figures and days are figures and days, and no cell is ever a formula."""

import datetime
import io
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

# Office programs read full-width signs as formulas too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
DAY_FORMAT = "yyyy-mm-dd"
PAPER_SIZES = {"a3": 8, "a4": 9}
END_OF_ROWS = b"</sheetData>"
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
    book, written = Workbook(write_only=True), []
    book.properties.title = title
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        set_up_print(sheet, columns, len(rows), title)
        styles = SheetStyles(sheet)
        sheet.append([styles.heading(heading) for heading, _width in columns])
        written.append(rows_xml(styles, rows))
    out = io.BytesIO()
    book.save(out)
    return with_rows(out.getvalue(), written)


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
    """How the cells of a sheet look, worked out for the first cell of each kind."""

    def __init__(self, sheet):
        self.sheet, self.known = sheet, {}

    def heading(self, text: str) -> WriteOnlyCell:
        """Return the cell of a heading; a text whatever it looks like."""
        made = WriteOnlyCell(self.sheet, value=text)
        made.data_type, made._style = "s", self.styled(None, bold=True)._style
        return made

    def number(self, value) -> int:
        """Return the number of a value's style in the workbook."""
        shown = number_format_of(value)
        if shown not in self.known:
            self.known[shown] = self.styled(shown).style_id
        return self.known[shown]

    def styled(self, shown: str | None, bold: bool = False) -> WriteOnlyCell:
        """Return an empty wrapped cell that shows its value in a number format, or as it comes (None)."""
        cell = WriteOnlyCell(self.sheet)
        cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
        if shown:
            cell.number_format = shown
        return cell


def number_format_of(value) -> str | None:
    """Return the format a value is shown in, None for its own."""
    if isinstance(value, SheetFigure):
        return value.number_format
    return DAY_FORMAT if isinstance(value, datetime.date) else None


def rows_xml(styles: SheetStyles, rows: list[list]) -> str:
    """Return the rows below the headings as the worksheet holds them: what a library writes a cell at a time."""
    lines = []
    for number, row in enumerate(rows, 2):
        cells = [cell_xml(f"{get_column_letter(at)}{number}", value, styles) for at, value in enumerate(row, 1)]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(lines)


def cell_xml(place: str, value, styles: SheetStyles) -> str:
    """Return a cell; a text stays one whatever it looks like, a day is the number that its format shows as a day."""
    head = f'<c r="{place}" s="{styles.number(value)}"'
    if value is None or value == "":
        return f"{head}/>"
    if isinstance(value, str):
        # A workbook cannot hold control characters.
        text = escape(ILLEGAL_CHARACTERS_RE.sub("", value))
        return f'{head} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    figure = value.value if isinstance(value, SheetFigure) else value
    figure = to_excel(figure) if isinstance(figure, datetime.date) else figure
    return f'{head} t="n"><v>{figure}</v></c>'


def with_rows(workbook: bytes, written: list[str]) -> bytes:
    """Return the workbook with these rows behind the headings of its sheets, one after another."""
    out = io.BytesIO()
    places = {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(written, 1)}
    with ZipFile(io.BytesIO(workbook)) as made, ZipFile(out, "w", ZIP_DEFLATED) as full:
        for part in made.infolist():
            content = made.read(part)
            if part.filename in places:
                content = content.replace(END_OF_ROWS, places[part.filename].encode() + END_OF_ROWS)
            full.writestr(part, content)
    return out.getvalue()
