"""The lines of a breakdown of tasks: groups filled down, totals left out, departments told apart, days read."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

from .table_layout import Merged, TableLayout, spread_out
from .text import plain_width

TOTALS = re.compile(r"^(?:合\s*计|小\s*计|总\s*计|共\s*计|汇\s*总)")
FOOT = re.compile(r"^(?:注|备注|说明|填表人|填报人|审核人|制表|联系人|单位负责人)\s*[:：]")
# What stands between departments; 区发改局（区金融局） is one, and the brackets are not looked into.
NAMES_PART = re.compile(r"[、，,；;/\n]+|\s{1,}(?=[^\s]+(?:局|委|办|部|院|街道?|镇|乡|公司|集团|中心))")
ROLE_NAMED = re.compile(r"^(牵头|主办|责任|承办|配合|协办)(?:单位|部门)?\s*[:：]\s*")
ROLE_OF = {"牵头": "lead", "主办": "lead", "责任": "responsible", "承办": "responsible", "配合": "supporting",
           "协办": "supporting"}  # fmt: skip
CHINESE_MONTHS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11,
                  "十二": 12}  # fmt: skip
DAY = re.compile(r"(?:(20\d{2})\s*[年/.-])?\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*[日号]?(?:前)?")
MONTH = re.compile(
    r"(?:(20\d{2})\s*[年/.-])?\s*(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:底|末|份|前|中旬|下旬)?"
)
QUARTER_END = re.compile(r"(?:(20\d{2})\s*年)?\s*(?:第)?([一二三四1-4])\s*季")
YEAR_END = re.compile(r"全年|年底|年末|年内|12月底|持续|长期|常年")
HALF_YEAR = re.compile(r"上半年|半年")


@dataclass(frozen=True)
class TableLine:
    """One line by its row (as spreadsheets count, from 1): meaning → text; quarter → text; groups from the outside in;
    `complaints` are codes of what is odd about it."""

    row: int
    cells: dict[str, str]
    quarters: dict[int, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


def table_lines(rows: list[list[str]], merged: list[Merged], layout: TableLayout) -> list[TableLine]:
    """Return the lines below the heads that hold a task, in order; blank lines, totals and the foot are left out."""
    filled, found, last_number = spread_out(rows, down_only(merged, layout)), [], 0
    for place, row in enumerate(filled[layout.after :], layout.after):
        if FOOT.match(next(filter(None, row), "")):
            break
        if is_left_out(row, layout):
            continue
        line = line_of_row(place + 1, row, layout)
        number = number_of(line.cells.get("number", ""))
        gap = ("number_gap",) if number and last_number and number not in (last_number, last_number + 1) else ()
        last_number = number or last_number
        found.append(TableLine(line.row, line.cells, line.quarters, line.groups, gap))
    return found


def down_only(merged: list[Merged], layout: TableLayout) -> list[Merged]:
    """Return the merged cells whose text goes for every line they stand beside; a line across the table is a heading of
    its own and stays in its first cell."""
    below = [each for each in merged if each[0][0] >= layout.after]
    return [each for each in below if each[1][1] - each[0][1] < max(3, len(layout.columns) // 2)]


def is_left_out(row: list[str], layout: TableLayout) -> bool:
    """Whether a line holds no task: nothing, a total, or a heading across the table."""
    filled = [cell for cell in row if cell]
    task = layout.place_of("task")
    return not filled or any(TOTALS.match(cell) for cell in filled[:2]) or (task is not None and not row[task])


def line_of_row(number: int, row: list[str], layout: TableLayout) -> TableLine:
    cells, quarters, groups = {}, {}, []
    for column in layout.columns:
        text = row[column.place]
        if column.meaning == "quarter" and column.quarter:
            quarters |= {column.quarter: text} if text else {}
        elif column.meaning == "group":
            groups += [text] if text else []
        elif column.meaning and text:
            cells[column.meaning] = f"{cells[column.meaning]}\n{text}" if column.meaning in cells else text
    return TableLine(number, cells, quarters, tuple(groups))


def number_of(text: str) -> int:
    """Return the whole number a cell holds (1, 1.0, １), 0 for none."""
    found = re.fullmatch(r"(\d{1,4})(?:\.0)?", plain_width(text).strip())
    return int(found[1]) if found else 0


def departments_named(text: str) -> list[str]:
    """Return the departments a cell names, once each, by 、 or line breaks; what stands in brackets belongs to one."""
    aside, kept = [], []
    masked = re.sub(r"[(（][^()（）]*[)）]", lambda found: hidden(found, aside), text)
    for part in NAMES_PART.split(masked):
        name = re.sub("\ue000", lambda _mark: aside.pop(0), part).strip(" 。.等")
        kept += [name] if name else []
    return list(dict.fromkeys(kept))


def hidden(found: re.Match, aside: list[str]) -> str:
    aside.append(found[0])
    return "\ue000"


def duties_named(line: TableLine) -> dict[str, list[str]]:
    """Return role → departments of a line: of its columns, and of one cell that names roles (牵头：…；配合：…)."""
    found = {"lead": [], "responsible": [], "supporting": []}
    for meaning in found:
        role = meaning
        for piece in re.split(r"[；;\n]", line.cells.get(meaning, "")):
            if told := ROLE_NAMED.match(piece.strip()):
                role, piece = ROLE_OF[told[1]], piece.strip()[told.end() :]
            found[role] += [name for name in departments_named(piece) if name not in found[role]]
    return found


def day_meant(text: str, year: int) -> date | None:
    """Return the day by which something is due: a day, the end of a month, of a quarter, of the year; None for none."""
    text = plain_width(text).strip()
    if found := DAY.search(text):
        return day_of(int(found[1] or year), int(found[2]), int(found[3]))
    if found := MONTH.search(text):
        month = CHINESE_MONTHS.get(found[2]) or int(found[2])
        return end_of_month(int(found[1] or year), month)
    if found := QUARTER_END.search(text):
        quarter = "一二三四".find(found[2]) + 1 or int(found[2])
        return end_of_month(int(found[1] or year), quarter * 3)
    if HALF_YEAR.search(text):
        return date(year, 6, 30)
    return date(year, 12, 31) if YEAR_END.search(text) else None


def end_of_month(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def day_of(year: int, month: int, day: int) -> date | None:
    last = end_of_month(year, month)
    return date(year, month, day) if last and 1 <= day <= last.day else None
