"""Who may come into this room, and the correction beside the text it corrects: every field on both sides."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ...choices import Role
from ...models import Evidence, ProgressUpdate
from ...rules.differences import differences
from ...rules.quantity import format_quantity
from ...workflow.reports.drafts import TEXTS
from ..shortcuts import plan_or_404, visible_or_404

KEPT_TEXTS = ("correction_reason", *TEXTS, "return_answer")
UPDATE_RELATED = (
    "commitment__plan", "commitment__paragraph", "period", "department", "author", "decided_by", "corrects__decided_by",
)  # fmt: skip


def plan_and_update(request, key, pk):
    """Return (plan, update); 404 for what the account may not read, 403 for those who correct nothing there."""
    plan = plan_or_404(key, request.user)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan).select_related(*UPDATE_RELATED)
    update = visible_or_404(rows, request.user, pk=pk)
    permit_correction(request.user, update)
    return plan, update


def permit_correction(user, update) -> None:
    """Raise PermissionDenied unless `user` is of the office or of the department whose report it is."""
    own = user.represents is not None and (update is None or user.department_id == update.department_id)
    if not own and not user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("A report is corrected by its department or by the supervision office."))


def update_content(update: ProgressUpdate) -> dict[str, str]:
    """Return label → text of everything an update says, in the order of the form."""
    rows = {row.indicator.name: observation_text(row) for row in update.observations.select_related("indicator")}
    reached = update.milestones_reached.select_related("milestone")
    rows |= {str(row.milestone): str(row.reached) for row in reached}
    rows |= {field_label("cutoff"): str(update.cutoff)}
    if update.forecast is not None:
        rows[field_label("forecast")] = format_quantity(update.forecast)
    rows[field_label("self_lamp")] = str(update.get_self_lamp_display())
    if update.data_expected:
        rows[field_label("data_expected")] = str(update.data_expected)
    rows |= {field_label(name): getattr(update, name) for name in TEXTS}
    files = "、".join(Evidence.objects.standing().behind(update).values_list("name", flat=True))
    return rows | ({str(Evidence._meta.verbose_name): files} if files else {})


def observation_text(row) -> str:
    """Return an observation's figure with its unit, or what stands instead."""
    if row.value is not None:
        return f"{format_quantity(row.value)}{row.indicator.unit} {row.get_finality_display()}"
    return f"{row.get_state_display()} {row.expected_on or row.as_typed}"


def field_label(name: str) -> str:
    return str(ProgressUpdate._meta.get_field(name).verbose_name)


def compared_texts(update: ProgressUpdate) -> list[tuple]:
    """Return (label, runs of the corrected text, runs of the correction), without what is empty on both sides."""
    before, now = update_content(update.corrects), update_content(update)
    names = [*now, *(name for name in before if name not in now)]
    return [
        (name, *differences(before.get(name, ""), now.get(name, "")))
        for name in names
        if before.get(name) or now.get(name)
    ]


def typed_texts(form) -> list[tuple]:
    """Return (label, text) of the texts a form holds, to be kept when they cannot be stored."""
    return [(field_label(name), form.data.get(name)) for name in KEPT_TEXTS if form.data.get(name)]
