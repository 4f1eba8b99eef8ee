"""The ledger 台账: every commitment a row; the address holds filter, order and page; exports hold what is shown."""

import datetime
from functools import partial

from django.utils import translation

from ...documents.bulletin_words import full_day_words
from ...documents.ledger_pdf import ledger_pdf
from ...documents.ledger_workbook import LEDGER_COLUMNS, csv_bytes, ledger_sheet, sheet_columns, xlsx_bytes
from ...documents.worksheets import PAPER_SIZES, paper_for
from ...workflow.snapshot.place_days import place_on
from ..as_of import as_of_context, day_asked
from ..conditions import kept_query
from ..downloads import download
from ..outline import lamps_of, lines_ordered
from ..shortcuts import page_plan_or_404, plan_or_404, render_part
from ..tables import PagesAsked, commitment_address
from .forms import PAGE_SIZES, FilterForm
from .rows import ledger_rows
from .tables import LedgerTable, LinesData


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
    plan = plan_or_404(plan, request.user)
    rows, columns, _form = sheet_rows(request, plan)
    return download(xlsx_bytes(rows, f"{plan.title}台账", columns), f"{plan.title}台账.xlsx", "ledger")


def ledger_csv(request, plan):
    """Download what is filtered as CSV that office programs read as UTF-8."""
    plan = plan_or_404(plan, request.user)
    rows, columns, _form = sheet_rows(request, plan)
    return download(csv_bytes(rows, columns), f"{plan.title}台账.csv", "ledger")


def ledger_paper(request, plan):
    """Download what is filtered as PDF, every row of it: on A4, or on A3 if it is wide; or as `?paper=` says."""
    plan = plan_or_404(plan, request.user)
    on, paper = day_asked(request, plan), request.GET.get("paper", "")
    with translation.override("zh-hans"):  # a document is Chinese whoever prints it
        rows, columns, form = sheet_rows(request, plan)
        conditions = form.conditions_words()
    about = {
        "title": f"{plan.title}台账", "date": full_day_words(on), "conditions": conditions,
        "organ": place_on(on).organ,
        "paper": paper if paper in PAPER_SIZES else paper_for([LEDGER_COLUMNS[name] for name in columns]),
        "sample": plan.commitments.filter(updates__sample=True).exists(),
    }  # fmt: skip
    return download(ledger_pdf(rows, columns, about, on), f"{plan.title}台账.pdf", "ledger")


def sheet_rows(request, plan) -> tuple:
    """Return (the filtered rows in the asked order, their columns, the form): as shown, or all by `?columns=all`."""
    on = day_asked(request, plan)
    form = FilterForm(request.GET, plan, on)
    all_of_them = request.GET.get("columns") == "all"
    columns = list(LEDGER_COLUMNS) if all_of_them else sheet_columns(form.columns)
    ids = [line.pk for line in lines_ordered(form.lines, form.order)]
    return ledger_sheet(plan, ids, on, columns), columns, form
