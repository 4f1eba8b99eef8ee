"""A table of tasks read into a draft: brought, looked at with what each column holds, written as a whole."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...documents.sheet_words import sheet_refusal
from ...documents.unfit import Unfit
from ...workflow.planning.table_entry import enter_table, preview_table
from ...workflow.planning.table_layouts import forget_layout
from ..attempt import attempt
from ..brought_sheets import BringForm, sheet_as_sent, sheet_sent
from ..office_plans import office_plan_or_404
from ..plan_steps import steps_of
from ..shortcuts import once
from .mending import likely_mendings, mended_sheet, mending_sent
from .query import MEANING_WORDS, brought_table, columns_chosen, is_writable, sheet_with_heads
from .words import CHANGE_WORDS, error_words, odd_words


def breakdown(request, plan):
    """Ask for a spreadsheet or a pasted table."""
    return bring_page(request, office_plan_or_404(request, plan), BringForm())


def bring_page(request, plan, form, *, notice="", status=200):
    context = {"plan": plan, "steps": steps_of(plan), "form": form, "notice": notice}
    return render(request, "breakdown/bring.html", context, status=status)


@require_POST
def breakdown_look(request, plan):
    """Show what a table is read as and what it would change; nothing is written."""
    found = office_plan_or_404(request, plan)
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return bring_page(request, found, form, status=422)
    try:
        sheet = sheet_sent(request.POST["sheet"]) if "sheet" in request.POST else sheet_with_heads(form.sheets())
        table = brought_table(sheet, found.year, columns_chosen(request.POST))
        if "mend" in request.POST and table.layout:
            return mended_page(request, found, table)
    except Unfit as error:
        return bring_page(request, found, form, notice=sheet_refusal(error), status=422)
    if table.layout is None:
        words = _("No row looks like the heads of a table: number, task, lead department … Add them and try again.")
        return bring_page(request, found, form, notice=words, status=422)
    return look_page(request, found, table)


def mended_page(request, plan, table):
    """Put in the correction whose button was pressed and show the table anew; nothing is written."""
    tried = previewed(request, plan, table)
    if tried.failed:
        return bring_page(request, plan, BringForm(), notice=tried.notice, status=tried.status)
    pressed = mending_sent(request.POST["mend"], likely_mendings(table, tried.answer, plan.year))
    sheet, number = mended_sheet(table, pressed)
    words = _("“%(word)s” now reads “%(likely)s” in %(n)d cells of the table as it is read here. Look at it again.")
    told = words % {"word": pressed.word, "likely": pressed.likely, "n": number}
    return look_page(request, plan, brought_table(sheet, plan.year, columns_chosen(request.POST)), told=told)


def previewed(request, plan, table):
    """Return what came of asking what the table would do."""
    return attempt(
        lambda: preview_table(plan, table.tasks, by=request.user, at=now()),
        refused=_("The plan is past its draft; tables go into drafts alone."),
    )  # fmt: skip


def look_page(request, plan, table, *, notice="", told="", status=200):
    """Answer with the table as it is read; a draft alone can be written into."""
    tried = previewed(request, plan, table)
    if tried.failed:
        return bring_page(request, plan, BringForm(), notice=tried.notice, status=tried.status)
    outcome = tried.answer
    likely = likely_mendings(table, outcome, plan.year)
    errors = [(each[0], error_words(*each[1:]), likely.get(each, ())) for each in outcome.errors]
    odd = [(task.row, task.title, [(odd_words(code), likely.get((task.row, code, ""), ())) for code in task.complaints])
           for task in table.odd]  # fmt: skip
    context = {
        "plan": plan, "steps": steps_of(plan), "table": table, "outcome": outcome, "errors": errors, "odd": odd,
        "meanings": MEANING_WORDS, "sent": sheet_as_sent(table.sheet), "key": uuid.uuid4, "notice": notice,
        "told": told,
        "changes": [(change, CHANGE_WORDS[change.what]) for change in (*outcome.changed, *outcome.left)],
        "writable": is_writable(table, outcome), "letters": {},
    }  # fmt: skip
    return render(request, "breakdown/look.html", context, status=status)


@require_POST
def breakdown_forget(request, plan):
    """Forget what the columns of a table laid out like this one were confirmed as, and show it anew."""
    found = office_plan_or_404(request, plan)
    try:
        columns_chosen(request.POST)
        table = brought_table(sheet_sent(request.POST.get("sheet", "")), found.year)
    except Unfit as error:
        return bring_page(request, found, BringForm(), notice=sheet_refusal(error), status=422)
    if table.layout is None:
        return bring_page(request, found, BringForm(), status=422)
    tried = attempt(
        lambda: once(request, "breakdown_forget", lambda: forget_once(found, table, request.user)),
        refused=_("The plan is past its draft; tables go into drafts alone."),
    )  # fmt: skip
    if tried.failed:
        return look_page(request, found, table, notice=tried.notice, status=tried.status)
    return look_page(request, found, brought_table(table.sheet, found.year))


def forget_once(plan, table, user) -> dict:
    forget_layout(plan, table.layout.digest, by=user, at=now())
    return {"forgot": table.layout.digest}


@require_POST
def breakdown_write(request, plan):
    """Write the table that was looked at, once and as a whole; where the draft changed meanwhile it is shown anew."""
    found = office_plan_or_404(request, plan)
    try:
        sheet = sheet_sent(request.POST.get("sheet", ""))
        table = brought_table(sheet, found.year, columns_chosen(request.POST))
    except Unfit as error:
        return bring_page(request, found, BringForm(), notice=sheet_refusal(error), status=422)
    tried = attempt(
        lambda: once(request, "breakdown", lambda: write_once(found, table, request.user)),
        missing=_("Something stops the table now; nothing was written."),
        refused=_("The plan is past its draft; tables go into drafts alone."),
    )  # fmt: skip
    if tried.failed:
        return look_page(request, found, table, notice=tried.notice, status=tried.status)
    words = _("Taken in: %(added)d new commitments, %(changed)d changed.")
    messages.success(request, words % tried.answer)
    return redirect("plans_commitments", found.key)


def write_once(plan, table, user) -> dict:
    digest = table.layout.digest if table.layout else ""
    meanings = {column.place: column.meaning for column in table.layout.columns} if table.layout else {}
    outcome = enter_table(plan, table.tasks, by=user, at=now(), digest=digest, meanings=meanings)
    return {"added": len(outcome.added), "changed": len({change.code for change in outcome.changed})}
