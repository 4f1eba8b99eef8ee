"""What is settled for a draft in lists: names of departments, and the links to last year's promises."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import LinkKind, Standing
from ...clock import now
from ...workflow.planning import checklist, settling
from ..attempt import attempt
from ..plan_steps import steps_of
from ..shortcuts import once
from .query import office_plan_or_404
from .words import past_draft_words


def plans_departments(request, plan, *, notice="", status=200):
    """List the departments with a duty in the draft whose names the office has not confirmed."""
    found = office_plan_or_404(request, plan)
    rows = checklist.proposed_departments([found]).distinct().order_by("order", "code")
    context = {"plan": found, "steps": steps_of(found), "rows": rows, "notice": notice, "key": uuid.uuid4}
    return render(request, "plans/departments.html", context, status=status)


@require_POST
def plans_departments_confirm(request, plan):
    """Confirm the names that are ticked, once."""
    found = office_plan_or_404(request, plan)
    keys = numbers_sent(request, "department")
    tried = attempt(
        lambda: once(request, "plans_departments", lambda: confirm_once(found, keys, request.user)),
        refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return plans_departments(request, plan, notice=tried.notice, status=tried.status)
    n = tried.answer["n"]
    messages.success(request, _("Names confirmed: %(n)d.") % {"n": n})
    return redirect("plans_departments", found.key)


def confirm_once(plan, keys, user) -> dict:
    return {"n": len(settling.confirm_departments(plan, keys, by=user, at=now()))}


def numbers_sent(request, name: str) -> list[int]:
    """Return the keys of rows ticked under a name, whatever else was sent left out."""
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal() and len(text) < 10]


def plans_links(request, plan, *, notice="", status=200):
    """List how the draft's promises follow from last year's; `?lacks=links_proposed` only those to be judged."""
    found = office_plan_or_404(request, plan)
    rows = found.links.select_related("commitment", "earlier").order_by("earlier__order", "commitment__order", "pk")
    if request.GET.get("lacks") == "links_proposed":
        rows = rows.filter(standing=Standing.PROPOSED)
    context = {
        "plan": found, "steps": steps_of(found), "notice": notice, "key": uuid.uuid4,
        "rows": rows, "kinds": [LinkKind(each) for each in LinkKind.of_two()],
        "proposed": sum(row.standing == Standing.PROPOSED for row in rows),
    }  # fmt: skip
    return render(request, "plans/links.html", context, status=status)


@require_POST
def plans_links_judge(request, plan):
    """Settle the links that are ticked with the kinds chosen for them, once."""
    found = office_plan_or_404(request, plan)
    if {request.POST[name] for name in request.POST if name.startswith("kind_")} - set(LinkKind.values):
        return plans_links(request, plan, notice=_("Choose a kind for each link that is ticked."), status=422)
    kinds = {pk: request.POST.get(f"kind_{pk}", "") for pk in numbers_sent(request, "link")}
    tried = attempt(
        lambda: once(request, "plans_links", lambda: judge_once(found, kinds, request.user)),
        missing=lambda fields: _("Choose a kind for each link that is ticked."), refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return plans_links(request, plan, notice=tried.notice, status=tried.status)
    n = tried.answer["n"]
    messages.success(request, _("Links judged: %(n)d.") % {"n": n})
    return redirect("plans_links", found.key)


def judge_once(plan, kinds, user) -> dict:
    return {"n": settling.judge_links(plan, kinds, by=user, at=now())}
