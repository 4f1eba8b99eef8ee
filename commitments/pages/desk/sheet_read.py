"""A filled-in sheet → what it would change in each draft, what is understood and what is wrong. Nothing is guessed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ...documents.bulletin_words import LAMP_WORDS
from ...models import Observation
from ...rules.filled_sheet import (
    OF_A_FIGURE,
    SHEET_HEADS,
    FilledLine,
    SheetOrigin,
    cell_digest,
    cell_key,
    code_of_line,
    filled_lines,
    is_ticked,
    sheet_origin,
)
from ...rules.pasted_table import codes_behind_date
from ...workflow.reports.plausibility import flags_of_figures
from .forms import ItemForm, item_initial
from .item import DeskItem
from .pasted import unknown_code_words
from .query import Desk
from .sheet_rows import box_of, cells_of, sheet_facts

LAMP_CODES_WRITTEN = {str(words): lamp.value for lamp, words in LAMP_WORDS.items()}


@dataclass
class CellChange:
    """One cell that says otherwise than the draft: `box` is its box in the form, `read` the figure it is understood as.

    `meanwhile`: the draft was changed since the sheet was written; it is `taken` only where the person says so.
    `asked`: the figure counts once it is confirmed; `confirmed`: it was.
    """

    row: int
    code: str
    name: str
    box: str
    before: str
    now: str
    indicator: object = None
    meanwhile: bool = False
    taken: bool = True
    read: object = None
    error: str = ""
    flags: list = field(default_factory=list)
    asked: bool = False
    confirmed: bool = False

    @property
    def head(self) -> str:
        return SHEET_HEADS[self.name]

    @property
    def whose(self) -> str:
        """The name of the figure a cell belongs to; the texts are the commitment's."""
        return self.indicator.name if self.indicator and self.name in OF_A_FIGURE else ""

    @property
    def over(self) -> str:
        """The preview's tick that lets this cell go over what was changed meanwhile."""
        return f"over:{self.code}/{self.box}"

    @property
    def sure(self) -> str:
        """The preview's tick that confirms what this cell is understood as."""
        return f"sure:{self.code}/{self.box}"


@dataclass
class FilledSheet:
    """A sheet read for a desk: changes in the order of the rows, errors as (row, words), and the forms that hold the
    drafts as they would be, by code."""

    changes: list[CellChange] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    forms: dict[str, ItemForm] = field(default_factory=dict)
    lines: int = 0

    @property
    def wrong(self) -> int:
        return len(self.errors) + sum(bool(change.error) for change in self.changes)

    @property
    def taken(self) -> list[CellChange]:
        return [change for change in self.changes if change.taken]

    @property
    def can_be_ticked(self) -> bool:
        return any(change.meanwhile or change.asked or change.confirmed for change in self.changes)

    @property
    def fits(self) -> bool:
        """Whether something would be changed and nothing stops it."""
        return bool(self.taken) and not self.wrong


def origin_error(origin: SheetOrigin, found: Desk) -> str:
    """Return why a sheet belongs to another desk, "" where it belongs here or does not say."""
    own = sheet_facts(found)
    if {name: origin.facts.get(name, own[name]) for name in own} == own:
        return ""
    words = _("This is the sheet of %(department)s for %(period)s (%(plan)s), not this page's; nothing was read.")
    return words % {name: origin.facts.get(name, "—") for name in own}


def filled_sheet(rows: list[list[str]], marks: list[list[str]], found: Desk, ticks: set[str]) -> FilledSheet | None:
    """Return what a sheet's rows say to the desk; None without heads. `marks` are the rows of the sheet that came along
    and says whose it is; `ticks` are the cells the person confirms or lets go over what changed meanwhile."""
    lines = filled_lines(rows)
    if lines is None:
        return None
    origin, sheet = sheet_origin(marks), FilledSheet(lines=len(lines))
    for code, own in lines_by_code(lines, found, sheet).items():
        item = next(item for item in found.items if item.commitment.code == code)
        read_item(item, own, origin, ticks, sheet)
    sheet.errors.sort()
    return sheet


def lines_by_code(lines: list[FilledLine], found: Desk, sheet: FilledSheet) -> dict[str, list[FilledLine]]:
    """Return code → its lines, with those that name nothing of the desk put among the errors."""
    items = {item.commitment.code: item for item in found.items}
    quotes, own = {code: item.commitment.quote for code, item in items.items()}, defaultdict(list)
    for line in lines:
        if code := code_of_line(line, quotes, codes_behind_date(line.code)):
            own[code].append(line)
        elif line.code or any(line.cells.values()):
            sheet.errors.append((line.row, unknown_code_words(line.code, items)))
    return own


def read_item(item: DeskItem, lines: list[FilledLine], origin: SheetOrigin, ticks: set[str], sheet: FilledSheet):
    """Put on the sheet what an item's lines change, and the form with its draft as it would be."""
    data, changes = form_data(item), []
    for line, indicator, is_first in lines_with_boxes(item, lines, sheet):
        current = cells_of(item, indicator, is_first=is_first)
        for name, text in line.cells.items():
            if name not in current:
                said = "" if not text else _("“%(head)s” takes nothing in this row.") % {"head": SHEET_HEADS[name]}
                sheet.errors += [(line.row, said)] if said else []
            elif change := cell_change(item, line, indicator, current, origin, name):
                change.taken = not change.meanwhile or change.over in ticks
                change.confirmed = change.sure in ticks
                changes.append(change)
                put_into(data, change)
    if changes and not item.writable:
        sheet.errors.append((changes[0].row, _("Already sent; take it back to change it.")))
    elif changes:
        sheet.changes += changes
        check_item(item, data, changes, sheet)


def lines_with_boxes(item: DeskItem, lines: list[FilledLine], sheet: FilledSheet):
    """Yield (line, its indicator or None, whether it is the item's first) of an item's lines, each box once."""
    boxes, seen = {each.name: each for each in item.entered} or {"": None}, set()
    first = next(iter(boxes))
    for line in lines:
        name = line.indicator if line.indicator or len(boxes) > 1 else first
        if name not in boxes:
            sheet.errors.append((line.row, _("%(code)s has no figure “%(name)s”.")
                                 % {"code": item.commitment.code, "name": line.indicator[:40]}))  # fmt: skip
        elif name in seen:
            words = _("%(code)s stands in several rows and has one figure; leave the right row.")
            sheet.errors.append((line.row, words % {"code": item.commitment.code}))
        else:
            seen.add(name)
            yield line, boxes[name], name == first


def cell_change(item, line, indicator, current: dict, origin: SheetOrigin, name: str) -> CellChange | None:
    """Return what a cell changes: nothing where it says what the draft says, or was not touched; an empty one of a
    sheet that does not know what stood there leaves the draft as it is."""
    text, now = line.cells[name], current[name]
    stood = origin.cells.get((item.commitment.code, indicator.name if indicator else "", name))
    if cell_key(text) == cell_key(now) or stood == cell_digest(text) or (stood is None and not text):
        return None
    meanwhile = stood is not None and stood != cell_digest(now)
    return CellChange(line.row, item.commitment.code, name, box_of(name, indicator), now, text, indicator, meanwhile)


def form_data(item: DeskItem) -> dict:
    """Return what the item's form would send as it stands."""
    said = item_initial(item)
    return {
        name: "on" if value is True else str(value)
        for name, value in said.items()
        if value not in (None, False, "")
    } | {"version": str(item.version)}  # fmt: skip


def put_into(data: dict, change: CellChange) -> None:
    """Put a cell that is taken into the form's data, with the ticks that go with it."""
    if not change.taken:
        return
    name, text = change.box, change.now
    if change.name == "self_lamp":
        text = LAMP_CODES_WRITTEN.get(text, text)
    if change.name == "provisional":
        text = "on" if is_ticked(text) else ""
    if change.name == "expected":
        data[name.replace("expected_", "awaited_") if change.indicator else "awaited"] = "on" if text else ""
    if change.name == "figure":
        data[f"foreign_{change.indicator.pk}"], data[f"confirm_{change.indicator.pk}"] = (
            "",
            text if change.confirmed else "",
        )
    data[name] = text


def check_item(item: DeskItem, data: dict, changes: list[CellChange], sheet: FilledSheet) -> None:
    """Let the desk's own form read the draft as it would be; say at each cell what it is understood as or what is
    wrong."""
    form = ItemForm(item, {name: text for name, text in data.items() if text})
    boxes, errors = {change.box: change for change in changes if change.taken}, form.errors.as_data()
    for box, found in errors.items():
        words = " ".join(message for error in found for message in error.messages)
        change = boxes.get(box) or boxes.get(box.replace("figure_", "expected_")) or boxes.get("expected")
        if change is None:
            sheet.errors.append((changes[0].row, f"{item.commitment.code} · {words}"))
        else:
            change.error, change.asked = words, any(error.code == "asks" for error in found)
    for change in boxes.values():
        if change.name == "figure":
            change.read = form.figures.get(change.indicator.pk)
            typed = [Observation(indicator=change.indicator, value=change.read.value)] if change.read else []
            change.flags = flags_of_figures(typed, item.earlier, item.promised)
    if boxes:
        sheet.forms[item.commitment.code] = form
