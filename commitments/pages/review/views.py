"""The office's review: what waits, one update beside its forerunner, and the decision."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...models import ProgressUpdate
from ...workflow import evidence, review
from ...workflow.refusals import Incomplete, Refused, Stale
from ..shortcuts import once, plan_or_404, render_part, visible_or_404
from .comparison import compare
from .forms import DecisionForm
from .queue import grouped, neighbours, waiting

TEMPLATE = "review/queue.html"


def queue(request, plan, form=None, chosen=None, notice="", status=200):
    """Show the queue with one update opened: `?item=`, or the first."""
    plan = permitted_plan(request, plan)
    items = waiting(plan)
    wanted = chosen.pk if chosen else int(request.GET["item"]) if request.GET.get("item", "").isdigit() else None
    current = next((item.update for item in items if item.update.pk == wanted), None)
    if wanted and current is None:
        notice = notice or already_decided(plan, wanted)
    current = current or (items[0].update if items else None)
    place, following = neighbours(items, current.pk) if current else (0, None)
    comparison = compare(current) if current else None
    if current:
        sides = (current, comparison.before.update)
        evidence.lay_out([update for update in sides if update], request.user)
    context = {
        "plan": plan, "groups": grouped(plan, items), "items": items, "current": current, "place": place + 1,
        "following": following, "comparison": comparison, "notice": notice,
        "form": form or DecisionForm(initial={"version": current.version if current else 0}), "key": uuid.uuid4,
    }  # fmt: skip
    return render_part(request, TEMPLATE, "work", context, status=status)


@require_POST
def approve(request, plan, pk):
    """Approve, with the office's own lamp if it sets one; then the next opens."""

    def act(update, form):
        lamp, reason = form.cleaned_data["office_lamp"], form.cleaned_data["reason"]
        version = form.cleaned_data["version"]
        review.approve(update, by=request.user, at=now(), version=version, office_lamp=lamp, office_reason=reason)

    return decide(request, plan, pk, act, _("%(code)s approved."))


@require_POST
def give_back(request, plan, pk):
    """Return with a reason; then the next opens."""

    def act(update, form):
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        review.give_back(update, by=request.user, at=now(), reason=reason, version=version)

    return decide(request, plan, pk, act, _("%(code)s returned to its department."))


def decide(request, plan, pk, act, words):
    """Run one decision once; answer with the next update, or with what went wrong and the typed text kept."""
    plan = permitted_plan(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan).select_related("commitment")
    update = visible_or_404(rows, request.user, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return queue(request, plan.key, form, update, status=422)
    try:
        answer = once(request, "review", lambda: answer_of(plan, update, act, form))
    except Incomplete:
        form.add_error("reason", _("Write the reason: it goes to the department and into the record."))
        return queue(request, plan.key, form, update, status=422)
    except (Refused, Stale):
        return queue(request, plan.key, form, update, already_decided(plan, pk), status=409)
    messages.success(request, words % {"code": update.commitment.code})
    return redirect(answer["next"])


def answer_of(plan, update, act, form) -> dict:
    """Decide and return where the office goes next."""
    _place, following = neighbours(waiting(plan), update.pk)
    act(update, form)
    query = f"?item={following.pk}" if following else ""
    return {"next": reverse("review", args=[plan.key]) + query}


def already_decided(plan, pk) -> str:
    """Return who decided on an update and when, or that it has changed; empty when there is none."""
    found = (
        ProgressUpdate.objects.filter(commitment__plan=plan, pk=pk).select_related("decided_by", "commitment").first()
    )
    if found is None:
        return ""
    if found.decided_by is None:
        return _("%(code)s was changed or withdrawn meanwhile; look at it again.") % {"code": found.commitment.code}
    return _("%(code)s was already decided by %(name)s (%(state)s).") % {
        "code": found.commitment.code, "name": found.decided_by.name, "state": found.get_state_display(),
    }  # fmt: skip


def permitted_plan(request, key):
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Reviewing belongs to the supervision office."))
    return plan_or_404(key)
