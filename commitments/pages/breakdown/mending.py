"""The likely corrections of a brought table, each offered as a button and put into its cells when that is pressed."""

import json
import re
from dataclasses import dataclass, replace

from ...documents.sheet_files import BroughtSheet
from ...documents.unfit import Unfit
from ...models import Department
from ...rules.likely_words import likely_days, likely_figure, likely_names
from ...rules.table_layout import Merged
from ...rules.table_tasks import KIND_CELLS
from ...workflow.planning.table_entry import TableOutcome
from .query import BroughtTable

# What is wrong → the columns in which it is mended.
DUTY_COLUMNS = ("lead", "responsible", "supporting")
MENDED_IN = {
    "unknown_department": DUTY_COLUMNS, "other_year": ("due",), "due_unread": ("due",), "kind_unread": ("kind",),
    "target_unread": ("target",), "unread": ("target",),
}  # fmt: skip


@dataclass(frozen=True)
class LikelyMending:
    """A word of a table and what it most likely should be; `row` (from 1) where it stands only there, 0 for wherever
    the table has it."""

    wrong: str
    word: str
    likely: str
    row: int = 0

    @property
    def sent(self) -> str:
        """What its button sends."""
        return json.dumps([self.wrong, self.word, self.likely, self.row], ensure_ascii=False)


def likely_mendings(table: BroughtTable, outcome: TableOutcome, year: int) -> dict[tuple, list[LikelyMending]]:
    """Return (row, what is wrong, word) → corrections, of the errors and of what is odd in a table."""
    names = names_offered() if any(code == "unknown_department" for _row, code, _word in outcome.errors) else {}
    found = {}
    for row, wrong, word in outcome.errors:
        if wrong == "unknown_department":
            offered = likely_names(word, names)
            found[row, wrong, word] = [LikelyMending(wrong, word, each) for each in offered]
        elif wrong in MENDED_IN:
            found[row, wrong, word] = of_cell(table, row, wrong, year)
    for task in table.odd:
        for wrong in task.complaints:
            found[task.row, wrong, ""] = of_cell(table, task.row, wrong, year) if wrong in MENDED_IN else []
    return found


def names_offered() -> dict[str, str]:
    rows = Department.objects.values_list("code", "name", "short_name")
    return {written: short for code, name, short in rows for written in (code, name, short)}


def of_cell(table: BroughtTable, row: int, wrong: str, year: int) -> list[LikelyMending]:
    """Return what a row's own cell most likely should say."""
    text = next((table.sheet.rows[at][place] for at, place in places(table, wrong, row)), "").strip()
    if wrong == "kind_unread":
        offered = likely_names(text, {word: word for word in KIND_CELLS.values()})
    else:
        offered = likely_days(text, year) if MENDED_IN[wrong] == ("due",) else likely_figure(text)
    return [LikelyMending(wrong, text, each, row) for each in offered if each != text and text]


def places(table: BroughtTable, wrong: str, row: int) -> list[tuple[int, int]]:
    """Return the cells (from 0) in which a mending is made: of one row, or of all below the heads for 0."""
    columns = [each.place for each in table.layout.columns if each.meaning in MENDED_IN[wrong]]
    rows = [row - 1] if row else range(table.layout.after, len(table.sheet.rows))
    found = dict.fromkeys(corner_of(table.sheet.merged, at, place) for at in rows for place in columns)
    return [(at, place) for at, place in found if place < len(table.sheet.rows[at])]


def corner_of(merged: list[Merged], row: int, column: int) -> tuple[int, int]:
    """Return the cell that holds the text of a place: of merged cells the first."""
    for (top, left), (bottom, right) in merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return row, column


def mended_sheet(table: BroughtTable, mending: LikelyMending) -> tuple[BroughtSheet, int]:
    """Return the worksheet with a correction put in, and in how many cells."""
    rows, number = [list(row) for row in table.sheet.rows], 0
    alone = re.compile(rf"(?<!\w){re.escape(mending.word)}(?!\w)")
    for at, place in places(table, mending.wrong, mending.row):
        rows[at][place], times = alone.subn(lambda _found: mending.likely, rows[at][place])
        number += bool(times)
    return replace(table.sheet, rows=rows), number


def mending_sent(text: str, offered: dict[tuple, list[LikelyMending]]) -> LikelyMending:
    """Return the correction a button stands for. Raises Unfit (damaged) for one that is not offered."""
    found = next((each for row in offered.values() for each in row if each.sent == text), None)
    if found is None:
        raise Unfit("damaged")
    return found
