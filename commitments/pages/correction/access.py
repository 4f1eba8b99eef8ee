"""Who comes into this room: the office, and the department whose report it is."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ...choices import Role
from ...models import ProgressUpdate
from ..shortcuts import plan_or_404, visible_or_404

RELATED = (
    "commitment__plan", "commitment__paragraph", "period", "department", "author", "decided_by", "corrects__decided_by",
)  # fmt: skip


def found(request, key, pk):
    """Return (plan, update); 404 for what the account may not read, 403 for those who correct nothing there."""
    plan = plan_or_404(key)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan).select_related(*RELATED)
    update = visible_or_404(rows, request.user, pk=pk)
    permit(request.user, update)
    return plan, update


def permit(user, update) -> None:
    """Raise PermissionDenied unless `user` is of the office or of the department whose report it is."""
    own = user.represents is not None and (update is None or user.department_id == update.department_id)
    if not own and not user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("A report is corrected by its department or by the supervision office."))
