"""Paste a column of figures: first what each row is understood as, then all of it into the drafts, or nothing."""

import uuid
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...models import Observation
from ...rules.text import is_clean
from ...workflow.refusals import Stale
from ...workflow.reports import drafts, locks
from ...workflow.reports.entries import Figure, ReportEntry, entry_of
from ...workflow.reports.plausibility import flags_of_figures
from ..attempt import attempt
from ..figures_typed import typed_figure
from ..shortcuts import once_as_sent
from .forms import item_initial
from .page import desk_of
from .query import Desk
from .views import versions_shown

LONGEST, MOST = 20_000, 500


@dataclass
class PastedRow:
    """One line: the text of its figure, where it goes, and its figure with what to ask of it, or what is wrong."""

    number: int
    text: str
    code: str = ""
    item: object = None
    indicator: object = None
    figure: Figure | None = None
    error: str = ""
    flags: list = ()


def pasted_rows(text: str, found: Desk) -> list[PastedRow]:
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
    return [row for n, line in enumerate(lines, 1) if (row := read_line(n, line, owed, by_code, queue))]


def read_line(number: int, line: str, owed: set, by_code: dict, queue) -> PastedRow | None:
    """Return what one line says, or None for a blank figure."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) == 1 and line.split()[:1] and line.split()[0] in owed:
        cells = line.split(maxsplit=1)
    code, text = (cells[0] if len(cells) > 1 else ""), cells[-1]
    row = PastedRow(number, text, code)
    if code and code not in owed:
        row.error = _("“%(code)s” is not among what your department reports now.") % {"code": code[:40]}
        return row
    row.item, row.indicator = next_place(by_code.get(code, [])) if code else next(queue, (None, None))
    if not text:
        return None
    if row.item is None:
        row.error = no_place_words(code)
    elif not row.item.writable:
        row.error = _("Already sent; take it back to change it.")
    else:
        read_figure(row)
    return row


def next_place(places: list) -> tuple:
    """Return the next place of a code with several figures, in the order of the page."""
    return places.pop(0) if places else (None, None)


def no_place_words(code: str) -> str:
    if code:
        return _("No figure is entered for this commitment, or it stands in a row above.")
    return _("There are more rows than figures to enter on the page.")


def read_figure(row: PastedRow) -> None:
    """Set the row's figure, or why there is none."""
    provisional = bool(item_initial(row.item).get(f"provisional_{row.indicator.pk}"))
    try:
        row.figure = typed_figure(row.text, row.indicator.unit, provisional=provisional, foreign=False)
    except ValidationError as error:
        row.error = " ".join(error.messages)
        return
    typed = Observation(indicator=row.indicator, value=row.figure.value)
    row.flags = flags_of_figures([typed], row.item.earlier, row.item.promised)


def entry_with(item, figures: dict[int, Figure]) -> ReportEntry:
    """Return the item's draft as the verb takes it, with `figures` put in."""
    if item.update is None:
        return ReportEntry(cutoff=item_initial(item)["cutoff"], figures=figures, reached=item.reached)
    entry = entry_of(item.update)
    return replace(entry, figures=entry.figures | figures)


PASTE_PAGE = "desk/paste.html"


@require_POST
def desk_paste(request, plan):
    """Show what each pasted row is understood as; nothing is stored."""
    found = desk_of(request, plan)
    return paste_answer(request, found)


@require_POST
def desk_paste_apply(request, plan):
    """Put every pasted figure into its draft, at the version the preview showed; one wrong row stops them all."""
    found = desk_of(request, plan)
    rows, error = read_paste(request, found)
    if error or any(row.error for row in rows):
        return paste_answer(request, found, status=422)
    tried = attempt(
        lambda: once_as_sent(request, "desk_paste", lambda: store_pasted(rows, versions_shown(request), request.user)),
        changed=paste_changed_words(),
    )
    if tried.failed:
        return paste_answer(request, desk_of(request, plan), tried.notice, 409)
    words = ngettext(
        "%(n)d figure taken over into the drafts.", "%(n)d figures taken over into the drafts.", tried.answer["n"]
    )
    messages.success(request, words % {"n": tried.answer["n"]})
    return redirect("desk", plan)


def paste_changed_words() -> str:
    return _("Reports changed meanwhile; nothing was taken over. Look at the rows again and apply them once more.")


def read_paste(request, found) -> tuple[list, str]:
    """Return (rows, why nothing can be read)."""
    try:
        return (pasted_rows(request.POST.get("rows", ""), found), "") if found.period else ([], _("No period is open."))
    except ValidationError as error:
        return [], " ".join(error.messages)


def paste_answer(request, found, notice="", status=200):
    """Answer with the rows, and the text to mend where one is wrong."""
    rows, error = read_paste(request, found)
    wrong = sum(bool(row.error) for row in rows)
    seen = {row.item.commitment.code: row.item.version for row in rows if row.figure}
    context = {
        "plan": found.plan, "rows": rows, "wrong": wrong, "error": error, "notice": notice, "seen": seen,
        "text": request.POST.get("rows", "")[:20_000], "key": uuid.uuid4, "fits": rows and not wrong,
    }  # fmt: skip
    return render(request, PASTE_PAGE, context, status=422 if status == 200 and (error or wrong) else status)


def store_pasted(rows: list, seen: dict, user) -> dict:
    """Save the drafts with the rows' figures; raise Stale for one that changed since it was shown."""
    by_item = {}
    for row in rows:
        by_item.setdefault(row.item.commitment.code, (row.item, {}))[1][row.indicator.pk] = row.figure
    locks.lock_reports([item.commitment.pk for item, _figures in by_item.values()])
    for code, (item, figures) in by_item.items():
        if seen.get(code) != str(item.version):
            raise Stale(item.update)
        entry = entry_with(item, figures)
        drafts.save_draft(item.commitment, item.period, entry, by=user, version=item.version)
    return {"n": len(rows)}
