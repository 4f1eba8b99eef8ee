"""A table of departments → rows with their lines, or the errors that keep it from being read; and the table back."""

import csv
import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..choices import DepartmentKind
from ..models import Department, Place
from ..rules.place_names import other_place_named
from ..rules.text import is_clean, plain_width, without_invisible
from .accounts_csv import LineError, decoded_text
from .evidence_compound import COMPOUND_SIGNATURE
from .sheet_files import MOST_BYTES, MOST_ROWS, read_sheets
from .sheet_words import sheet_refusal
from .unfit import Unfit

# Each column with its head; the table is Chinese whatever the interface speaks, the codes are read too.
DEPARTMENT_HEADS = {
    "code": "代码", "name": "全称", "short_name": "简称", "kind": "类别", "order": "排序", "valid_from": "启用日",
    "valid_to": "终止日", "successor": "承接单位",
}  # fmt: skip
OTHER_HEADS = {
    "编码": "code", "编号": "code", "名称": "name", "单位名称": "name", "单位全称": "name", "单位简称": "short_name",
    "类型": "kind", "序号": "order", "valid_until": "valid_to",
}  # fmt: skip
COLUMN_OF_HEAD = {head: name for name, head in DEPARTMENT_HEADS.items()} | OTHER_HEADS
NEEDED_COLUMNS = ("code", "name", "short_name", "kind")
KIND_HEADS = {DepartmentKind.DEPARTMENT: "部门", DepartmentKind.STREET: "街道", DepartmentKind.OTHER: "其他"}
KIND_OF_WORD = {word: kind for kind, word in KIND_HEADS.items()} | {kind.value: kind for kind in DepartmentKind}
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
WHOLE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
ZIP_SIGNATURE = b"PK\x03\x04"
# How far below a title the heads may stand, and the largest place a department can have in the official order.
LOWEST_HEADS, LAST_PLACE = 10, 32_767


@dataclass(frozen=True)
class DepartmentRow:
    """One line of the table, its values by column; a column the table does not have is not in `values`.

    An empty place in the order is not there either: the department keeps the one it has.
    """

    line: int
    values: dict

    @property
    def code(self) -> str:
        return self.values["code"]


def read_departments_table(data: bytes) -> tuple[list[DepartmentRow], list[LineError]]:
    """Return rows and errors of a table: .xlsx, .xls, .et, CSV in UTF-8 or GB18030, or columns divided by tabs."""
    lines, errors = brought_lines(data)
    return ([], errors) if errors else rows_of_lines(lines)


def brought_lines(data: bytes) -> tuple[list[tuple[int, list[str]]], list[LineError]]:
    """Return (line, cells) of a table, or the error that keeps all of it from being read."""
    try:
        lines = lines_of_table(data)
    except Unfit as error:
        return [], [LineError(0, sheet_refusal(error))]
    except csv.Error as error:
        return [], [LineError(0, _("The file is not a CSV table: %(reason)s") % {"reason": error})]
    if lines is None:
        return [], [LineError(0, _("The file is neither UTF-8 nor GB18030; save it as CSV UTF-8."))]
    return lines, []


def rows_of_lines(lines: list[tuple[int, list[str]]]) -> tuple[list[DepartmentRow], list[LineError]]:
    """Return rows and errors of the lines; a list of another place's departments is refused as a whole."""
    rows, errors = rows_below_heads(lines)
    names = [row.values["name"] for row in rows]
    place = Place.objects.here() if other_place_named(names, "") else Place()
    other = other_place_named(names, place.name) if place.is_set_up else ""
    if other:
        words = _("This is the ledger of %(place)s; %(other)s needs a database of its own.")
        return [], [LineError(0, words % {"place": place.name, "other": other})]
    return rows, errors


def lines_of_table(data: bytes) -> list[tuple[int, list[str]]] | None:
    """Return (line, cells) of a spreadsheet's first sheet or of a text; None where no encoding fits. Raises Unfit."""
    if data.startswith((ZIP_SIGNATURE, COMPOUND_SIGNATURE)):
        return list(enumerate(read_sheets(data)[0].rows, 1))
    if len(data) > MOST_BYTES:
        raise Unfit("too_large", limit=MOST_BYTES // 1024 // 1024)
    if (text := decoded_text(data)) is None:
        return None
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    lines = [(reader.line_num, cells) for cells in reader]
    if len(lines) > MOST_ROWS:
        raise Unfit("too_long", rows=MOST_ROWS, columns=len(DEPARTMENT_HEADS))
    return lines


def rows_below_heads(lines: list[tuple[int, list[str]]]) -> tuple[list[DepartmentRow], list[LineError]]:
    """Return rows and errors of the lines; the heads stand in one of the first, below a title, in any order."""
    filled = [(line, [tidy_value(cell) for cell in cells]) for line, cells in lines if any(map(str.strip, cells))]
    named = [[COLUMN_OF_HEAD.get(cell, cell.lower()) for cell in cells] for _line, cells in filled[:LOWEST_HEADS]]
    place = max(range(len(named)), key=lambda n: len(set(named[n]) & set(DEPARTMENT_HEADS)), default=None)
    columns = named[place] if place is not None else []
    if missing := [DEPARTMENT_HEADS[name] for name in NEEDED_COLUMNS if name not in columns]:
        return [], [LineError(filled[place][0] if filled else 0, _("Columns missing: %(names)s") % {
            "names": ", ".join(missing)})]  # fmt: skip
    if twice := [name for name in DEPARTMENT_HEADS if columns.count(name) > 1]:
        return [], [LineError(filled[place][0], _("Columns named twice: %(names)s") % {
            "names": ", ".join(DEPARTMENT_HEADS[name] for name in twice)})]  # fmt: skip
    read = [read_department_row(line, columns, cells) for line, cells in filled[place + 1 :]]
    rows = [each for each in read if isinstance(each, DepartmentRow)]
    return rows, [each for each in read if isinstance(each, LineError)]


def tidy_value(cell: str) -> str:
    return without_invisible(cell).strip()


def read_department_row(line: int, columns: list[str], cells: list[str]) -> DepartmentRow | LineError:
    """Return what a line says, or the first thing that is wrong with it."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        return LineError(line, _("The line has more values than the heads name columns."))
    cells = cells + [""] * (len(columns) - len(cells))
    texts = {name: cell for name, cell in zip(columns, cells, strict=False) if name in DEPARTMENT_HEADS}
    for name, text in texts.items():
        if not is_clean(text) or "\n" in text:
            return LineError(line, _("%(column)s holds invisible characters.") % {"column": DEPARTMENT_HEADS[name]})
    try:
        values = {name: READERS.get(name, str)(text) for name, text in texts.items()}
    except ValueError as error:
        return LineError(line, str(error))
    if empty := [DEPARTMENT_HEADS[name] for name in NEEDED_COLUMNS if not values[name]]:
        return LineError(line, _("Nothing is written under %(columns)s.") % {"columns": ", ".join(empty)})
    return DepartmentRow(line, {name: value for name, value in values.items() if (name, value) != ("order", None)})


def code_written(text: str) -> str:
    if text and not CODE.fullmatch(plain_width(text)):
        raise ValueError(_("“%(text)s” is no code: letters, digits, - and _, at most 20.") % {"text": text})
    return plain_width(text)


def kind_written(text: str) -> str:
    if text and text not in KIND_OF_WORD:
        known = {"text": text, "known": "、".join(KIND_HEADS.values())}
        raise ValueError(_("There is no kind “%(text)s”; known: %(known)s.") % known)
    return str(KIND_OF_WORD.get(text, "").lower())


def order_written(text: str) -> int | None:
    plain = plain_width(text)
    if plain and not (re.fullmatch(r"[0-9]{1,5}", plain) and int(plain) <= LAST_PLACE):
        raise ValueError(_("“%(text)s” is no place in the official order; write a whole number.") % {"text": text})
    return int(plain) if plain else None


def day_written(text: str) -> datetime.date | None:
    """Return the day of 2024-12-31, 2024/12/31 or 2024年12月31日; None for an empty text."""
    found = WHOLE_DAY.fullmatch(plain_width(text))
    try:
        return datetime.date(*map(int, found.groups())) if text else None
    except (ValueError, AttributeError):
        raise ValueError(_("“%(text)s” is no day; write it as 2024-10-24.") % {"text": text}) from None


READERS = {
    "code": code_written, "kind": kind_written, "order": order_written, "valid_from": day_written,
    "valid_to": day_written,
}  # fmt: skip


def departments_table(departments: Iterable[Department]) -> bytes:
    """Return the departments as CSV that comes in again unchanged; UTF-8 with its mark, as Excel and WPS read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(DEPARTMENT_HEADS.values())
    for each in departments:
        successor = each.successor.code if each.successor else ""
        writer.writerow([each.code, each.name, each.short_name, KIND_HEADS[each.kind], each.order,
                         each.valid_from or "", each.valid_to or "", successor])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")
