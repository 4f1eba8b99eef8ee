"""Papers to sign, seal and send on: the plan's table of tasks, and each department's sheet of a period."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ...choices import Role
from ...clock import today
from ...documents.bulletin_words import period_words
from ...documents.department_sheet_data import department_sheet_data
from ...documents.department_sheet_pdf import (
    department_sheet_pdf,
    department_sheets,
    departments_leading,
    sheet_name,
)
from ...documents.papers_set import failure_words
from ...documents.papers_zip import PapersZip
from ...documents.plan_paper import plan_paper_data, plan_paper_name, plan_paper_pdf
from ...documents.word_department_sheet import department_sheet_word
from ...documents.word_plan_paper import plan_paper_word
from ..downloads import download, file_download
from ..shortcuts import plan_or_404, render_part
from .query import department_rows

STOP_SECONDS = 5


def papers(request, plan):
    """List the papers of the plan: its table of tasks, and the sheets of the newest period or of that of `?period=`."""
    if not request.user.has_role(*Role.of_ledger()):
        raise PermissionDenied(_("The papers are for those who work with the ledger."))
    plan = plan_or_404(plan, request.user)
    begun = list(plan.periods.begun(today()))
    period = next((each for each in begun if each.code == request.GET.get("period")), begun[0] if begun else None)
    rows = department_rows(period, request.user) if period else []
    return render(request, "papers/index.html", {"plan": plan, "begun": begun, "period": period, "rows": rows})


def papers_plan(request, plan):
    """Download the plan's table of tasks, by section or with `?by=department` by department."""
    data = table_asked(request, plan)
    return download(plan_paper_pdf(data), f"{plan_paper_name(data)}.pdf", "plan")


def papers_plan_word(request, plan):
    """Download the plan's table of tasks as a Word file."""
    data = table_asked(request, plan)
    return download(plan_paper_word(data), f"{plan_paper_name(data)}.docx", "plan")


def table_asked(request, plan) -> dict:
    plan = plan_or_404(plan, request.user)
    return plan_paper_data(plan, today(), "department" if request.GET.get("by") == "department" else "section")


def papers_department(request, plan, period, department):
    """Download a department's sheet of a period, of what the account may read."""
    name, data = sheet_of_department(request, plan, period, department)
    return download(department_sheet_pdf(data), f"{name}.pdf", "department-sheet")


def papers_department_word(request, plan, period, department):
    """Download a department's sheet as a Word file."""
    name, data = sheet_of_department(request, plan, period, department)
    return download(department_sheet_word(data), f"{name}.docx", "department-sheet")


def papers_sheets(request, plan, period):
    """All department sheets of a period as one zip: `make=1` begins, `make=stop` stops, `make=zip` is the file."""
    plan, period = plan_and_period(request, plan, period)
    made, wish = PapersZip(f"sheets {period.pk} {today()} {request.user.pk}"), request.GET.get("make", "")
    if wish == "zip" and made.state().finished:
        return file_download(made.path, f"{period_words(period.code)}报送件.zip", "department-sheets")
    if wish == "1":
        made.begin_zip(sheets_for(request.user, period))
    elif wish == "stop":
        made.stop()
        made.wait(STOP_SECONDS)
    if wish in ("1", "stop"):
        return redirect(request.path)
    running, state = made.is_running(), made.state()
    failures = [failure_words(*each) for each in state.failed]
    context = {"plan": plan, "period": period, "state": state, "running": running, "failures": failures}
    return render_part(request, "papers/sheets.html", "making", context)


def sheets_for(user, period) -> list:
    """Return (file name, what makes it) of the sheets the account may read, their data read now."""
    readable = [row.department for row in department_rows(period, user)]
    return list(department_sheets(period, today(), user, readable))


def plan_and_period(request, plan, code):
    """Return plan and begun period for those who work with the ledger; 403 and 404 for the others."""
    if not request.user.has_role(*Role.of_ledger()):
        raise PermissionDenied(_("The papers are for those who work with the ledger."))
    plan = plan_or_404(plan, request.user)
    period = next((each for each in plan.periods.begun(today()) if each.code == code), None)
    if period is None:
        raise Http404(_("There is no period “%(code)s” to report on yet.") % {"code": code})
    return plan, period


def sheet_of_department(request, plan, period, department) -> tuple[str, dict]:
    """Return what a sheet's file is called, and the sheet's data."""
    plan = plan_or_404(plan, request.user)
    period, found = sheet_or_404(request.user, plan, period, department)
    return sheet_name(period, found), department_sheet_data(period, found, today(), request.user)


def sheet_or_404(user, plan, period, department):
    """Return the begun period and the department whose sheet `user` may read, or 404."""
    periods = {each.code: each for each in plan.periods.begun(today())}
    departments = {each.code: each for each in departments_leading(plan) if user.may_read_sheet_of(each)}
    if period not in periods or department not in departments:
        raise Http404(_("There is no such sheet, or it was never yours to see."))
    return periods[period], departments[department]
