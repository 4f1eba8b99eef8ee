"""What a breakdown of tasks (任务分解表) is laid out as: title, unit, heads, and what each column holds.

Districts make these tables in as many ways as they have offices: a title row, a row with the unit or the date, heads in
one row or two, groups in merged cells, several departments in one cell. What is found is proposed; people confirm it.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .text import plain_width

# A rectangle of merged cells: (first row, first column), (last row, last column), from 0.
Merged = tuple[tuple[int, int], tuple[int, int]]
IGNORED = ""
# Meaning → what its head says; the first that fits counts, so the narrower words stand first.
HEADS = {
    "number": re.compile(r"序号|顺序|No\.?", re.IGNORECASE),
    "code": re.compile(r"编号|编码|任务号|项目号"),
    "kind": re.compile(r"考核类型"),
    "group": re.compile(r"类别|类型|领域|板块|大类|方面|分类|章节"),
    "contact": re.compile(r"联系人|联络员|电话|手机"),
    "leader": re.compile(r"领导|[区县市]长|负责同志|责任人"),
    "supporting": re.compile(r"(?:配合|协办|协同|协作|参与|参加|联办)"),
    "lead": re.compile(r"牵头|主办|主责|主管"),
    "responsible": re.compile(r"责任|承办|落实|实施|承担"),
    "quarter": re.compile(r"[第一二三四1-4上下前半全]*(?:季度|季末|半年|三季)|\d{1,2}月底|Q[1-4]", re.IGNORECASE),
    "last_year": re.compile(r"上年|去年|\d{4}年(?:实绩|实际|完成|基数)|基数|基期"),
    "due": re.compile(r"时限|期限|完成时间|截止|办结时间|时间节点|完成日期"),
    "unit": re.compile(r"(?:计量)?单位(?!自评)"),
    "target": re.compile(r"目标|指标值|年度?计划|计划数|任务数|量化"),
    "indicator": re.compile(r"指标"),
    "measures": re.compile(r"举措|措施|要求|内容及要求|标准"),
    "task": re.compile(r"任务|事项|内容|项目|工作"),
    "note": re.compile(r"备注|说明|来源"),
}  # fmt: skip
MEANINGS = tuple(HEADS)
# A column holds departments, not a unit of measure, where its head stands for people or its cells name them.
DEPARTMENT = re.compile(r"(?:局|委|办|部|厅|院|街道?|镇|乡|公司|集团|中心|各单位|各部门|法院|检察院|联|会)$")
UNIT_ABOVE = re.compile(r"[(（]?(?:计量)?单位[:：]\s*([^\s()（）、,，;；]+)[)）]?")
UNIT_IN_HEAD = re.compile(r"[(（]([^()（）]{1,8})[)）]\s*$")
YEAR_NAMED = re.compile(r"20\d{2}")
YEAR_ABOVE = re.compile(r"(20\d{2})\s*年")
QUARTERS = {
    1: re.compile(r"[一1]季|Q1|3月底|第一季", re.IGNORECASE), 2: re.compile(r"[二2]季|Q2|6月底|半年", re.IGNORECASE),
    3: re.compile(r"[三3]季|Q3|9月底", re.IGNORECASE), 4: re.compile(r"[四4]季|Q4|12月底|全年", re.IGNORECASE),
}  # fmt: skip
# How far down a table's heads may stand, and how many of them make a row one of heads.
DEEPEST_HEAD, FEWEST_HEADS = 15, 3


@dataclass(frozen=True)
class TableColumn:
    """One column by its place (from 0): its whole head, what it is taken for ("" for none), unit or quarter named."""

    place: int
    head: str
    meaning: str
    unit: str = ""
    quarter: int = 0


@dataclass(frozen=True)
class TableLayout:
    """Where the heads stand (first row and the one after them, from 0), what is told above, what the columns hold."""

    first: int
    after: int
    title: str
    unit: str
    year: int | None
    columns: tuple[TableColumn, ...]

    @property
    def digest(self) -> str:
        """What tells layouts apart: their heads, whatever the rows and whichever the year."""
        heads = (YEAR_NAMED.sub("#", plain_width(column.head)) for column in self.columns)
        return hashlib.sha256("\n".join(heads).encode()).hexdigest()[:32]

    def place_of(self, meaning: str) -> int | None:
        """Return the place of the first column of that meaning, or None."""
        return next((column.place for column in self.columns if column.meaning == meaning), None)


def table_layout(rows: list[list[str]], merged: Iterable[Merged] = ()) -> TableLayout | None:
    """Return how a table is laid out, its cells as texts; None where no row looks like heads."""
    rows = spread_out(rows, merged)
    scores = [sum(bool(meaning_of(cell)) for cell in set(row)) for row in rows[:DEEPEST_HEAD]]
    if not scores or max(scores) < FEWEST_HEADS:
        return None
    first = scores.index(max(scores))
    if first and scores[first - 1] >= FEWEST_HEADS - 1 and shares_heads(rows[first - 1], rows[first]):
        first -= 1
    after = first + 1 + (first + 1 < len(rows) and goes_on(rows, first, merged))
    above = [cell for row in rows[:first] for cell in dict.fromkeys(row) if cell]
    heads = [whole_head([row[place] for row in rows[first:after]]) for place in range(len(rows[first]))]
    return TableLayout(first, after, above[0] if above else "", unit_above(above), year_above(above),
                       tuple(columns_of(heads, rows[after : after + 50])))  # fmt: skip


def spread_out(rows: list[list[str]], merged: Iterable[Merged]) -> list[list[str]]:
    """Return the rows of one width, every cell tidied, a merged rectangle's text in each of its cells."""
    width = max(map(len, rows), default=0)
    spread = [[tidy_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    for (top, left), (bottom, right) in merged:
        for row in range(top, min(bottom + 1, len(spread))):
            for column in range(left, min(right + 1, width)):
                spread[row][column] = spread[top][left]
    return spread


def tidy_cell(text: str) -> str:
    """Return a cell without blanks at its ends; inside only line breaks stand, as they divide departments."""
    lines = (re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def meaning_of(head: str) -> str:
    """Return what a head says its column holds, "" where it says nothing known; heads are short."""
    text = re.sub(r"\s", "", plain_width(head))
    if not text or len(text) > 24 or re.fullmatch(r"[\d.]+", text):
        return IGNORED
    return next((meaning for meaning, words in HEADS.items() if words.search(text)), IGNORED)


def shares_heads(above: list[str], below: list[str]) -> bool:
    """Whether a row of heads stands under a first one: a merged head reaches down into it."""
    return any(upper and upper == lower for upper, lower in zip(above, below, strict=True))


def goes_on(rows: list[list[str]], first: int, merged: Iterable[Merged]) -> bool:
    """Whether the heads have a second row: cells of the first reach into it, or span what it names one by one."""
    second, spans = rows[first + 1], list(merged)
    reach = any(top <= first < bottom and first <= top for (top, _left), (bottom, _right) in spans)
    wide = any(top == first == bottom and right > left for (top, left), (bottom, right) in spans)
    named = sum(bool(meaning_of(cell)) for cell in set(second))
    return (reach and named > 0) or (wide and named >= 2)


def whole_head(cells: list[str]) -> str:
    """Return a head of two rows as one: 责任分工·牵头单位."""
    return "·".join(dict.fromkeys(re.sub(r"\s+", "", cell) for cell in cells if cell))


def unit_above(texts: list[str]) -> str:
    """Return the unit a row above the heads gives for all figures, "" for none."""
    return next((found[1] for text in texts if (found := UNIT_ABOVE.search(text))), "")


def year_above(texts: list[str]) -> int | None:
    """Return the year the title speaks of."""
    return next((int(found[1]) for text in texts if (found := YEAR_ABOVE.search(plain_width(text)))), None)


def columns_of(heads: list[str], below: list[list[str]]) -> list[TableColumn]:
    """Return the columns with what they are taken for; a meaning that can be only once goes to the first."""
    found, taken = [], set()
    for place, head in enumerate(heads):
        cells = [row[place] for row in below if place < len(row) and row[place]]
        meaning = column_meaning(head, cells)
        if meaning in taken and meaning not in ("quarter", "note", "measures", "group"):
            meaning = IGNORED if meaning != "task" else "measures"
        taken.add(meaning)
        quarter = quarter_of(head) if meaning == "quarter" else 0
        found.append(TableColumn(place, head, meaning, unit_of_head(head), quarter))
    return found if taken & {"task", "indicator"} else with_a_task(found, below)


def with_a_task(columns: list[TableColumn], below: list[list[str]]) -> list[TableColumn]:
    """Return the columns of a table that calls its tasks otherwise (目标任务, 工作要求): the one with most to say."""
    wordy = [column for column in columns if column.meaning in ("target", "measures", "group")]
    task = max(wordy, key=lambda column: sum(len(row[column.place]) for row in below), default=None)
    return [replace(column, meaning="task") if column is task else column for column in columns]


def column_meaning(head: str, cells: list[str]) -> str:
    """Return what a column is taken for: by its own head, else by the one above, and by its cells."""
    own, above = head.rpartition("·")[2], head
    meaning = meaning_of(own) or meaning_of(above)
    named = sum(bool(DEPARTMENT.search(cell.splitlines()[0])) for cell in cells)
    if meaning == "unit" and named * 2 > len(cells) > 0:
        return "lead"
    if meaning == "responsible" and cells and not named and all(len(cell) <= 4 for cell in cells):
        return "leader"
    return meaning


def unit_of_head(head: str) -> str:
    """Return the unit in a head's brackets, 目标值（亿元）; remarks in brackets are none."""
    unit = found[1] if (found := UNIT_IN_HEAD.search(head)) else ""
    return "" if re.search(r"时间|单位|部门|含|可|月|日|排名|第", unit) else unit


def quarter_of(head: str) -> int:
    """Return the quarter a head names, from 1; 0 for none."""
    return next((number for number, words in QUARTERS.items() if words.search(plain_width(head))), 0)
