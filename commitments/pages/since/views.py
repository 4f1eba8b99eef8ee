"""One promise over the years 历年对照, how it follows from last year's, and what of the level above it carries out."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import LinkKind, Role
from ...clock import now
from ...models import Commitment
from ...workflow.planning import checklist, drafts_locked, link_proposals, links, links_above
from ..attempt import attempt
from ..links_said import SAID_WORDS, LinkForm, form_words
from ..shortcuts import commitment_or_404, once, page_plan_or_404, plan_or_404
from ..typed import row_number
from .drawing import YearsDrawn
from .query import PromiseYears


def since(request, plan, code):
    """Show a promise over all years it is linked through, with its breaks; to the office with what it may judge."""
    plan = page_plan_or_404(request, plan)
    return since_page(request, commitment_or_404(plan, code))


def since_page(request, found, *, errors=None, notice="", status=200):
    """Answer with the page; `errors` are the words at a form by its link's key, "0" is the one of the level above."""
    years = PromiseYears(found, request.user)
    before, behind = neighbours(found)
    context = {
        "plan": found.plan, "commitment": found, "years": years, "drawn": YearsDrawn(years.rows), "notice": notice,
        "errors": errors or {}, "key": uuid.uuid4, "before": before, "behind": behind, "typed": request.POST,
        "kinds": [LinkKind(each) for each in LinkKind.of_two()],
        "judged": links_here(found, request.POST) if drafts_locked.may_edit_draft(request.user, found.plan) else [],
        "may_link_above": links_above.may_link_above(request.user, found.plan),
        "candidates": candidates_above(found, request.user),
    }  # fmt: skip
    return render(request, "since/page.html", context, status=status)


def neighbours(found) -> tuple:
    """Return the codes before and behind in the plan, "" at its ends."""
    rows = found.plan.commitments.standing()
    before = rows.filter(order__lt=found.order).order_by("-order", "-pk").values_list("code", flat=True).first()
    behind = rows.filter(order__gt=found.order).order_by("order", "pk").values_list("code", flat=True).first()
    return before or "", behind or ""


def links_here(found, typed) -> list[tuple]:
    """Return (link, kind, sentence) of each link to last year, as typed where it was."""
    rows = found.links.exclude(earlier=None).select_related("earlier__plan").order_by("earlier__order", "pk")
    return [(row, typed.get(f"kind_{row.pk}", row.kind), typed.get(f"note_{row.pk}", row.note)) for row in rows]


def candidates_above(found, user) -> tuple[list, list]:
    """Return the promises of the levels above that are not linked yet: the most alike first, then all others."""
    if not links_above.may_link_above(user, found.plan):
        return [], []
    plans = links_above.plans_above(found.plan)
    linked = found.above_links.values("above")
    rows = Commitment.objects.standing().filter(plan__in=plans).exclude(pk__in=linked).select_related("plan")
    known = list(rows.order_by("-plan__level", "order", "pk"))
    nearest = [other for _alike, other in link_proposals.nearest_promises([found], known)[found.pk]]
    return nearest, [row for row in known if row not in nearest]


@require_POST
def since_judge(request, plan, code):
    """Settle how a draft's promise follows from one of last year, once; then lead to the next one that waits."""
    found = commitment_or_404(plan_or_404(plan, request.user), code)
    require_office(request)
    pk = row_number(request.POST.get("link", ""))
    form = LinkForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return since_page(request, found, errors={str(pk): form_words(form)}, status=422)
    tried = attempt(
        lambda: once(request, "since_judge", lambda: judge_once(found, pk, form.said(), request.user)),
        missing=lambda fields: SAID_WORDS[fields[str(pk)]],
        refused=_("The plan is open already; its draft cannot be changed any more."),
    )  # fmt: skip
    if tried.failed:
        return since_page(request, found, errors={str(pk): tried.notice}, status=tried.status)
    messages.success(request, _("%(code)s saved.") % {"code": found.code})
    return redirect("since", found.plan.key, next_to_judge(found))


def judge_once(found, pk, said, user) -> dict:
    if not found.links.filter(pk=pk).exists():
        raise Http404(_("There is nothing here any more, or it was never yours to see."))
    return {"n": links.judge_links(found.plan, {pk: said}, by=user, at=now())}


def next_to_judge(found) -> str:
    """Return the code of the next promise of the draft with a link to judge, else its own."""
    rows = checklist.proposed_links([found.plan]).order_by("commitment__order", "pk")
    behind = rows.filter(commitment__order__gte=found.order).values_list("commitment__code", flat=True).first()
    return behind or rows.values_list("commitment__code", flat=True).first() or found.code


@require_POST
def since_above(request, plan, code):
    """Say which promise of the level above the commitment carries out, once."""
    found = commitment_or_404(plan_or_404(plan, request.user), code)
    require_office(request)
    above = Commitment.objects.select_related("plan").filter(pk=row_number(request.POST.get("above", ""))).first()
    form = LinkForm(request.POST, prefix="0")
    if above is None or not form.is_valid():
        words = form_words(form) if above else SAID_WORDS["above"]
        return since_page(request, found, errors={"0": words}, status=422)
    tried = attempt(
        lambda: once(request, "since_above", lambda: above_once(found, above, form.said(), request.user)),
        missing=lambda fields: SAID_WORDS[next(iter(fields))], refused=_("The plan is closed: its links stay."),
    )  # fmt: skip
    if tried.failed:
        return since_page(request, found, errors={"0": tried.notice}, status=tried.status)
    messages.success(request, _("Linked to %(code)s of %(plan)s.") % {"code": above.code, "plan": above.plan.title})
    return redirect("since", found.plan.key, found.code)


def above_once(found, above, said, user) -> dict:
    return {"pk": links_above.tie_above(found, above, said, by=user, at=now()).pk}


@require_POST
def since_above_drop(request, plan, code):
    """Take a link to the level above away, once."""
    found = commitment_or_404(plan_or_404(plan, request.user), code)
    require_office(request)
    tried = attempt(
        lambda: once(request, "since_above_drop", lambda: drop_once(found, request)),
        refused=_("The plan is closed: its links stay."), stale=_("This link is gone already."),
    )  # fmt: skip
    if tried.failed:
        return since_page(request, found, notice=tried.notice, status=tried.status)
    messages.success(request, _("The link to the level above is taken away."))
    return redirect("since", found.plan.key, found.code)


def drop_once(found, request) -> dict:
    links_above.untie_above(found, row_number(request.POST.get("link", "")), by=request.user, at=now())
    return {}


def require_office(request) -> None:
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Links between promises are set by the supervision office."))
