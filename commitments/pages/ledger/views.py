"""The ledger 台账: every commitment a row; the address holds filter, order and page; exports hold what is shown."""

import datetime
from functools import partial
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from ...documents.ledger_workbook import csv_bytes, ledger_sheet, xlsx_bytes
from ..as_of import as_of_context, day_asked
from ..conditions import kept_query
from ..outline import lamps_of, lines_ordered
from ..shortcuts import page_plan_or_404, plan_or_404, render_part
from ..tables import PagesAsked, commitment_address
from .forms import PAGE_SIZES, FilterForm
from .rows import ledger_rows
from .tables import LedgerTable, LinesData

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ledger(request, plan):
    """Show the filtered rows page by page, with paragraph bands while they stand in the report's order."""
    plan, sort = page_plan_or_404(request, plan), request.GET.get("sort", "")
    on = day_asked(request, plan)
    form = FilterForm(request.GET, plan, on)
    begun = list(plan.periods.begun(on)[:2])
    rows_of = partial(rows_shown, plan, form.columns, begun, on)
    links = {"address": commitment_address(plan), "query": kept_query(request, as_of_context(request)["past"])}
    data, in_bands = LinesData(form.lines, rows_of), sort in ("", "code")
    table = LedgerTable(data, form.columns, form.order, in_bands=in_bands, **links)
    table.paginate(PagesAsked, form.chosen.get("per", PAGE_SIZES[0]), request.GET.get("page"))
    context = {
        "plan": plan, "form": form, "table": table, "page": table.page, "lamps": lamps_of(form.whole),
        "total": plan.commitments.standing_on(on).count() if form.conditions else len(form.lines), "sort": sort,
        "sizes": PAGE_SIZES, "period": begun[0] if begun else None,
    }  # fmt: skip
    return render_part(request, "ledger/page.html", "results", context)


def rows_shown(plan, columns, begun, on, lines) -> list:
    """Return the rows of a page's lines; lamps are compared with the last day before the newest period was opened."""
    before = begun[0].opened - datetime.timedelta(days=1) if len(begun) == 2 else None
    return ledger_rows(plan, [line.pk for line in lines], on, before, leaders="leader" in columns)


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
    form = FilterForm(request.GET, plan, on)
    return ledger_sheet(plan, [line.pk for line in lines_ordered(form.lines, form.order)], on)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"ledger\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
