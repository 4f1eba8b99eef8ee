"""Plans as the rooms of plan making open them: for the supervision office alone."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ..choices import Role
from ..models import Plan
from .shortcuts import plan_or_404


def require_office(request) -> None:
    """Let the supervision office in, nobody else (403)."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Plans are kept by the supervision office."))


def office_plan_or_404(request, key: str) -> Plan:
    """Return the plan for the office: 403 for everybody else, 404 where there is none."""
    require_office(request)
    return plan_or_404(key, request.user)
