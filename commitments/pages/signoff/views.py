"""The sign-off 审定: what awaits the department's approver, and who else may sign."""

import datetime
import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from ...choices import HeldMove, Role
from ...clock import today
from ...models import Delegation
from ...workflow.reports.delegation import possible_deputies
from ..flags_shown import flags_digest
from ..held import held_strip
from ..shortcuts import plan_or_404
from .forms import DelegationForm, SendBackForm
from .query import signoff_items

WEEK = datetime.timedelta(days=7)


def signoff(request, plan, form=None, chosen=None, giving=None, asking=(), status=200):
    """List what awaits sign-off; `form` is a note refused for the update `chosen`, `giving` a delegation refused.

    `asking` are the flags against which signing `chosen` is asked once more.
    """
    plan, delegated = signing_plan(request, plan)
    found = signoff_items(plan, request.user)
    context = {
        "plan": plan, "waiting": found, "plain": [each for each in found if each.plain], "delegated": delegated,
        "flagged": [each for each in found if each.flags and not each.own], "form": form or SendBackForm(),
        "chosen": chosen, "asking": asking, "confirmed": flags_digest(asking), "key": uuid.uuid4, "today": today(),
        "held": held_strip(request.user, HeldMove.SIGN, plan),
    }  # fmt: skip
    return render(request, "signoff/page.html", context | delegations(request.user, giving), status=status)


def delegations(user, giving) -> dict:
    """Return the delegations of an approver's department that have not ended, and the form to give one."""
    if not user.has_role(Role.APPROVER):
        return {}
    standing = Delegation.objects.of(user.department).filter(ends__gte=today(), revoked_at=None)
    initial = {"starts": today(), "ends": today() + WEEK}
    return {"standing": standing, "giving": giving or DelegationForm(possible_deputies(user), initial=initial)}


def signing_plan(request, key):
    """Return the plan and the delegation the account signs by, None for an approver; 403 for all others."""
    if request.user.has_role(Role.APPROVER):
        return plan_or_404(key, request.user), None
    delegated = Delegation.objects.on(today()).held_by(request.user).select_related("approver").first()
    if delegated is None:
        raise PermissionDenied(_("Signing off belongs to the department's approver."))
    return plan_or_404(key, request.user), delegated
