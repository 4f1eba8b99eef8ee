"""Bulletins and the year-end pack: the draft the office writes on, its pages, and issuing it."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import BulletinKind, Role
from ...clock import now, today
from ...documents.bulletin_issue import frozen_issue
from ...documents.bulletin_leads import LEADS
from ...documents.bulletin_words import period_words
from ...documents.paper_head import issue_title
from ...models import YEAR_END_CODE, Bulletin, Plan, ReportingPeriod
from ...workflow.office import bulletins, issuing
from ..attempt import attempt, said_of_each
from ..downloads import download
from ..paper_sheets import sheet_picture, sheets_shown
from ..shortcuts import once, once_as_sent, one_or_404, plan_or_404
from ..tables import PAGE_LENGTH, PagesAsked
from ..typed import row_number
from .draft import Draft
from .issues import issues_by_period
from .missing import missing_shown
from .paper import HEAD, PaperForm, leads_shown, open_figures, proposed_texts, unix

OFFICE_ONLY = gettext_lazy("Bulletins are issued by the supervision office.")
CHANGED_MEANWHILE = gettext_lazy(
    "Somebody changed this meanwhile. Below stands what you typed; save again to put it in its place."
)
ISSUE_ERRORS = {
    "issued": gettext_lazy("This period's bulletin is issued; what is wrong in it is corrected by a new issue."),
    "taken": gettext_lazy("This document number was given already."),
    "not_over": gettext_lazy("The year is not over; the pack is issued after its end."),
    "required": gettext_lazy("Say why."),
    "differs": gettext_lazy("A figure of the text differs from the data; put it back, or say where it comes from."),
}


def bulletin_list(request, plan):
    """List the periods begun so far, each with its draft and its issues, and the numbers nothing bears."""
    plan = plan_or_404(plan, request.user)
    listed = issues_by_period(plan, request.user, request.GET.get("q", ""))
    return render(request, "bulletins/index.html", {"plan": plan} | listed)


def bulletins_preview(request, plan, period, form=None, *, notice="", status=200):
    """Show the draft beside its pages as pictures; these are made, and answered to htmx, once they are asked for."""
    draft = draft_asked(request, plan, period)
    sheets = sheets_shown(
        draft.pages, draft.begin_pages, request.GET, partial(draft_address, draft.paper, "bulletins_page")
    )
    context = draft_context(request, draft, form) | {
        "sheets": sheets, "notice": notice,
        "decisions": PagesAsked(draft.told.get("decisions", []), PAGE_LENGTH).get_page(request.GET.get("page")),
    }  # fmt: skip
    page = "_parts/sheets.html#rows" if request.htmx and "pages" in request.GET else "bulletins/preview.html"
    return render(request, page, context, status=status)


def draft_context(request, draft: Draft, form=None) -> dict:
    """Return what the page tells of a draft and the form to write on it, as it was sent or as it stands."""
    paper = draft.paper
    following = bulletins.next_number(paper.form, draft.on)
    form = form or PaperForm(paper, draft.told, today(), initial=initial_of(draft, following))
    texts = {name: form[name].value() or "" for name in draft.told["proposed"]}
    kept = form.kept(texts) if form.is_bound else paper.kept
    return {
        "plan": paper.period.plan, "period": paper.period, "paper": paper, "data": draft.told, "form": form,
        "missing": missing_shown(draft.told["missing"]), "leads": leads_shown(form, texts, kept), "key": uuid.uuid4(),
        "word_key": uuid.uuid4(),
        "open_figures": len(open_figures(draft.told, texts, kept)), "head": [form[name] for name in HEAD],
        "next_number": following, "must_explain": any(draft.told["undecided"].values()),
        "may_issue": request.user.has_role(Role.SUPERVISOR), "corrects": paper.corrects_id or "",
        "asked": asked_of(paper),
        "here": f"{draft_address(paper)}{'&' if paper.corrects_id else '?'}",
        "issued": bulletins.issued_of(paper),
    }  # fmt: skip


def initial_of(draft: Draft, number: str) -> dict:
    """Return what stands in the form's boxes: what was written, else what is proposed."""
    paper, texts = draft.paper, proposed_texts(draft.told) | draft.paper.leads
    title = "\n".join(draft.told["title_rows"])
    written = {name: getattr(paper, name) for name in (*HEAD, "reason", "although")}
    return written | texts | {"number": paper.number or number, "title": title}


@require_POST
def bulletins_save(request, plan, period):
    """Save what was written on the draft, or put a figure back; answer with every figure beside the data's."""
    draft = draft_asked(request, plan, period)
    form = PaperForm(draft.paper, draft.told, today(), sent_form(request))
    if not form.is_valid():
        return bulletins_preview(request, plan, period, form, status=422)
    tried = attempt(
        lambda: once_as_sent(request, "bulletin_save", lambda: save_once(request, draft.paper, form)),
        forbidden=OFFICE_ONLY,
        stale=str(CHANGED_MEANWHILE),
    )  # fmt: skip
    if tried.failed:
        return bulletins_preview(request, plan, period, form, notice=tried.notice, status=tried.status)
    if request.htmx:
        draft = draft_asked(request, plan, period)
        return render(request, "bulletins/preview.html#written", draft_context(request, draft) | {"saved": True})
    messages.success(request, _("The draft is saved."))
    return redirect(draft_address(draft.paper))


def save_once(request, paper: Bulletin, form: PaperForm) -> dict:
    return {"pk": issuing.save_draft(paper, form.said(), version=version_seen(request), by=request.user).pk}


def version_seen(request) -> int:
    """Return the version of the draft a form was drawn from; -1 where it names none."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else -1


def sent_form(request):
    """Return what was sent; where a button asks for it, with a figure of a paragraph put back to the data's."""
    name, _sep, place = request.POST.get("put_back", "").partition(":")
    start, _sep, rest = place.partition("-")
    stop, _sep, expected = rest.partition(":")
    if name not in LEADS or not (start.isdecimal() and stop.isdecimal()):
        return request.POST
    sent = request.POST.copy()
    text = unix(sent.get(name, ""))
    sent[name] = f"{text[: int(start[:6])]}{expected[:60]}{text[int(stop[:6]) :]}"
    return sent


@require_POST
def bulletins_issue(request, plan, period):
    """Freeze the bulletin: number it, keep its data, pages and what proves them."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(str(OFFICE_ONLY))
    draft = draft_asked(request, plan, period)
    form = PaperForm(draft.paper, draft.told, today(), request.POST)
    if not form.is_valid():
        return bulletins_preview(request, plan, period, form, status=422)
    tried = attempt(
        lambda: issue_once(request, draft.paper, form), form=form,
        missing=said_of_each(ISSUE_ERRORS.get), forbidden=OFFICE_ONLY,
        stale=_("Something was issued meanwhile: look at the numbers again, then issue."),
    )  # fmt: skip
    if tried.failed:
        return bulletins_preview(request, plan, period, form, notice=tried.notice, status=tried.status)
    messages.success(request, _("%(paper)s is issued; its data is frozen.") % {"paper": issue_title(draft.paper)})
    return redirect("bulletins_issue_page", draft.paper.period.plan.key, tried.answer["pk"])


def issue_once(request, paper: Bulletin, form: PaperForm) -> dict:
    """Set the issue and keep it, once: while its pages are made nobody else waits for the database."""
    for name, value in form.said().items():
        setattr(paper, name, value)
    frozen = frozen_issue(paper, today())
    by, at = request.user, now()
    return once(request, "issue", lambda: {"pk": issuing.issue_bulletin(paper, frozen, by=by, at=at).pk}, apart=True)


def bulletins_pdf(request, plan, period):
    """Download the draft, made of what is approved today."""
    draft = draft_asked(request, plan, period)
    return download(draft.maker.pdf(draft.data), f"{draft_title(draft.paper)}.pdf", "bulletin")


def bulletins_page(request, plan, period, page):
    """Answer the picture of one page of the draft."""
    draft = draft_asked(request, plan, period)
    return sheet_picture(draft.pages, draft.begin_pages, page)


def draft_title(paper: Bulletin) -> str:
    """Return what the file of a draft is called."""
    title = issue_title(paper) if paper.is_year_end else f"{period_words(paper.period.code)}通报"
    return f"{title}(草稿)"


def draft_asked(request, plan: str, code: str) -> Draft:
    """Return the draft of a begun period's bulletin, of the year-end pack, or of a correction `?corrects=` names."""
    plan = plan_or_404(plan, request.user)
    period, kind = year_end_asked(request, plan) if code == YEAR_END_CODE else period_asked(plan, code)
    return Draft(bulletins.draft_of(period, corrected(request, period, kind), kind), today())


def period_asked(plan: Plan, code: str) -> tuple[ReportingPeriod, str]:
    begun = {period.code: period for period in plan.periods.begun(today())}
    if code not in begun:
        raise Http404(_("There is no period “%(code)s” to report on yet.") % {"code": code})
    return begun[code], BulletinKind.PERIOD


def year_end_asked(request, plan: Plan) -> tuple[ReportingPeriod, str]:
    """Return the period the pack is drafted for; 403 for those who may not read what it names."""
    if not request.user.sees_district:
        raise PermissionDenied(_("The year-end pack is for the supervision office and the leaders."))
    period = bulletins.year_end_period(plan, today())
    if period is None:
        raise Http404(_("The year-end pack is drafted once reporting for the year's last period has begun."))
    return period, BulletinKind.YEAR_END


def corrected(request, period: ReportingPeriod, kind: str) -> Bulletin | None:
    """Return the issue of that kind that is to be corrected, None where none is named."""
    named = request.GET.get("corrects") or request.POST.get("corrects") or ""
    if not named:
        return None
    issued = Bulletin.objects.issued().filter(kind=kind).defer("pdf", "fonts")
    return one_or_404(issued.alone(), period=period, pk=row_number(named))


def draft_address(paper: Bulletin, name: str = "bulletins_preview", *more) -> str:
    """Return an address of a draft, which names what a correction corrects."""
    return reverse(name, args=[paper.period.plan.key, paper.code, *more]) + asked_of(paper)


def asked_of(paper: Bulletin) -> str:
    return f"?corrects={paper.corrects_id}" if paper.corrects_id else ""
