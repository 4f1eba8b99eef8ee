"""The plan room 编制: all years and levels, and what a draft still lacks before it is opened."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from ...choices import Role
from ..plan_steps import steps_of
from ..shortcuts import plan_or_404
from .query import plan_rows


def plans(request):
    """List every plan, the newest year first, each draft with what it lacks."""
    require_office(request)
    return render(request, "plans/index.html", {"rows": plan_rows()})


def plans_checklist(request, plan):
    """Show what a plan's draft lacks before it can be opened."""
    require_office(request)
    found = plan_or_404(plan, request.user)
    return render(request, "plans/checklist.html", {"plan": found, "steps": steps_of(found)})


def require_office(request) -> None:
    """Let the supervision office in, nobody else (403)."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Plans are kept by the supervision office."))
