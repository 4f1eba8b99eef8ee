"""The ledger 台账: every commitment a row; the address holds filter, order and page; exports hold what is shown."""

import datetime
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from ...clock import today
from ...documents.workbook_out import csv_bytes, ledger_sheet, xlsx_bytes
from ..shortcuts import plan_or_404, render_part
from . import rows as reading
from .forms import PAGE_SIZES, FilterForm
from .tables import LedgerTable, ordered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ledger(request, plan):
    """Show the filtered rows page by page, with paragraph bands while they stand in the report's order."""
    plan = plan_or_404(plan)
    form, rows, lamps = filtered(request, plan)
    sort = request.GET.get("sort", "")
    page = Paginator(ordered(rows, sort), form.chosen.get("per", PAGE_SIZES[0])).get_page(request.GET.get("page"))
    if sort in ("", "code"):
        reading.put_bands(rows)
    context = {
        "plan": plan, "form": form, "table": LedgerTable([], order_by=sort), "page": page,
        "lamps": lamps, "total": plan.commitments.standing().count(), "sort": sort, "sizes": PAGE_SIZES,
        "period": plan.periods.latest(today()), "commitment_url": address(plan),
    }  # fmt: skip
    return render_part(request, "ledger/page.html", "results", context)


def filtered(request, plan) -> tuple:
    """Return (form, rows that every choice keeps, lamps counted before the lamps were chosen)."""
    form = FilterForm(request.GET, plan)
    rows = reading.read(plan, form.commitments(), today(), compared_day(plan))
    if "late" in form.chosen:
        rows = [row for row in rows if row.days_late]
    return form, [row for row in rows if form.keeps(row)], reading.lamps_of(rows)


def compared_day(plan) -> datetime.date | None:
    """Return the last day before the newest period opened, or None while there is only one."""
    begun = list(plan.periods.begun(today())[:2])
    return begun[0].opened - datetime.timedelta(days=1) if len(begun) == 2 else None


def address(plan) -> str:
    """Return where a commitment's page begins; its code follows."""
    return reverse("commitment", args=[plan.key, "-"]).removesuffix("-/")


def workbook(request, plan):
    """Download what is filtered as xlsx."""
    plan = plan_or_404(plan)
    return download(xlsx_bytes(sheet(request, plan), plan.title), XLSX, f"{plan.title}台账.xlsx")


def separated(request, plan):
    """Download what is filtered as CSV that office programs read as UTF-8."""
    plan = plan_or_404(plan)
    return download(csv_bytes(sheet(request, plan)), "text/csv; charset=utf-8", f"{plan.title}台账.csv")


def sheet(request, plan) -> list[list]:
    """Return the filtered rows, in the asked order, as the columns staff know."""
    _form, rows, _lamps = filtered(request, plan)
    return ledger_sheet(plan, [row.pk for row in ordered(rows, request.GET.get("sort", ""))], today())


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"ledger\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
