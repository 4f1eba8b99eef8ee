"""A department's sheet of a period as a workbook to be filled in: what it writes is open, everything else is locked."""

import io
import re
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..choices import Lamp
from ..rules.filled_sheet import DAYS_WRITTEN, ORIGIN_SHEET, SHEET_HEADS, origin_rows
from ..rules.text import plain_width
from .bulletin_words import LAMP_WORDS
from .worksheets import set_up_print

WIDTHS = {
    "code": 9, "quote": 36, "standing": 9, "indicator": 16, "unit": 7, "target": 16, "previous": 11, "figure": 12,
    "provisional": 8, "expected": 12, "forecast": 11, "narrative": 46, "problems": 26, "help_needed": 20,
    "next_steps": 26, "self_lamp": 9, "cutoff": 12,
}  # fmt: skip
NUMBERS = ("previous", "figure", "forecast")
TITLE_ROW, HINT_ROW, HEAD_ROW = 1, 2, 3
HOW_TO_FILL = (
    "黄底格可填，其余锁定；空着的格不动原有草稿。本期数可写 1.2万、预计80 等；"
    "填好后在“我的填报”上传，或连同表头复制粘贴。"
)
INPUT, HEAD = PatternFill("solid", start_color="FFF8DC"), PatternFill("solid", start_color="E8EEF4")
EDGE = Border(*[Side("thin", color="B8BEC6")] * 4)
# Points a line of text takes; a spreadsheet has no rows higher than 409.
LINE_HEIGHT, MOST_LINES = 15, 27
PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?")
LAMPS_OFFERED = ",".join(str(words) for lamp, words in LAMP_WORDS.items() if lamp != Lamp.GREY)


def department_workbook(title: str, lines: list[dict], facts: dict[str, str]) -> bytes:
    """Return the workbook of `lines`, each name → text with `open` naming the cells to be filled in; `facts` say whose
    and of when it is. What looks like a number is one, days are days; no cell is ever a formula."""
    book = Workbook()
    book.properties.title, sheet = title, book.active
    sheet.title = "填报表"
    set_up_print(sheet, [(head, WIDTHS[name]) for name, head in SHEET_HEADS.items()], len(lines), title)
    put_heads(sheet, title, len(lines))
    for number, line in enumerate(lines, HEAD_ROW + 1):
        for place, name in enumerate(SHEET_HEADS, 1):
            put_cell(sheet.cell(number, place), name, line.get(name, ""), name in line["open"])
        sheet.row_dimensions[number].height = LINE_HEIGHT * min(lines_needed(line), MOST_LINES)
    offer_choices(sheet, HEAD_ROW + len(lines))
    lock(sheet)
    stood = {(line["code"], line["indicator"]): {name: line[name] for name in line["open"]} for line in lines}
    put_origin(book.create_sheet(ORIGIN_SHEET), origin_rows(facts, stood))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines_needed(line: dict) -> int:
    """Return how many lines of text the widest-filled cell of a line takes; two at least, to write in."""
    texts = ((line.get(name, ""), WIDTHS[name]) for name in SHEET_HEADS)
    return max(2, *(sum(-(-2 * len(part) // (width - 1)) for part in text.split("\n")) for text, width in texts))


def put_heads(sheet, title: str, count: int) -> None:
    """Write the title, how to fill the sheet in, and the heads; they stay in sight and on every printed page."""
    last = get_column_letter(len(SHEET_HEADS))
    for row, text in ((TITLE_ROW, title), (HINT_ROW, HOW_TO_FILL)):
        sheet.merge_cells(f"A{row}:{last}{row}")
        put_text(sheet.cell(row, 1), text)
    sheet.cell(TITLE_ROW, 1).font = Font(bold=True, size=14)
    for place, head in enumerate(SHEET_HEADS.values(), 1):
        cell = put_text(sheet.cell(HEAD_ROW, place), head)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, EDGE
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + count}"


def put_text(cell, text: str):
    """Give the cell a text, whatever it looks like, and return it."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r", ""))
    cell.data_type = "s"
    return cell


def put_cell(cell, name: str, text: str, is_open: bool) -> None:
    cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), EDGE
    cell.protection = Protection(locked=not is_open)
    if is_open:
        cell.fill = INPUT
    # A code stays a code: shown as text, no program makes a day of it.
    cell.number_format = "@" if name == "code" else "General"
    plain = plain_width(text).replace(",", "").replace("−", "-")
    if name in NUMBERS and PLAIN_NUMBER.fullmatch(plain):
        decimals = len(plain.partition(".")[2])
        cell.value, cell.number_format = Decimal(plain), f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    elif name in DAYS_WRITTEN:
        put_day(cell, text)
    elif text:
        put_text(cell, text)


def put_day(cell, text: str) -> None:
    cell.number_format = "yyyy-mm-dd"
    if text:
        cell.value = date.fromisoformat(text)


def offer_choices(sheet, last: int) -> None:
    """Offer the words of the own lamp and of the tick in lists; what is no day is asked about, not refused."""
    columns = {name: get_column_letter(place) for place, name in enumerate(SHEET_HEADS, 1)}
    for name, words in (("self_lamp", LAMPS_OFFERED), ("provisional", "是")):
        offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        offered.error, offered.errorTitle = f"请从列表中选：{words}", SHEET_HEADS[name]
        add_choice(sheet, offered, columns[name], last)
    for name in DAYS_WRITTEN:
        asked = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
        asked.errorStyle, asked.error, asked.errorTitle = "warning", "请填日期，如 2024-10-31", SHEET_HEADS[name]
        add_choice(sheet, asked, columns[name], last)


def add_choice(sheet, choice: DataValidation, column: str, last: int) -> None:
    choice.showErrorMessage = True
    choice.add(f"{column}{HEAD_ROW + 1}:{column}{max(last, HEAD_ROW + 1)}")
    sheet.add_data_validation(choice)


def lock(sheet) -> None:
    """Lock what is not filled in, without a password: sorting, filtering and widths stay free."""
    sheet.protection.sheet = True
    for name in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, name, False)


def put_origin(sheet, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            put_text(sheet.cell(number, place), text)
    sheet.sheet_state = "hidden"
