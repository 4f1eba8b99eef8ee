"""An issue as it was frozen: its proof, its pages byte for byte, its data, and the package for the archive."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext_lazy

from ...choices import Role
from ...documents.archive_package import archive_package
from ...documents.bulletin_proof import made_again, set_otherwise
from ...documents.frozen import canonical
from ...documents.issue_makers import maker_of
from ...documents.paper_head import issue_title
from ...documents.paper_pages import PaperPages
from ...models import Bulletin
from ..downloads import download
from ..paper_sheets import sheet_picture
from ..shortcuts import one_or_404, plan_or_404
from .issues import issues_of

SET_BY = {"engine": gettext_lazy("engine"), "layout": gettext_lazy("layout"), "fonts": gettext_lazy("fonts")}


def bulletins_issue_page(request, plan, pk):
    """Show what proves an issue, beside its first page; with `?again` set it anew and say whether it is the same."""
    bulletin, again = issue_or_404(request, plan, pk), "again" in request.GET
    context = {
        "plan": bulletin.period.plan, "bulletin": bulletin, "issues": issues_of(bulletin.period.plan, request.user),
        "corrections": bulletin.corrections.issued().without_papers().order_by("pk"),
        "may_issue": request.user.has_role(Role.SUPERVISOR),
        "otherwise": [SET_BY[name] for name in set_otherwise(bulletin)] if again else [],
        "commitments": sum(1 for _item in maker_of(bulletin).items(bulletin.data)),
        "same": made_again(bulletin) == bytes(bulletin.pdf) if again else None,
        "substitutes": substitutes(bulletin.fonts),
    }  # fmt: skip
    return render(request, "bulletins/issued.html", context)


def substitutes(fonts: list[dict]) -> list[dict]:
    """Return the first font of each role, whose name says what stood for it."""
    first = {}
    for font in fonts:
        first.setdefault(font["role"], font)
    return list(first.values())


def bulletins_issued(request, plan, pk):
    """Download an issue exactly as it was frozen."""
    bulletin = issue_or_404(request, plan, pk)
    return download(bytes(bulletin.pdf), f"{issue_title(bulletin)}.pdf", "bulletin")


def bulletins_issued_page(request, plan, pk, page):
    """Answer the picture of one page of an issue, set from its frozen data."""
    bulletin = issue_or_404(request, plan, pk)
    pages = PaperPages(f"bulletin-issued-{bulletin.sha256}")
    return sheet_picture(pages, partial(maker_of(bulletin).begin_pages, pages, bulletin.data), page)


def bulletins_issued_data(request, plan, pk):
    """Download the frozen data: the very file its printed digest is of."""
    bulletin = issue_or_404(request, plan, pk)
    return download(canonical(bulletin.data), f"{issue_title(bulletin)}.json", "bulletin")


def bulletins_issued_archive(request, plan, pk):
    """Download the package for the archive system."""
    bulletin = issue_or_404(request, plan, pk)
    return download(archive_package(bulletin), f"{issue_title(bulletin)}归档包.zip", "bulletin-archive")


def issue_or_404(request, plan: str, pk: int) -> Bulletin:
    found = (
        Bulletin.objects.issued()
        .visible_to(request.user)
        .select_related("period__plan", "issued_by", "corrects__period")
    )
    return one_or_404(found.defer("pdf").alone(), period__plan=plan_or_404(plan, request.user), pk=pk)
