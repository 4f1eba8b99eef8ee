"""The office confirms proposed paths: one, or all that are ticked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...workflow import pathing
from ..attempt import attempt
from ..shortcuts import once, plan_or_404
from .views import index

MOST = 1000


@require_POST
def confirm(request, plan):
    """Confirm the ticked paths as they were seen: all of them or none."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Planned paths are confirmed by the supervision office."))
    plan = plan_or_404(plan)
    shown = (value for value in request.POST.getlist("path")[:MOST] if value.isprintable())
    ticked = dict(value.partition("~")[::2] for value in shown)
    found = {row: ticked[row.code] for row in plan.commitments.standing().filter(code__in=ticked)}
    changed = _("The path of %(code)s was changed meanwhile; nothing was confirmed. Look at it, then confirm again.")
    tried = attempt(
        lambda: once(request, "path_confirm", lambda: {"n": pathing.confirm_paths(found, by=request.user, at=now())}),
        missing=_("Tick the proposed paths you want to confirm."),
        stale=lambda error: changed % {"code": error.current.code},
        refused=_("These paths cannot be confirmed now: the plan is closed, or one is no longer judged along a path."),
    )
    if tried.failed:
        return index(request, plan.key, notice=tried.notice, status=tried.status)
    confirmed = ngettext("%(n)d path confirmed.", "%(n)d paths confirmed.", tried.answer["n"])
    messages.success(request, confirmed % tried.answer)
    one = next(iter(found)).code if len(found) == 1 and "one" in request.POST else None
    return redirect("path_edit", plan.key, one) if one else redirect("path", plan.key)
