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
from ..rules.text import plain_width
from .headed_table import LineError, TableHeads, brought_lines, lines_below_heads

# Each column with its head; the table is Chinese whatever the interface speaks, the codes are read too.
DEPARTMENT_HEADS = {
    "code": "代码", "name": "全称", "short_name": "简称", "kind": "类别", "order": "排序", "valid_from": "启用日",
    "valid_to": "终止日", "successor": "承接单位",
}  # fmt: skip
OTHER_HEADS = {
    "编码": "code", "编号": "code", "名称": "name", "单位名称": "name", "单位全称": "name", "单位简称": "short_name",
    "类型": "kind", "序号": "order", "valid_until": "valid_to",
}  # fmt: skip
NEEDED_COLUMNS = ("code", "name", "short_name", "kind")
HEADS_OF_DEPARTMENTS = TableHeads(DEPARTMENT_HEADS, OTHER_HEADS, NEEDED_COLUMNS, ragged=True)
KIND_HEADS = {DepartmentKind.DEPARTMENT: "部门", DepartmentKind.STREET: "街道", DepartmentKind.OTHER: "其他"}
KIND_OF_WORD = {word: kind for kind, word in KIND_HEADS.items()} | {kind.value: kind for kind in DepartmentKind}
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
WHOLE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
# The largest place a department can have in the official order.
LAST_PLACE = 32_767


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


def rows_below_heads(lines: list[tuple[int, list[str]]]) -> tuple[list[DepartmentRow], list[LineError]]:
    """Return rows and errors of the lines; the heads stand in one of the first, below a title, in any order."""
    found, errors = lines_below_heads(lines, HEADS_OF_DEPARTMENTS)
    read = [read_department_row(each.line, each.texts) for each in found]
    rows = [each for each in read if isinstance(each, DepartmentRow)]
    unread = [each for each in read if isinstance(each, LineError)]
    return rows, sorted([*errors, *unread], key=lambda error: error.line)


def read_department_row(line: int, texts: dict[str, str]) -> DepartmentRow | LineError:
    """Return what a line says, or the first thing that is wrong with it."""
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
