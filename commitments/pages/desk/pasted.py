"""What is pasted from a spreadsheet → rows that know their box, or why they have none. Nothing is guessed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...models import Observation
from ...rules.pasted_table import (
    PastedLine,
    codes_behind_date,
    column_count,
    is_heading,
    pasted_lines,
    plain_code,
    with_spaced_codes,
)
from ...rules.text import is_clean
from ...workflow.reports.entries import Figure
from ...workflow.reports.plausibility import flags_of_figures
from ..figures_typed import typed_figure
from .forms import item_initial
from .query import Desk

LONGEST, MOST = 20_000, 500


@dataclass
class PastedRow:
    """One line: the text of its figure, where it goes, its figure with what to ask of it, or what is wrong.

    `replaced` is the figure that stands in the box now, where it is another one.
    """

    number: int
    text: str
    code: str = ""
    item: object = None
    indicator: object = None
    figure: Figure | None = None
    error: str = ""
    replaced: str = ""
    flags: list = ()


@dataclass
class PastedTable:
    """A table as pasted: its rows that hold something, and where it has more than two columns their names to choose
    the figures' one from (`choices`, until `column` is chosen)."""

    rows: list[PastedRow] = field(default_factory=list)
    choices: list[tuple[int, str]] = field(default_factory=list)
    column: int | None = None

    @property
    def wrong(self) -> int:
        return sum(bool(row.error) for row in self.rows)

    @property
    def fits(self) -> bool:
        """Whether every row has its box; nothing is taken over until then."""
        return bool(self.rows) and not self.wrong

    @property
    def figures(self) -> dict[str, dict[int, Figure]]:
        """Code → indicator → figure, of the rows that have one."""
        found = defaultdict(dict)
        for row in self.rows:
            if row.figure:
                found[row.item.commitment.code][row.indicator.pk] = row.figure
        return dict(found)


def pasted_table(text: str, found: Desk, column: int | None = None, ticked: set | None = None) -> PastedTable:
    """Return the table pasted; raise ValidationError when there is nothing or far too much.

    A table of codes has the code first and the figure last, or in the `column` (from 1) that was chosen. A column of
    figures alone goes to the boxes in the order of the page; a blank line among them passes one over. `ticked` are the
    numbers of the rows called provisional; without them each box keeps its tick. A text that says 预计 is so anyhow.
    """
    table = placed_table(text, found, column)
    for row in table.rows:
        read_into(row, ticked)
    return table


def placed_table(text: str, found: Desk, column: int | None) -> PastedTable:
    """Return the table with each row's box, not read yet."""
    lines = with_spaced_codes(checked_lines(text), {item.commitment.code for item in found.items})
    width = column_count(lines)
    if width == 1:
        return PastedTable(place_in_order(lines, found))
    heading = lines[0].cells if is_heading(lines[0]) else ()
    lines = lines[1:] if heading else lines
    if width == 2:
        column = 2
    choices = [] if width == 2 else column_names(width, heading, lines)
    column = column if column in dict(choices) or width == 2 else None
    rows = place_by_code(lines, width, column, found) if column else []
    return PastedTable(rows, choices, column)


def checked_lines(text: str) -> list[PastedLine]:
    if not text.strip():
        raise ValidationError(_("Paste at least one row."))
    if not is_clean(text):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))
    if len(text) > LONGEST or len(lines := pasted_lines(text)) > MOST:
        raise ValidationError(_("That is too much at once: at most 500 rows and 20,000 characters."))
    return lines


def column_names(width: int, heading: tuple, lines: list[PastedLine]) -> list[tuple[int, str]]:
    """Return (number, what stands in it) of every column but the codes': its heading, else its first cell."""
    first = next((line.cells for line in lines if len(line.cells) == width), ())
    shown = heading if len(heading) == width else first
    return [(number, shown[number - 1][:40] if shown else "") for number in range(2, width + 1)]


def place_in_order(lines: list[PastedLine], found: Desk) -> list[PastedRow]:
    """Return the rows of figures alone, each with the next box of the page; a row with a code among them is wrong."""
    places = [(item, indicator) for item in found.items for indicator in item.entered]
    rows = []
    for number, line in enumerate(lines):
        row = PastedRow(line.number, line.cells[-1])
        if len(line.cells) > 1:
            row.error = _("Rows with and without a code are mixed; write the code before every figure.")
        elif number >= len(places):
            row.error = _("There are more rows than figures to enter on the page.")
        else:
            row.item, row.indicator = places[number]
        if row.text or row.error:
            rows.append(row)
    return rows


def place_by_code(lines: list[PastedLine], width: int, column: int, found: Desk) -> list[PastedRow]:
    """Return the rows of a table of codes, each with the box its code names."""
    items = {item.commitment.code: item for item in found.items}
    rows = [coded_row(line, width, column, items) for line in lines if not line.is_blank]
    for code, named in grouped_by_code(rows).items():
        give_boxes(code, named, items[code].entered)
    # A blank figure leaves its box as it is.
    return [row for row in rows if row.text or row.error]


def coded_row(line: PastedLine, width: int, column: int, items: dict) -> PastedRow:
    """Return the row of a line with its item, or why it has none."""
    if len(line.cells) != width:
        words = _("This row has %(found)d columns, most have %(wanted)d; copy the whole table.")
        return PastedRow(line.number, line.cells[-1], error=words % {"found": len(line.cells), "wanted": width})
    code, text = plain_code(line.cells[0]), line.cells[column - 1]
    row = PastedRow(line.number, text, code, items.get(code))
    if row.item is None and (text or code):
        row.error = unknown_code_words(line.cells[0], items)
    return row


def unknown_code_words(written: str, items: dict) -> str:
    """Return why a code names nothing here: it is missing, a spreadsheet made a date of it, or it is another's."""
    if not written:
        return _("The code is missing, as merged cells leave it; write it before this figure.")
    if behind := codes_behind_date(written) & items.keys():
        words = _("“%(date)s” is a date a spreadsheet made of the code %(code)s; make its column text and write it.")
        return words % {"date": written[:40], "code": min(behind)}
    return _("“%(code)s” is not among what your department reports now.") % {"code": written[:40]}


def grouped_by_code(rows: list[PastedRow]) -> dict[str, list[PastedRow]]:
    found = defaultdict(list)
    for row in rows:
        if row.item and not row.error:
            found[row.code].append(row)
    return found


def give_boxes(code: str, rows: list[PastedRow], indicators: list) -> None:
    """Give a commitment's rows its boxes in the order of the page: as many rows as boxes, or none fits."""
    if not indicators:
        wrong = _("No figure is entered for this commitment.")
    elif len(rows) == len(indicators):
        wrong = ""
    elif len(indicators) == 1:
        wrong = _("%(code)s stands in several rows and has one figure; leave the right row.") % {"code": code}
    else:
        names = "、".join(indicator.name for indicator in indicators)
        wrong = _("%(code)s has %(n)d figures; give it as many rows, in this order: %(names)s.")
        wrong %= {"code": code, "n": len(indicators), "names": names}
    for row, indicator in zip(rows, indicators, strict=False) if not wrong else ():
        row.indicator = indicator
    for row in rows:
        row.error = wrong if row.text else ""


def read_into(row: PastedRow, ticked: set | None) -> None:
    """Give the row its figure, or say why there is none."""
    if row.error:
        return
    if not row.item.writable:
        row.error = _("Already sent; take it back to change it.")
        return
    initial = item_initial(row.item)
    kept = bool(initial.get(f"provisional_{row.indicator.pk}"))
    provisional = kept if ticked is None else row.number in ticked
    try:
        row.figure = typed_figure(row.text, row.indicator.unit, provisional=provisional, foreign=False)
    except ValidationError as error:
        row.error = " ".join(error.messages)
        return
    before = initial.get(f"figure_{row.indicator.pk}", "")
    row.replaced = before if before != row.text else ""
    typed = Observation(indicator=row.indicator, value=row.figure.value)
    row.flags = flags_of_figures([typed], row.item.earlier, row.item.promised)
