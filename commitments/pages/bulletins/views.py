"""Bulletins: draft, preview as pages, issue; what was issued is answered byte for byte."""

import uuid
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import BulletinState, Role
from ...clock import now, today
from ...documents.bulletin_data import bulletin_data, sealed_data
from ...documents.bulletin_pdf import bulletin_pdf
from ...documents.bulletin_words import period_words
from ...documents.typesetting import missing_characters
from ...models import Bulletin
from ...workflow.office import bulletins
from ..attempt import attempt
from ..downloads import download
from ..paper_sheets import sheet_picture, sheets_shown
from ..shortcuts import once, one_or_404, plan_or_404
from ..tables import PAGE_LENGTH, PagesAsked
from ..typed import TextField
from .draft import Draft


class IssueForm(forms.Form):
    """The document number as the office writes it; it may be left out, and no character of it may miss on the paper."""

    number = TextField(
        label=gettext_lazy("Document number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "in"}),
    )

    def clean_number(self):
        number = self.cleaned_data["number"]
        if missing := missing_characters(number):
            raise ValidationError(_("No font here has “%(characters)s”.") % {"characters": missing})
        return number


def bulletin_list(request, plan):
    """List the periods begun so far, each with its draft and its issues."""
    plan = plan_or_404(plan, request.user)
    issued = Bulletin.objects.filter(period__plan=plan, state=BulletinState.ISSUED).defer("pdf", "data")
    by_period = {}
    for bulletin in issued.select_related("issued_by").order_by("issue"):
        by_period.setdefault(bulletin.period_id, []).append(bulletin)
    rows = [(period, by_period.get(period.pk, [])) for period in plan.periods.begun(today())]
    return render(request, "bulletins/index.html", {"plan": plan, "rows": rows})


def bulletins_preview(request, plan, period, form=None, status=200):
    """Show the draft beside its pages as pictures; these are made, and answered to htmx, once they are asked for."""
    plan, period = plan_and_period(request.user, plan, period)
    draft = Draft(period, today())
    sheets = sheets_shown(draft.pages, draft.begin_pages, request.GET, partial(page_address, plan, period))
    decisions = PagesAsked(draft.told["decisions"], PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "plan": plan, "period": period, "data": draft.told, "sheets": sheets, "here": f"{request.path}?",
        "decisions": decisions, "missing": draft.told["missing"], "form": form or IssueForm(), "key": uuid.uuid4(),
        "may_issue": request.user.has_role(Role.SUPERVISOR),
    }  # fmt: skip
    page = "_parts/sheets.html#rows" if request.htmx and "pages" in request.GET else "bulletins/preview.html"
    return render(request, page, context, status=status)


def bulletins_pdf(request, plan, period):
    """Download the draft, made of what is approved today."""
    _plan, period = plan_and_period(request.user, plan, period)
    return download(
        bulletin_pdf(bulletin_data(period, today())), f"{period_words(period.code)}通报(草稿).pdf", "bulletin"
    )


def bulletins_page(request, plan, period, page):
    """Answer the picture of one page of the draft."""
    _plan, period = plan_and_period(request.user, plan, period)
    draft = Draft(period, today())
    return sheet_picture(draft.pages, draft.begin_pages, page)


def page_address(plan, period, number: int) -> str:
    return reverse("bulletins_page", args=[plan.key, period.code, number])


@require_POST
def bulletins_issue(request, plan, period):
    """Freeze the bulletin: number it, keep its data, pages and hash."""
    office_only = _("Bulletins are issued by the supervision office.")
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(office_only)
    plan, period = plan_and_period(request.user, plan, period)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return bulletins_preview(request, plan.key, period.code, form, status=422)
    number = form.cleaned_data["number"]
    attempt(lambda: once(request, "issue", lambda: issue_once(request, period, number)), forbidden=office_only)
    messages.success(request, _("The bulletin is issued; its data is frozen."))
    return redirect("bulletins", plan.key)


def issue_once(request, period, number) -> dict:
    """Render and keep the issue; the PDF prints the digest of its data and of all history before it."""
    data = sealed_data(bulletin_data(period, today(), number=number, draft=False))
    bulletin = bulletins.issue_bulletin(
        period, data=data, pdf=bulletin_pdf(data), number=number, by=request.user, at=now()
    )
    return {"pk": bulletin.pk}


def bulletins_issued(request, plan, pk):
    """Download an issue exactly as it was frozen."""
    bulletin = one_or_404(
        Bulletin.objects, period__plan=plan_or_404(plan, request.user), pk=pk, state=BulletinState.ISSUED
    )
    name = f"{period_words(bulletin.period.code)}通报第{bulletin.issue}期.pdf"
    return download(bytes(bulletin.pdf), name, "bulletin")


def plan_and_period(user, plan, code):
    """Return plan and begun period, or 404 with words that name the known periods."""
    plan = plan_or_404(plan, user)
    begun = {period.code: period for period in plan.periods.begun(today())}
    if code not in begun:
        raise Http404(_("There is no period “%(code)s” to report on yet.") % {"code": code})
    return plan, begun[code]
