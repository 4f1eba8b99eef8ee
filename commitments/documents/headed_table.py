"""A table with heads above its columns → its lines by column, or what keeps it, or a line of it, from being read."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..rules.text import is_clean, without_invisible
from .evidence_compound import COMPOUND_SIGNATURE
from .sheet_files import MOST_BYTES, MOST_ROWS, read_sheets
from .sheet_words import sheet_refusal
from .unfit import Unfit

ZIP_SIGNATURE = b"PK\x03\x04"
# How far below a title the heads may stand.
LOWEST_HEADS = 10


@dataclass(frozen=True)
class LineError:
    """What keeps a line from being read; line 0 is the whole file."""

    line: int
    message: str


@dataclass(frozen=True)
class TableHeads:
    """The columns of a table with their heads, other heads they may bear, which are needed; and whether a line may
    end before the last column."""

    heads: dict[str, str]
    others: dict[str, str]
    needed: tuple[str, ...]
    ragged: bool = False

    def column(self, cell: str) -> str:
        """Return the column a head stands for; what is none stays as it is."""
        known = {head: name for name, head in self.heads.items()} | self.others
        return known.get(cell, cell.lower())


@dataclass(frozen=True)
class HeadedLine:
    """One line of a table: its number and its texts by column; a column the table does not have is not there."""

    line: int
    texts: dict[str, str]


def read_headed_table(data: bytes, heads: TableHeads) -> tuple[list[HeadedLine], list[LineError]]:
    """Return lines and errors of a table: .xlsx, .xls, .et, CSV in UTF-8 or GB18030, or columns divided by tabs."""
    lines, errors = brought_lines(data)
    return ([], errors) if errors else lines_below_heads(lines, heads)


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


def table_text(data: bytes) -> str | None:
    """Return a table as text that reads the same, columns divided by tabs; None where no encoding fits.

    Raises Unfit and csv.Error as reading does.
    """
    if (lines := lines_of_table(data)) is None:
        return None
    out = io.StringIO()
    writer, written = csv.writer(out, delimiter="\t", lineterminator="\n"), 0
    for line, cells in lines:
        out.write("\n" * (line - written - 1))
        writer.writerow([" ".join(cell.split()) for cell in cells])
        written = line
    return out.getvalue()


def decoded_text(data: bytes) -> str | None:
    """Return the text, or None when no encoding fits."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


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
        raise Unfit("too_long", rows=MOST_ROWS, columns=len(lines[0][1]))
    return lines


def lines_below_heads(
    lines: list[tuple[int, list[str]]], heads: TableHeads
) -> tuple[list[HeadedLine], list[LineError]]:
    """Return what stands below the heads, which are in one of the first lines, below a title, in any order."""
    filled = [(line, [tidy_value(cell) for cell in cells]) for line, cells in lines if any(map(str.strip, cells))]
    named = [[heads.column(cell) for cell in cells] for _line, cells in filled[:LOWEST_HEADS]]
    place = max(range(len(named)), key=lambda n: len(set(named[n]) & set(heads.heads)), default=None)
    columns = named[place] if place is not None else []
    at = filled[place][0] if filled else 0
    if missing := [heads.heads[name] for name in heads.needed if name not in columns]:
        return [], [LineError(at, _("Columns missing: %(names)s") % {"names": ", ".join(missing)})]
    if twice := [head for name, head in heads.heads.items() if columns.count(name) > 1]:
        return [], [LineError(at, _("Columns named twice: %(names)s") % {"names": ", ".join(twice)})]
    read = [read_line(line, columns, cells, heads) for line, cells in filled[place + 1 :]]
    found = [each for each in read if isinstance(each, HeadedLine)]
    return found, [each for each in read if isinstance(each, LineError)]


def tidy_value(cell: str) -> str:
    return without_invisible(cell).strip()


def read_line(line: int, columns: list[str], cells: list[str], heads: TableHeads) -> HeadedLine | LineError:
    """Return a line's texts by column, or the first thing that is wrong with it."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        return LineError(line, _("The line has more values than the heads name columns."))
    if len(cells) < len(columns) and not heads.ragged:
        words = _("%(found)d values where the heads name %(wanted)d columns.")
        return LineError(line, words % {"found": len(cells), "wanted": len(columns)})
    cells = cells + [""] * (len(columns) - len(cells))
    texts = {name: cell for name, cell in zip(columns, cells, strict=False) if name in heads.heads}
    for name, text in texts.items():
        if not is_clean(text) or "\n" in text:
            return LineError(line, _("%(column)s holds invisible characters.") % {"column": heads.heads[name]})
    return HeadedLine(line, texts)
