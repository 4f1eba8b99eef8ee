"""Paste a column: first what each row is understood as, then all of it into the drafts, or nothing."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...workflow import reporting
from ...workflow.refusals import Stale
from ..attempt import attempt
from ..shortcuts import once_as_sent
from .page import desk_of
from .paste import entry_with, rows_of
from .sending import seen_in

TEMPLATE = "desk/paste.html"


@require_POST
def preview(request, plan):
    """Show what each pasted row is understood as; nothing is stored."""
    found = desk_of(request, plan)
    return shown(request, found)


@require_POST
def apply(request, plan):
    """Put every pasted figure into its draft, at the version the preview showed; one wrong row stops them all."""
    found = desk_of(request, plan)
    rows, error = read(request, found)
    if error or any(row.error for row in rows):
        return shown(request, found, status=422)
    tried = attempt(
        lambda: once_as_sent(request, "desk_paste", lambda: stored(rows, seen_in(request), request.user)),
        changed=changed(),
    )
    if tried.failed:
        return shown(request, desk_of(request, plan), tried.notice, 409)
    words = ngettext(
        "%(n)d figure taken over into the drafts.", "%(n)d figures taken over into the drafts.", tried.answer["n"]
    )
    messages.success(request, words % {"n": tried.answer["n"]})
    return redirect("desk", plan)


def changed() -> str:
    return _("Reports changed meanwhile; nothing was taken over. Look at the rows again and apply them once more.")


def read(request, found) -> tuple[list, str]:
    """Return (rows, why nothing can be read)."""
    try:
        return (rows_of(request.POST.get("rows", ""), found), "") if found.period else ([], _("No period is open."))
    except ValidationError as error:
        return [], " ".join(error.messages)


def shown(request, found, notice="", status=200):
    """Answer with the rows, and the text to mend where one is wrong."""
    rows, error = read(request, found)
    wrong = sum(bool(row.error) for row in rows)
    seen = {row.item.commitment.code: row.item.version for row in rows if row.figure}
    context = {
        "plan": found.plan, "rows": rows, "wrong": wrong, "error": error, "notice": notice, "seen": seen,
        "text": request.POST.get("rows", "")[:20_000], "key": uuid.uuid4, "fits": rows and not wrong,
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=422 if status == 200 and (error or wrong) else status)


def stored(rows: list, seen: dict, user) -> dict:
    """Save the drafts with the rows' figures; raise Stale for one that changed since it was shown."""
    by_item = {}
    for row in rows:
        by_item.setdefault(row.item.commitment.code, (row.item, {}))[1][row.indicator.pk] = row.figure
    reporting.lock([item.commitment.pk for item, _figures in by_item.values()])
    for code, (item, figures) in by_item.items():
        if seen.get(code) != str(item.version):
            raise Stale(item.update)
        entry = entry_with(item, figures)
        reporting.save_draft(item.commitment, item.period, entry, by=user, version=item.version)
    return {"n": len(rows)}
