"""The office's stock reasons: listed, added, changed, retired and put in order."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...models import StockReason
from ...workflow.office import stock_reasons
from ..attempt import attempt, said_of_each
from ..shortcuts import once, one_or_404, plan_or_404
from .forms import StockReasonForm

REASON_ERRORS = {
    "required": gettext_lazy("Write the reason."),
    "twice": gettext_lazy("This reason stands in the list already."),
}


def review_reasons(request, plan, form=None, chosen=None, refusal="", status=200):
    """List the reasons, retired ones last; `form` is what was refused for the reason `chosen` (None: the new one)."""
    plan = reasons_plan(request, plan)
    rows = StockReason.objects.order_by("-active", "order", "pk")
    context = {
        "plan": plan, "rows": [(row, form if form and row == chosen else reason_form(row)) for row in rows],
        "new": form if form and chosen is None else StockReasonForm(), "key": uuid.uuid4, "refusal": refusal,
    }  # fmt: skip
    return render(request, "review/reasons.html", context, status=status)


def reason_form(row: StockReason) -> StockReasonForm:
    initial = {"version": row.state, "text": row.text, "order": row.order, "active": row.active}
    return StockReasonForm(initial=initial, auto_id=f"r{row.pk}_%s")


@require_POST
def review_reason_add(request, plan):
    """Add a reason behind the others."""
    return write_reason(
        request, plan, None, lambda said: stock_reasons.add_reason(said["text"], by=request.user, at=now())
    )


@require_POST
def review_reason(request, plan, pk):
    """Change a reason, retire it or take it back."""
    reasons_plan(request, plan)
    reason = one_or_404(StockReason.objects, pk=pk)
    return write_reason(
        request, plan, reason, lambda said: stock_reasons.change_reason(reason, by=request.user, at=now(), **said)
    )


def write_reason(request, key, reason, verb):
    """Run the verb once; answer with the list, or with what is wrong and the typed text kept."""
    plan = reasons_plan(request, key)
    form = StockReasonForm(request.POST, auto_id=f"r{reason.pk}_%s" if reason else "new_%s")
    if not form.is_valid():
        return review_reasons(request, plan.key, form, reason, status=422)
    tried = attempt(
        lambda: once(request, "stock_reason", lambda: {"pk": verb(form.said()).pk}),
        form=form, missing=said_of_each(REASON_ERRORS.__getitem__),
        stale=_("Somebody else changed this reason; the list shows it as it stands now. You had typed: %(text)s"),
    )  # fmt: skip
    if tried.status == 422:
        return review_reasons(request, plan.key, form, reason, status=422)
    if tried.failed:
        return review_reasons(request, plan.key, refusal=tried.notice % {"text": form.cleaned_data["text"]}, status=409)
    messages.success(request, _("The reasons are saved."))
    return redirect("review_reasons", plan.key)


def reasons_plan(request, key):
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The stock reasons belong to the supervision office."))
    return plan_or_404(key, request.user)
