"""A correction beside the text it corrects: every field on both sides, what differs marked."""

from ...models import Evidence, ProgressUpdate
from ...rules.differences import differences
from ...rules.quantity import format_quantity
from ...workflow.reporting import TEXTS


def content(update: ProgressUpdate) -> dict[str, str]:
    """Return label → text of everything an update says, in the order of the form."""
    rows = {row.indicator.name: figure_text(row) for row in update.observations.select_related("indicator")}
    reached = update.milestones_reached.select_related("milestone")
    rows |= {str(row.milestone): str(row.reached) for row in reached}
    rows |= {label("cutoff"): str(update.cutoff)}
    if update.forecast is not None:
        rows[label("forecast")] = format_quantity(update.forecast)
    rows[label("self_lamp")] = str(update.get_self_lamp_display())
    rows |= {label(name): getattr(update, name) for name in TEXTS}
    files = "、".join(Evidence.objects.standing().behind(update).values_list("name", flat=True))
    return rows | ({str(Evidence._meta.verbose_name): files} if files else {})


def figure_text(row) -> str:
    """Return an observation's figure with its unit, or what stands instead."""
    if row.value is not None:
        return f"{format_quantity(row.value)}{row.indicator.unit} {row.get_finality_display()}"
    return f"{row.get_state_display()} {row.expected_on or row.as_typed}"


def label(name: str) -> str:
    return str(ProgressUpdate._meta.get_field(name).verbose_name)


def beside(update: ProgressUpdate) -> list[tuple]:
    """Return (label, runs of the corrected text, runs of the correction), without what is empty on both sides."""
    before, now = content(update.corrects), content(update)
    names = [*now, *(name for name in before if name not in now)]
    return [
        (name, *differences(before.get(name, ""), now.get(name, "")))
        for name in names
        if before.get(name) or now.get(name)
    ]


def typed(form) -> list[tuple]:
    """Return (label, text) of the texts a form holds, to be kept when they cannot be stored."""
    return [(label(name), form.data.get(name)) for name in ("correction_reason", *TEXTS) if form.data.get(name)]
