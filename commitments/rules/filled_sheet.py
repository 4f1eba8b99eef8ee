"""A department's sheet of a period (填报表) as it comes back: its lines by their heads, and the cells written in.

What stood in each cell when the sheet was written is kept beside it as a digest: a cell that says the same was not
touched, whatever the draft has become meanwhile; one that was touched while the draft moved on is asked about.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .pasted_table import SERIAL_DAY, SERIAL_EPOCH, plain_code
from .table_lines import day_meant
from .text import plain_width, without_invisible

# Name → its head, in their order; what a department writes in, and of that what belongs to a figure's own line.
SHEET_HEADS = {
    "code": "编号", "quote": "工作任务", "standing": "状态", "indicator": "指标", "unit": "单位", "target": "目标值",
    "previous": "上期数", "figure": "本期数", "provisional": "暂定数", "expected": "数据未出，预计公布日",
    "forecast": "全年预计", "narrative": "进展情况", "problems": "存在问题", "help_needed": "需协调事项",
    "next_steps": "下一步", "self_lamp": "单位自评", "cutoff": "数据截至",
}  # fmt: skip
FILLED_IN = tuple(SHEET_HEADS)[7:]
OF_A_FIGURE = ("figure", "provisional", "expected")
DAYS_WRITTEN = ("expected", "cutoff")
# How far down the heads may stand, and the name of the sheet that says whose and of when the table is.
DEEPEST_SHEET_HEAD, ORIGIN_SHEET = 10, "台账信息"
NOT_TICKED = ("", "否", "0", "N", "NO", "FALSE")


@dataclass(frozen=True)
class FilledLine:
    """One line by its row (from 1): the code and indicator it names, its words, and by name what can be filled in."""

    row: int
    code: str
    indicator: str
    quote: str
    cells: dict[str, str]


@dataclass(frozen=True)
class SheetOrigin:
    """What a sheet says of itself: `facts` (plan, period, department) and cell → digest of what stood in it; a cell is
    (code, indicator, name)."""

    facts: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str, str], str] = field(default_factory=dict)


def filled_lines(rows: list[list[str]]) -> list[FilledLine] | None:
    """Return the lines below the heads that name anything; None where no row has the heads."""
    for place, row in enumerate(rows[:DEEPEST_SHEET_HEAD]):
        columns = columns_named(row)
        if "code" in columns and set(columns) & set(FILLED_IN):
            lines = [filled_line(number, row, columns) for number, row in enumerate(rows[place + 1 :], place + 2)]
            return [line for line in lines if line.code or any(line.cells.values())]
    return None


def columns_named(row: list[str]) -> dict[str, int]:
    """Return name → place of the columns whose heads stand in a row, the first of each."""
    heads = [re.sub(r"\s", "", plain_width(cell)) for cell in row]
    wanted = {name: plain_width(head) for name, head in SHEET_HEADS.items()}
    return {name: heads.index(head) for name, head in wanted.items() if head in heads}


def filled_line(number: int, row: list[str], columns: dict[str, int]) -> FilledLine:
    said = {name: without_invisible(row[place]).strip() if place < len(row) else "" for name, place in columns.items()}
    cells = {name: cell_written(name, said[name]) for name in FILLED_IN if name in said}
    return FilledLine(number, said["code"], said.get("indicator", ""), said.get("quote", ""), cells)


def cell_written(name: str, text: str) -> str:
    """Return a cell as it goes into its box: days as 2024-09-30, also where a program made numbers of them."""
    if name not in DAYS_WRITTEN or not text:
        return text
    if SERIAL_DAY.fullmatch(plain_width(text)):
        return (SERIAL_EPOCH + timedelta(days=int(plain_width(text)))).isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        day = day_meant(text, int(text[:4])) if re.match(r"20\d\d", text) else None
        return day.isoformat() if day else text


def cell_key(text: str) -> str:
    """Return what makes two cells say the same: plain widths, no separators, whole numbers without a point."""
    text = "\n".join(line.rstrip() for line in without_invisible(text).strip().splitlines())
    plain = plain_width(text).replace(",", "").replace("−", "-")
    return f"{Decimal(plain).normalize():f}" if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", plain) else text


def cell_digest(text: str) -> str:
    return hashlib.sha256(cell_key(text).encode()).hexdigest()[:12]


def is_ticked(text: str) -> bool:
    """Whether a cell for a tick says yes: anything but nothing, 否 and the like."""
    return plain_width(text).upper() not in NOT_TICKED


def origin_rows(facts: dict[str, str], lines: dict[tuple[str, str], dict[str, str]]) -> list[list[str]]:
    """Return the rows of the sheet that says whose a table is; `lines` are (code, indicator) → cells as they stand,
    which are kept as digests."""
    told = [
        ["line", *line, " ".join(f"{name}:{cell_digest(text)}" for name, text in cells.items())]
        for line, cells in lines.items()
    ]
    return [*(["fact", name, text, ""] for name, text in facts.items()), *told]


def sheet_origin(rows: list[list[str]]) -> SheetOrigin:
    """Return what these rows say; whatever is not of their kind is passed over."""
    facts = {row[1]: row[2] for row in rows if len(row) >= 3 and row[0] == "fact"}
    lines = {(row[1], row[2]): row[3] for row in rows if len(row) >= 4 and row[0] == "line"}
    cells = {(*line, each.partition(":")[0]): each.partition(":")[2] for line, told in lines.items()
             for each in told.split()}  # fmt: skip
    return SheetOrigin(facts, cells)


def code_of_line(line: FilledLine, quotes: dict[str, str], behind: set[str]) -> str:
    """Return the code a line means among code → quote; where a program made a date of it, of the codes `behind` that
    date the one whose words stand beside it; "" for none."""
    code = plain_code(line.code)
    if code in quotes:
        return code
    return next((each for each in sorted(behind) if line.quote and cell_key(quotes.get(each, "")) == line.quote), "")
