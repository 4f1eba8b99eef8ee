"""A column of figures copied out of a spreadsheet → which figure goes where, or why a row cannot be taken."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...models import Observation
from ...rules.text import is_clean
from ...workflow.doubting import doubts_about
from ...workflow.entries import Entry, Figure, entry_of
from ..figures_typed import figure_of
from .forms import initial_of
from .owed import Desk

LONGEST, MOST = 20_000, 500


@dataclass
class Row:
    """One line: the text of its figure, where it goes, and its figure with what to ask of it, or what is wrong."""

    number: int
    text: str
    code: str = ""
    item: object = None
    indicator: object = None
    figure: Figure | None = None
    error: str = ""
    doubts: list = ()


def rows_of(text: str, found: Desk) -> list[Row]:
    """Return the rows pasted, blank ones left out; raise ValidationError when there is nothing or far too much.

    A line is "code TAB … TAB figure", or a figure alone: those go to the boxes in the order of the page, and a blank
    line among them passes one over.
    """
    lines = text.rstrip().splitlines()
    if not text.strip():
        raise ValidationError(_("Paste at least one row."))
    if len(text) > LONGEST or len(lines) > MOST:
        raise ValidationError(_("That is too much at once: at most 500 rows and 20,000 characters."))
    if not is_clean(text):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))
    places = [(item, indicator) for item in found.items for indicator in item.entered]
    by_code = {}
    for place in places:
        by_code.setdefault(place[0].commitment.code, []).append(place)
    owed = {item.commitment.code for item in found.items}
    queue = iter(places)
    return [row for n, line in enumerate(lines, 1) if (row := read(n, line, owed, by_code, queue))]


def read(number: int, line: str, owed: set, by_code: dict, queue) -> Row | None:
    """Return what one line says, or None for a blank figure."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) == 1 and line.split()[:1] and line.split()[0] in owed:
        cells = line.split(maxsplit=1)
    code, text = (cells[0] if len(cells) > 1 else ""), cells[-1]
    row = Row(number, text, code)
    if code and code not in owed:
        row.error = _("“%(code)s” is not among what your department reports now.") % {"code": code[:40]}
        return row
    row.item, row.indicator = taken(by_code.get(code, [])) if code else next(queue, (None, None))
    if not text:
        return None
    if row.item is None:
        row.error = no_box(code)
    elif not row.item.writable:
        row.error = _("Already sent; take it back to change it.")
    else:
        understand(row)
    return row


def taken(places: list) -> tuple:
    """Return the next place of a code with several figures, in the order of the page."""
    return places.pop(0) if places else (None, None)


def no_box(code: str) -> str:
    if code:
        return _("No figure is entered for this commitment, or it stands in a row above.")
    return _("There are more rows than figures to enter on the page.")


def understand(row: Row) -> None:
    """Set the row's figure, or why there is none."""
    provisional = bool(initial_of(row.item).get("provisional"))
    try:
        row.figure = figure_of(row.text, row.indicator.unit, provisional=provisional, foreign=False)
    except ValidationError as error:
        row.error = " ".join(error.messages)
        return
    typed = Observation(indicator=row.indicator, value=row.figure.value)
    row.doubts = doubts_about([typed], row.item.earlier, row.item.promised)


def entry_with(item, figures: dict[int, Figure]) -> Entry:
    """Return the item's draft as the verb takes it, with `figures` put in."""
    if item.update is None:
        return Entry(cutoff=initial_of(item)["cutoff"], figures=figures, reached=item.reached)
    entry = entry_of(item.update)
    return replace(entry, figures=entry.figures | figures)
