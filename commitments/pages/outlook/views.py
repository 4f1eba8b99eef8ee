"""The outlook: what may be missed by the year's end, targets beside last year's, the year's end and its pack."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from ...choices import Role
from ...clock import today
from ...documents.word_year_end import year_end_word
from ...documents.year_end_data import year_end_data
from ...documents.year_end_pdf import year_end_pdf
from ...documents.year_end_sheet import year_end_xlsx
from ...rules.year_on_year import CHANGE_CLASSES
from ...workflow.judgement import outlook
from ...workflow.judgement.likely_misses import LikelyMisses
from ...workflow.office.bulletins import year_end_period
from ..as_of import as_of_context, day_asked
from ..downloads import download
from ..shortcuts import page_plan_or_404, plan_or_404
from ..tables import PAGE_LENGTH, PagedRows, PagesAsked
from .tables import LastYearTable, LikelyTable
from .year_end import YearEndPage


def outlook_likely(request, plan):
    """List the targets that projection or forecast would miss, those that miss most first."""
    plan = page_plan_or_404(request, plan)
    on = day_asked(request, plan)
    misses = LikelyMisses(plan, on)
    table = LikelyTable(PagedRows(misses.all, misses.told), plan, as_of_context(request)["query"])
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    context = {"plan": plan, "on": on, "table": table, "measured": misses.foreseen}
    return render(request, "outlook/likely.html", context)


def outlook_last_year(request, plan):
    """List the targets beside last year's figures; of one class by `?is=`. Every day shows the same."""
    plan = plan_or_404(plan, request.user)
    day_asked(request, plan)
    rows = outlook.years_compared(plan)
    counts = {code: sum(row.change is not None and row.change.code == code for row in rows) for code in CHANGE_CLASSES}
    counts["not_compared"] = sum(row.change is None for row in rows)
    chosen = request.GET.get("is", "")
    shown = [
        row for row in rows if chosen not in counts or (row.change.code if row.change else "not_compared") == chosen
    ]
    table = LastYearTable(shown, plan, as_of_context(request)["query"])
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    context = {"plan": plan, "table": table, "all": len(rows), "counts": counts, "chosen": chosen}
    return render(request, "outlook/last_year.html", context)


def outlook_year_end(request, plan):
    """Show the classes of the year's end by section, as of today or of `?on=`.

    `?class=`, `?data=` and `?section=` choose the rows behind a number.
    """
    plan = page_plan_or_404(request, plan)
    on = day_asked(request, plan)
    closing, chosen = YearEndPage(plan, on), {name: request.GET.get(name, "") for name in ("class", "data", "section")}
    page = PagesAsked(closing.keys(**chosen), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "plan": plan, "on": on, "closing": closing, "conclusion": closing.conclusion,
        "rows": closing.rows(page.object_list), "page": page, "chosen": chosen,
        "narrowed": any(chosen.values()), "may_take": may_take(request.user),
        "may_issue": may_issue(request.user, plan),
    }  # fmt: skip
    return render(request, "outlook/year_end.html", context)


def may_take(user) -> bool:
    """Whether `user` may have the pack: it names the files behind reports."""
    return user.sees_district


def may_issue(user, plan) -> bool:
    """Whether `user` may issue the pack now, or has it issued."""
    return user.has_role(Role.SUPERVISOR) and year_end_period(plan, today()) is not None


def outlook_pack(request, plan):
    """Download the pack as of today, or of a past day by `?on=`."""
    data = pack_data(request, plan)
    return download(year_end_pdf(data), f"{pack_name(data)}.pdf", "year-end")


def outlook_pack_word(request, plan):
    """Download the pack as a Word file."""
    data = pack_data(request, plan)
    return download(year_end_word(data), f"{pack_name(data)}.docx", "year-end")


def outlook_pack_sheet(request, plan):
    """Download the pack's rows as xlsx."""
    data = pack_data(request, plan)
    return download(year_end_xlsx(data), f"{pack_name(data)}.xlsx", "year-end")


def pack_data(request, key: str) -> dict:
    if not may_take(request.user):
        raise PermissionDenied(_("The year-end pack is for the supervision office and the leaders."))
    plan = plan_or_404(key, request.user)
    return year_end_data(plan, day_asked(request, plan))


def pack_name(data: dict) -> str:
    return f"{data['title']}(草稿)"
