"""The year-end pack to take away: PDF, spreadsheet, and its pages as pictures."""

from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ...documents.year_end_data import year_end_data
from ...documents.year_end_pdf import year_end_pdf
from ...documents.year_end_sheet import year_end_xlsx
from ..as_of import day_asked
from ..shortcuts import plan_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_take(user) -> bool:
    """Whether `user` may have the pack: it names the files behind reports."""
    return user.sees_district


def pdf(request, plan):
    """Download the pack as of today, or of a past day by `?on=`."""
    data = told(request, plan)
    return answer(year_end_pdf(data), "application/pdf", f"{name_of(data)}.pdf")


def spreadsheet(request, plan):
    """Download the pack's rows as xlsx."""
    data = told(request, plan)
    return answer(year_end_xlsx(data), XLSX, f"{name_of(data)}.xlsx")


def told(request, key: str) -> dict:
    if not may_take(request.user):
        raise PermissionDenied(_("The year-end pack is for the supervision office and the district's leaders."))
    plan = plan_or_404(key)
    return year_end_data(plan, day_asked(request, plan))


def name_of(data: dict) -> str:
    return f"{data['title']}(草稿)" if data["draft"] else data["title"]


def answer(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"year-end\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
