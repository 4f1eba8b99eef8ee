"""A table pasted from a spreadsheet: its lines, its columns, and codes a spreadsheet has turned into dates."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from .text import plain_width

DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
YEAR_FIRST = re.compile(r"(\d{4}|\d{2})[/.年-](\d{1,2})[/.月-](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")
YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
MONTH_AND_DAY = re.compile(r"(\d{1,2})[/月-](\d{1,2})日?")
# Day 0 of the serial numbers in which spreadsheets keep days.
SERIAL_EPOCH = date(1899, 12, 30)
SERIAL_DAY = re.compile(r"[34]\d{4}")


@dataclass(frozen=True)
class PastedLine:
    """One line of the table by its number (from 1), as the cells it has."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


def pasted_lines(text: str) -> list[PastedLine]:
    """Return the lines of a pasted table, blank ones at its end left out; a cell in quotes may hold line breaks."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter="\t")
    lines = [PastedLine(reader.line_num, tuple(cell.strip() for cell in cells) or ("",)) for cells in reader]
    while lines and lines[-1].is_blank:
        lines.pop()
    return lines


def with_spaced_codes(lines: list[PastedLine], codes) -> list[PastedLine]:
    """Return the lines with "4-1-4 9000" cut in two where no line has a tab and the first word is one of `codes`."""
    if any(len(line.cells) > 1 for line in lines):
        return lines
    return [
        PastedLine(line.number, tuple(line.cells[0].split(maxsplit=1)))
        if plain_code(line.cells[0].split(maxsplit=1)[0] if line.cells[0] else "") in codes
        else line
        for line in lines
    ]


def column_count(lines: list[PastedLine]) -> int:
    """Return how many columns the table has: as most of its lines that are not blank; 0 without any."""
    widths = Counter(len(line.cells) for line in lines if not line.is_blank)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def plain_code(text: str) -> str:
    """Return a commitment's code in plain widths and with plain dashes: ４－１－４ as 4-1-4."""
    return plain_width(text).translate(DASHES).replace(" ", "")


def is_heading(line: PastedLine) -> bool:
    """Whether a line names columns: several cells, and no digit in the first of them."""
    return len(line.cells) > 1 and bool(line.cells[0]) and not re.search(r"\d", line.cells[0])


def codes_behind_date(text: str) -> set[str]:
    """Return the codes a spreadsheet may have turned into the date `text`: 2004/1/4 was 4-1-4; empty for no date."""
    plain = plain_width(text)
    if SERIAL_DAY.fullmatch(plain):
        plain = (SERIAL_EPOCH + timedelta(days=int(plain))).isoformat()
    if found := YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return {code_of(year % 100, month, day)}
    if found := YEAR_LAST.fullmatch(plain):
        first, second, year = map(int, found.groups())
        return {code_of(first, second, year % 100), code_of(year % 100, first, second)}
    if found := MONTH_AND_DAY.fullmatch(plain):
        month, day = map(int, found.groups())
        return {f"{month}-{day}"}
    return set()


def code_of(*numbers: int) -> str:
    return "-".join(map(str, numbers))
