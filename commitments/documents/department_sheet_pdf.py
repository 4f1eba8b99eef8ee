"""The department sheet 报送件: its data in, PDF out, for one department or for all of a period."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ..models import Assignment, Department, ReportingPeriod
from . import bulletin_words as words
from .bulletin_pdf import widened
from .department_sheet_data import department_sheet_data
from .typesetting import compile_pdf

DEPARTMENT_SHEET_TEMPLATE = "department_sheet.typ"


def department_sheet_pdf(data: dict) -> bytes:
    """Return the sheet as PDF/A-2a and PDF/UA-1, the same bytes for the same data (see department_sheet_data)."""
    return compile_pdf(DEPARTMENT_SHEET_TEMPLATE, widened(data), date.fromisoformat(data["issued_on"]))


def department_sheets(
    period: ReportingPeriod, on, reader=None, departments: list[Department] | None = None
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (file name, what makes its PDF of data read by then) for each department, all that lead without a list."""
    found = departments_leading(period.plan) if departments is None else departments
    for number, department in enumerate(found, 1):
        data = department_sheet_data(period, department, on, reader)
        yield f"{number:02}{sheet_name(period, department)}.pdf", partial(department_sheet_pdf, data)


def departments_leading(plan) -> list[Department]:
    """Return the departments that lead standing commitments of the plan now, in official order."""
    duties = Assignment.objects.current().filter(commitment__plan=plan, commitment__withdrawn_on=None).representing()
    return list(Department.objects.filter(pk__in=duties.order_by().values("department")).order_by("order", "code"))


def sheet_name(period: ReportingPeriod, department) -> str:
    """Return what the file of a sheet is called, without its ending."""
    return f"{department.short_name}{words.period_words(period.code)}报送件"
