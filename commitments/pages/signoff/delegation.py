"""Delegation: the approver lets a colleague sign for some days, and takes it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...models import Delegation
from ...workflow.reports import delegation
from ..attempt import attempt, said_of_each
from ..shortcuts import once, one_or_404, plan_or_404
from .forms import DelegationForm
from .views import signoff

DELEGATION_WORDS = {
    "not_a_deputy": gettext_lazy("Only active reporters and approvers of your department can sign in your place."),
    "already": gettext_lazy("This colleague signs in your place on some of these days already."),
    "past": gettext_lazy("A delegation cannot begin in the past."),
    "order": gettext_lazy("The last day lies before the first."),
    "too_long": gettext_lazy("A delegation lasts a year at most."),
}


@require_POST
def signoff_delegate(request, plan):
    """Let a colleague sign from one day to another."""
    plan = approver_plan(request, plan)
    form = DelegationForm(delegation.possible_deputies(request.user), request.POST)
    if not form.is_valid():
        return signoff(request, plan.key, giving=form, status=422)
    tried = attempt(
        lambda: once(request, "delegate", lambda: delegate_once(form.cleaned_data, request.user)),
        form=form, missing=said_of_each(DELEGATION_WORDS.__getitem__),
    )  # fmt: skip
    if tried.failed:
        return signoff(request, plan.key, giving=form, status=tried.status)
    said = {"name": form.cleaned_data["deputy"].name, "day": form.cleaned_data["ends"]}
    messages.success(request, _("%(name)s may sign in your place until %(day)s; it is on record.") % said)
    return redirect("signoff", plan.key)


def delegate_once(said: dict, user) -> dict:
    return {"pk": delegation.delegate(**said, by=user, at=now()).pk}


@require_POST
def signoff_revoke(request, plan, pk):
    """End a delegation at once."""
    plan = approver_plan(request, plan)
    found = one_or_404(Delegation.objects.of(request.user.department), pk=pk)
    tried = attempt(
        lambda: once(
            request, "revoke", lambda: {"pk": delegation.revoke_delegation(found, by=request.user, at=now()).pk}
        ),
        refused=_("This delegation has ended already."),
    )
    if tried.failed:
        messages.error(request, tried.notice)
        return signoff(request, plan.key, status=tried.status)
    messages.success(request, _("%(name)s no longer signs in your place.") % {"name": found.deputy.name})
    return redirect("signoff", plan.key)


def approver_plan(request, key):
    if not request.user.has_role(Role.APPROVER):
        raise PermissionDenied(_("Only an approver lets others sign."))
    return plan_or_404(key, request.user)
