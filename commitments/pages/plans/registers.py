"""What is settled for a draft in a list: the names of its departments."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow.planning import checklist, settling
from ..attempt import attempt
from ..plan_steps import steps_of
from ..shortcuts import once
from .query import numbers_sent, office_plan_or_404
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
