"""Handovers 移交: what goes along is shown before anything changes; a day to come can be taken back."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import UpdateState
from ...clock import now, today
from ...models import Handover
from ...workflow.planning import handovers as planning
from ...workflow.planning.handover_rows import WITH_OTHERS, HandoverRows
from ..attempt import attempt, said_of_each
from ..office_plans import office_plan_or_404
from ..plan_steps import steps_of
from ..shortcuts import once, one_or_404
from .forms import HandoverForm

HANDOVER_ERRORS = {
    "past": gettext_lazy("The day lies in the past: what was is kept."),
    "same": gettext_lazy("A department hands over to another one."),
    "not_there": gettext_lazy("This department does not exist on that day."),
    "waiting": gettext_lazy("A handover of this department waits for its day already."),
    "unknown": gettext_lazy("The department has nothing to do with one of these commitments."),
    "required": gettext_lazy("Say why, and on what decision it rests."),
}


def handover(request, plan, form=None, *, notice="", status=200):
    """Show the head fields, and once they are chosen what would go along; and the handovers of this plan."""
    plan = office_plan_or_404(request, plan)
    form = form or HandoverForm(request.GET if "former" in request.GET else None)
    rows = preview_of(plan, form) if form.is_bound and not set(form.errors) - {"reason"} else None
    decided = Handover.objects.with_departments().filter(plan=plan)
    context = {
        "plan": plan, "steps": steps_of(plan), "form": form, "rows": rows, "notice": notice, "key": uuid.uuid4,
        "drafts": rows.reports_in(UpdateState.DRAFT) if rows else (), "today": today(),
        "sent": rows.reports_in(*WITH_OTHERS) if rows else (),
        "returned": rows.reports_in(UpdateState.RETURNED) if rows else (), "decided": list(decided),
        "may_hand_over": planning.may_hand_over(request.user, plan),
    }  # fmt: skip
    return render(request, "handover/index.html", context, status=status)


def preview_of(plan, form) -> HandoverRows | None:
    """Return what would pass on, or None with the words at the fields where nothing could."""
    errors = planning.handover_errors(plan, form.wish, today())
    for name, code in errors.items():
        form.add_error(name, HANDOVER_ERRORS[code])
    return None if errors else HandoverRows(plan, form.wish.former, form.wish.heir, form.codes_named)


@require_POST
def handover_decide(request, plan):
    """Decide on the handover, once; one whose day is today takes effect at once."""
    found = office_plan_or_404(request, plan)
    form = HandoverForm(request.POST)
    if not form.is_valid():
        return handover(request, plan, form, status=422)
    said = {"by": request.user, "at": now(), "reason": form.cleaned_data["reason"]}

    def act() -> dict:
        made = planning.decide_handover(found, form.wish, **said)
        return {"done": made.carried_out_at is not None}

    tried = attempt(
        lambda: once(request, "handover", act), form=form, missing=said_of_each(HANDOVER_ERRORS.__getitem__),
        refused=_("Nothing can be handed over now: the plan is not open, or a department has ended."),
    )  # fmt: skip
    if tried.failed:
        return handover(request, plan, form, notice=tried.notice, status=tried.status)
    words = (
        _("Handed over.")
        if tried.answer["done"]
        else _("The handover waits for its day; until then it can be taken back.")
    )
    messages.success(request, words)
    return redirect("handover", plan)


@require_POST
def handover_withdraw(request, plan, pk):
    """Take a handover back before its day."""
    found = office_plan_or_404(request, plan)
    row = one_or_404(Handover.objects.filter(plan=found), pk=pk)
    tried = attempt(
        lambda: once(request, "handover_withdraw", lambda: withdraw(row, request.user)),
        refused=_("It cannot be taken back any more: its day has come, or somebody else took it back."),
    )
    if tried.failed:
        return handover(request, plan, notice=tried.notice, status=tried.status)
    messages.success(request, _("The handover is taken back; nothing was changed."))
    return redirect("handover", plan)


def withdraw(row: Handover, user) -> dict:
    return {"pk": planning.withdraw_handover(row, by=user, at=now()).pk}
