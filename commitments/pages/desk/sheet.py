"""The department's sheet of a period: taken away, brought back filled in, looked at, put into the drafts."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...documents.bulletin_words import period_words
from ...documents.sheet_files import BroughtSheet
from ...documents.sheet_words import sheet_refusal
from ...documents.unfit import Unfit
from ...rules.filled_sheet import ORIGIN_SHEET, filled_lines, sheet_origin
from ...workflow.refusals import Stale
from ...workflow.reports import drafts, locks
from ..attempt import attempt
from ..brought_sheets import BringForm, check_sent, sheet_as_sent, sheet_sent
from ..downloads import download
from ..period_asked import desk_address
from ..shortcuts import once_as_sent
from .page import desk_of
from .paste import paste_changed_words
from .sheet_read import FilledSheet, filled_sheet, origin_error
from .sheet_rows import desk_workbook
from .views import versions_shown

SHEET_PAGE = "desk/sheet.html"
NO_SHEET = BroughtSheet("", [], [])


def desk_sheet(request, plan):
    """Answer with what the department owes in the period as a workbook to be filled in."""
    found = desk_of(request, plan)
    if found.period is None:
        raise Http404(_("No period is open."))
    name = f"{found.department.short_name}{period_words(found.period.code)}填报表.xlsx"
    return download(desk_workbook(found), name, f"{found.department.code}-{found.period.code}")


@require_POST
def desk_sheet_look(request, plan):
    """Show what a filled-in sheet is read as and what it would change; nothing is stored."""
    found, form = desk_of(request, plan), BringForm(request.POST, request.FILES)
    if not form.is_valid():
        words = " ".join(message for messages_of in form.errors.values() for message in messages_of)
        return sheet_answer(request, found, NO_SHEET, NO_SHEET, words, 422)
    try:
        return sheet_answer(request, found, *sheets_of(request, form))
    except Unfit as error:
        return sheet_answer(request, found, NO_SHEET, NO_SHEET, sheet_refusal(error), 422)


@require_POST
def desk_sheet_apply(request, plan):
    """Put the sheet that was looked at into the drafts, at the versions shown; one wrong cell stops all of it."""
    found = desk_of(request, plan)
    try:
        table, marks = sheet_sent(request.POST.get("sheet", "")), sheet_sent(request.POST.get("marks", ""))
    except Unfit as error:
        return sheet_answer(request, found, NO_SHEET, NO_SHEET, sheet_refusal(error), 422)
    sheet, error = read_sheet(request, found, table, marks)
    if error or not sheet.fits:
        notice, status = ("", 422) if error or sheet.wrong else (paste_changed_words(), 409)
        return sheet_answer(request, found, table, marks, notice, status)
    act = lambda: store_sheet(found, sheet, versions_shown(request), request.user)  # noqa: E731
    tried = attempt(lambda: once_as_sent(request, "desk_sheet", act), changed=paste_changed_words())
    if tried.failed:
        return sheet_answer(request, desk_of(request, plan), table, marks, tried.notice, 409)
    words = ngettext("%(n)d report filled in from the sheet.", "%(n)d reports filled in from the sheet.",
                     tried.answer["n"])  # fmt: skip
    messages.success(request, words % {"n": tried.answer["n"]})
    return redirect(desk_address(plan, found.period.code))


def sheets_of(request, form: BringForm) -> tuple[BroughtSheet, BroughtSheet]:
    """Return the table brought, or sent on, and the sheet that says whose it is. Raises Unfit."""
    if "sheet" in request.POST:
        return sheet_sent(request.POST["sheet"]), sheet_sent(request.POST.get("marks", ""))
    found = form.sheets(ORIGIN_SHEET)
    marks = next((sheet for sheet in found if sheet.name == ORIGIN_SHEET), NO_SHEET)
    tables = [sheet for sheet in found if sheet is not marks] or [NO_SHEET]
    table = min(tables, key=lambda sheet: filled_lines(sheet.rows) is None)
    return check_sent(table), check_sent(marks)


def read_sheet(request, found, table: BroughtSheet, marks: BroughtSheet) -> tuple[FilledSheet, str]:
    """Return (what the sheet says, why it cannot be read)."""
    if found.period is None:
        return FilledSheet(), _("No period is open.")
    if error := origin_error(sheet_origin(marks.rows), found):
        return FilledSheet(), error
    sheet = filled_sheet(table.rows, marks.rows, found, set(request.POST.getlist("tick")))
    if sheet is None:
        return FilledSheet(), _("No row has the heads of the sheet (编号, 本期数 …); copy the heads along.")
    return sheet, ""


def sheet_answer(request, found, table, marks, notice="", status=200):
    """Answer with what the sheet would change, or why it was not read."""
    sheet, error = (FilledSheet(), "") if notice and status == 422 else read_sheet(request, found, table, marks)
    context = {
        "plan": found.plan, "period": found.period, "sheet": sheet, "error": error, "notice": notice,
        "seen": {code: form.item.version for code, form in sheet.forms.items()}, "key": uuid.uuid4,
        "sent": sheet_as_sent(table), "marks": sheet_as_sent(marks), "text": request.POST.get("pasted", ""),
    }  # fmt: skip
    return render(request, SHEET_PAGE, context, status=422 if status == 200 and (error or sheet.wrong) else status)


def store_sheet(found, sheet: FilledSheet, seen: dict, user) -> dict:
    """Save the drafts as the sheet has them; return how many, raise Stale for one that changed since it was shown."""
    locks.lock_reports([form.item.commitment.pk for form in sheet.forms.values()])
    for code, form in sheet.forms.items():
        if seen.get(code) != str(form.item.version):
            raise Stale(form.item.update)
        drafts.save_draft(
            form.item.commitment, found.period, form.entry(), by=user, version=form.cleaned_data["version"]
        )
    return {"n": len(sheet.forms)}
