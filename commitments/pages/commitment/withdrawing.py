"""The office withdraws a commitment, with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...workflow import withdrawing
from ..attempt import attempt
from ..shortcuts import commitment_or_404, once, plan_or_404
from .forms import WithdrawForm
from .views import page


@require_POST
def withdraw(request, plan, code):
    """Withdraw the commitment from today on, once; typed text is kept when it is refused."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Withdrawing a commitment belongs to the supervision office."))
    plan, form = plan_or_404(plan), WithdrawForm(request.POST)
    found = plan.commitments.filter(code=code).first() or commitment_or_404(plan, code)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""

    def act():
        return {"pk": withdrawing.withdraw(found, by=request.user, at=now(), reason=reason).pk}

    tried = attempt(
        lambda: once(request, "withdraw", act), form=form,
        missing={"reason": _("Write the reason in plain words, at most 300 characters; it stays in the record.")},
        refused=_("%(code)s cannot be withdrawn now; it was withdrawn already, or its plan is not open."),
    )  # fmt: skip
    if tried.status == 422:
        return page(request, plan, commitment_or_404(plan, code), withdrawal=form, status=422)
    if tried.failed:
        messages.error(request, tried.notice % {"code": code})
        return redirect("ledger", plan.key)
    words = _("%(code)s is withdrawn from today on; it stays in the ledger of earlier days.")
    messages.success(request, words % {"code": code})
    return redirect("ledger", plan.key)
