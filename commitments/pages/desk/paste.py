"""Paste a column of figures: first what each row is understood as, then all of it into the drafts, or nothing."""

import re
import uuid
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...workflow.refusals import Stale
from ...workflow.reports import drafts, locks
from ...workflow.reports.entries import Figure, ReportEntry, entry_of
from ..attempt import attempt
from ..period_asked import desk_address
from ..shortcuts import once_as_sent
from .forms import item_initial
from .page import desk_of
from .pasted import LONGEST, PastedTable, pasted_table
from .views import versions_shown

PASTE_PAGE = "desk/paste.html"
COLUMN_NUMBER = ROW_NUMBER = re.compile(r"[0-9]{1,5}")


@require_POST
def desk_paste(request, plan):
    """Show what each pasted row is understood as; nothing is stored."""
    found = desk_of(request, plan)
    return paste_answer(request, found)


@require_POST
def desk_paste_apply(request, plan):
    """Put every pasted figure into its draft, at the version the preview showed; one wrong row stops them all."""
    found = desk_of(request, plan)
    table, error = read_paste(request, found)
    if error or not table.fits:
        return paste_answer(request, found, status=422)
    tried = attempt(
        lambda: once_as_sent(
            request, "desk_paste", lambda: store_pasted(found, table, versions_shown(request), request.user)
        ),
        changed=paste_changed_words(),
    )
    if tried.failed:
        return paste_answer(request, desk_of(request, plan), tried.notice, 409)
    words = ngettext(
        "%(n)d figure taken over into the drafts.", "%(n)d figures taken over into the drafts.", tried.answer["n"]
    )
    messages.success(request, words % {"n": tried.answer["n"]})
    return redirect(desk_address(plan, found.period.code))


def paste_changed_words() -> str:
    return _("Reports changed meanwhile; nothing was taken over. Look at the rows again and apply them once more.")


def read_paste(request, found) -> tuple[PastedTable, str]:
    """Return (the table, why nothing can be read)."""
    if found.period is None:
        return PastedTable(), _("No period is open.")
    column = request.POST.get("column", "")
    column = int(column) if COLUMN_NUMBER.fullmatch(column) else None
    try:
        return pasted_table(request.POST.get("rows", ""), found, column, rows_ticked(request)), ""
    except ValidationError as error:
        return PastedTable(), " ".join(error.messages)


def rows_ticked(request) -> set[int] | None:
    """Return the numbers of the rows ticked as provisional in the preview; None where it was not shown yet."""
    if "ticks" not in request.POST:
        return None
    return {int(number) for number in request.POST.getlist("provisional") if ROW_NUMBER.fullmatch(number)}


def paste_answer(request, found, notice="", status=200):
    """Answer with the rows, and the text to mend where one is wrong."""
    table, error = read_paste(request, found)
    context = {
        "plan": found.plan, "period": found.period, "table": table, "error": error, "notice": notice,
        "seen": {row.item.commitment.code: row.item.version for row in table.rows if row.figure},
        "text": request.POST.get("rows", "")[:LONGEST], "key": uuid.uuid4,
    }  # fmt: skip
    return render(request, PASTE_PAGE, context, status=status if table.fits or status != 200 else 422)


def store_pasted(found, table: PastedTable, seen: dict, user) -> dict:
    """Save the drafts with the table's figures; return how many were stored, raise Stale for a draft that changed
    since it was shown."""
    items = {item.commitment.code: item for item in found.items}
    locks.lock_reports([items[code].commitment.pk for code in table.figures])
    for code, figures in table.figures.items():
        item = items[code]
        if seen.get(code) != str(item.version):
            raise Stale(item.update)
        entry = entry_with(item, figures)
        drafts.save_draft(item.commitment, item.period, entry, by=user, version=item.version)
    return {"n": sum(map(len, table.figures.values()))}


def entry_with(item, figures: dict[int, Figure]) -> ReportEntry:
    """Return the item's draft as the verb takes it, with `figures` put in."""
    if item.update is None:
        return ReportEntry(cutoff=item_initial(item)["cutoff"], figures=figures, reached=item.reached)
    entry = entry_of(item.update)
    return replace(entry, figures=entry.figures | figures)
