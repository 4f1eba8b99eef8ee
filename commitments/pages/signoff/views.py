"""The sign-off 审定: what the department's approver lets go to the office, or hands back with a note."""

import datetime
import re
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...models import Delegation, ProgressUpdate
from ...workflow.refusals import Incomplete, Refused, Stale
from ...workflow.reports import locks, moves
from ...workflow.reports.delegation import possible_deputies
from ..attempt import attempt
from ..shortcuts import once, one_of_two, plan_or_404, visible_or_404
from .forms import DelegationForm, SendBackForm
from .query import signoff_items

WEEK = datetime.timedelta(days=7)
SHOWN_VERSION = re.compile(r"[0-9]{1,15}\.[0-9]{1,9}")
LEFT_UNSIGNED = {
    "own": gettext_lazy("Not signed, because you wrote it yourself: %(codes)s."),
    "changed": gettext_lazy("Not signed, because it changed after you read it: %(codes)s."),
    "incomplete": gettext_lazy("Not signed, because something required is missing: %(codes)s."),
}


def signoff(request, plan, form=None, chosen=None, giving=None, status=200):
    """List what awaits sign-off; `form` is a note refused for the update `chosen`, `giving` a delegation refused."""
    plan, held = signing_plan(request, plan)
    found = signoff_items(plan, request.user)
    context = {
        "plan": plan, "waiting": found, "open": [each for each in found if not each.own], "held": held,
        "form": form or SendBackForm(), "chosen": chosen, "key": uuid.uuid4, "today": today(),
    }  # fmt: skip
    return render(request, "signoff/page.html", context | delegations(request.user, giving), status=status)


def delegations(user, giving) -> dict:
    """Return the delegations of an approver's department that have not ended, and the form to give one."""
    if not user.has_role(Role.APPROVER):
        return {}
    standing = Delegation.objects.of(user.department).filter(ends__gte=today(), revoked_at=None)
    initial = {"starts": today(), "ends": today() + WEEK}
    return {"standing": standing, "giving": giving or DelegationForm(possible_deputies(user), initial=initial)}


@require_POST
def signoff_sign(request, plan, pk):
    """Sign an update off; it then awaits the office."""
    return move_once(request, plan, pk, moves.sign_report, _("%(code)s signed off; it is with the office now."))


@require_POST
def signoff_back(request, plan, pk):
    """Hand an update back to its reporter; the note says why."""
    return move_once(request, plan, pk, moves.send_report_back, _("%(code)s is back with its reporter."), noted=True)


def move_once(request, plan, pk, verb, words, noted=False):
    """Make one move, once; answer with the list, or with what went wrong and the note kept."""
    plan, _held = signing_plan(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, department=request.user.department)
    update = visible_or_404(rows.select_related("commitment"), request.user, pk=pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return signoff(request, plan.key, form, update, status=422)
    said = {"version": form.cleaned_data["version"]} | ({"note": form.cleaned_data["note"]} if noted else {})
    tried = attempt(
        lambda: one_of_two(request, "signoff", lambda: {"pk": verb(update, by=request.user, at=now(), **said).pk}),
        form=form, missing={"note": _("Write what is to be changed; the reporter reads it.")},
        changed=signoff_refusal(request, update),
    )  # fmt: skip
    if tried.status == 422:
        return signoff(request, plan.key, form, update, status=422)
    if tried.failed:
        messages.error(request, tried.notice % {"code": update.commitment.code})
        return signoff(request, plan.key, status=409)
    messages.success(request, words % {"code": update.commitment.code})
    return redirect("signoff", plan.key)


@require_POST
def signoff_all(request, plan):
    """Sign everything the page showed, each in the version it showed; name what was not signed and why."""
    plan, _held = signing_plan(request, plan)
    shown = {int(pk): int(version) for pk, version in filter(None, map(shown_pair, request.POST.getlist("shown")))}
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, department=request.user.department, pk__in=shown)
    updates = list(rows.select_related("commitment").order_by("commitment__order", "pk"))
    done = once(request, "signoff_all", lambda: sign_each(updates, shown, request.user))
    if done["signed"]:
        words = ngettext("%(n)d report signed off.", "%(n)d reports signed off.", done["signed"])
        messages.success(request, words % {"n": done["signed"]})
    for reason, codes in done["left"].items():
        messages.warning(request, LEFT_UNSIGNED[reason] % {"codes": "、".join(codes)})
    return redirect("signoff", plan.key)


def shown_pair(text: str) -> list[str] | None:
    """Return [update, version] of what the page showed, or None for anything else."""
    return text.split(".") if SHOWN_VERSION.fullmatch(text) else None


def sign_each(updates: list, shown: dict, user) -> dict:
    """Sign each in the version it was shown in; return how many were, and reason → codes of those that were not."""
    number, left = 0, {}
    locks.lock_reports([update.commitment_id for update in updates])
    for update in updates:
        try:
            moves.sign_report(update, by=user, at=now(), version=shown[update.pk])
            number += 1
        except (Refused, Stale, Incomplete) as error:
            reason = "incomplete" if isinstance(error, Incomplete) else "changed"
            left.setdefault("own" if update.author_id == user.pk else reason, []).append(update.commitment.code)
    return {"signed": number, "left": left}


def signoff_refusal(request, update) -> str:
    if update.author_id == request.user.pk:
        return _("%(code)s was written by you; somebody else must sign it off.")
    return _("%(code)s has changed meanwhile; nothing was done.")


def signing_plan(request, key):
    """Return the plan and the delegation the account signs by, None for an approver; 403 for all others."""
    if request.user.has_role(Role.APPROVER):
        return plan_or_404(key), None
    held = Delegation.objects.on(today()).held_by(request.user).select_related("approver").first()
    if held is None:
        raise PermissionDenied(_("Signing off belongs to the department's approver."))
    return plan_or_404(key), held
