"""The sign-off 审定: what the department's approver lets go to the office, or hands back with a note."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...models import ProgressUpdate
from ...workflow import reporting
from ...workflow.refusals import Incomplete, Refused, Stale
from ..shortcuts import once, plan_or_404, visible_or_404
from .forms import NoteForm
from .waiting import waiting


def signoff(request, plan, form=None, chosen=None, status=200):
    """List what awaits sign-off; `form` is a note that was refused for the update `chosen`."""
    plan = permitted_plan(request, plan)
    context = {
        "plan": plan, "waiting": waiting(plan, request.user), "form": form or NoteForm(), "chosen": chosen,
        "key": uuid.uuid4,
    }  # fmt: skip
    return render(request, "signoff/page.html", context, status=status)


@require_POST
def sign(request, plan, pk):
    """Sign an update off; it then awaits the office."""
    return act(request, plan, pk, reporting.sign, _("%(code)s signed off; it is with the office now."))


@require_POST
def back(request, plan, pk):
    """Hand an update back to its reporter; the note says why."""
    return act(request, plan, pk, reporting.send_back, _("%(code)s is back with its reporter."), noted=True)


def act(request, plan, pk, verb, words, noted=False):
    """Make one move, once; answer with the list, or with what went wrong and the note kept."""
    plan = permitted_plan(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, department=request.user.department)
    update = visible_or_404(rows.select_related("commitment"), request.user, pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return signoff(request, plan.key, form, update, status=422)
    said = {"version": form.cleaned_data["version"]} | ({"note": form.cleaned_data["note"]} if noted else {})
    try:
        once(request, "signoff", lambda: {"pk": verb(update, by=request.user, at=now(), **said).pk})
    except Incomplete:
        form.add_error("note", _("Write what is to be changed; the reporter reads it."))
        return signoff(request, plan.key, form, update, status=422)
    except (Refused, Stale):
        messages.error(request, refusal(request, update) % {"code": update.commitment.code})
        return signoff(request, plan.key, status=409)
    messages.success(request, words % {"code": update.commitment.code})
    return redirect("signoff", plan.key)


def refusal(request, update) -> str:
    if update.author_id == request.user.pk:
        return _("%(code)s was written by you; somebody else must sign it off.")
    return _("%(code)s has changed meanwhile; nothing was done.")


def permitted_plan(request, key):
    if not request.user.has_role(Role.APPROVER):
        raise PermissionDenied(_("Signing off belongs to the department's approver."))
    return plan_or_404(key)
