"""The ledger 台账: every commitment a row; the address holds filter, order and page; exports hold what is shown."""

import datetime
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from ...documents.ledger_workbook import csv_bytes, ledger_sheet, xlsx_bytes
from ..as_of import day_asked
from ..shortcuts import page_plan_or_404, plan_or_404, render_part
from .forms import PAGE_SIZES, FilterForm
from .outline import banded, bands, lamps_of, outline
from .rows import ledger_rows
from .tables import table_heads

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ledger(request, plan):
    """Show the filtered rows page by page, with paragraph bands while they stand in the report's order."""
    plan, sort = page_plan_or_404(request, plan), request.GET.get("sort", "")
    on = day_asked(request, plan)
    form, lines, lamps = filtered(request, plan, on)
    page = Paginator(lines, form.chosen.get("per", PAGE_SIZES[0])).get_page(request.GET.get("page"))
    begun = list(plan.periods.begun(on)[:2])
    headed = bands(lines, page.start_index() - 1) if sort in ("", "code") else {}
    rows = rows_shown(plan, page, form.columns, begun, on)
    context = {
        "plan": plan, "form": form, "table": table_heads(form.columns, sort), "page": page, "lamps": lamps,
        "runs": banded(rows, headed),
        "total": plan.commitments.standing_on(on).count() if form.conditions else len(lines), "sort": sort,
        "sizes": PAGE_SIZES, "period": begun[0] if begun else None, "commitment_url": commitment_address(plan),
    }  # fmt: skip
    return render_part(request, "ledger/page.html", "results", context)


def filtered(request, plan, on) -> tuple:
    """Return (form, lines that every choice keeps, lamps counted before the lamps were chosen)."""
    form = FilterForm(request.GET, plan, on)
    lines = outline(plan, form.commitments(on), on, request.GET.get("sort", ""))
    if "late" in form.chosen:
        lines = [line for line in lines if line.days_late]
    return form, [line for line in lines if form.keeps(line)], lamps_of(lines)


def rows_shown(plan, page, columns, begun, on) -> list:
    """Return the page's rows; lamps are compared with the last day before the newest period was opened."""
    before = begun[0].opened - datetime.timedelta(days=1) if len(begun) == 2 else None
    return ledger_rows(plan, [line.pk for line in page.object_list], on, before, leaders="leader" in columns)


def commitment_address(plan) -> str:
    """Return where a commitment's page begins; its code follows."""
    return reverse("commitment", args=[plan.key, "-"]).removesuffix("-/")


def ledger_xlsx(request, plan):
    """Download what is filtered as xlsx."""
    plan = plan_or_404(plan)
    return attachment(xlsx_bytes(sheet_rows(request, plan), plan.title), XLSX_TYPE, f"{plan.title}台账.xlsx")


def ledger_csv(request, plan):
    """Download what is filtered as CSV that office programs read as UTF-8."""
    plan = plan_or_404(plan)
    return attachment(csv_bytes(sheet_rows(request, plan)), "text/csv; charset=utf-8", f"{plan.title}台账.csv")


def sheet_rows(request, plan) -> list[list]:
    """Return the filtered rows, in the asked order, as the columns staff know."""
    on = day_asked(request, plan)
    _form, lines, _lamps = filtered(request, plan, on)
    return ledger_sheet(plan, [line.pk for line in lines], on)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"ledger\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
