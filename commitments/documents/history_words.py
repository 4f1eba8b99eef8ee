"""Words of the history: who did what."""

from django.utils.translation import gettext as _

from ..choices import Lamp
from ..models.acts import act_words


def history_words(entry) -> str:
    """Return who did what of a history entry, with the period it concerned."""
    act = act_words(entry.action)
    if entry.after.get("deputy"):
        act = _("signed the update off in place of the approver")
    words = _("%(name)s %(act)s") % {"name": entry.actor_name, "act": act}
    if entry.action == "lamp_overrule":
        words = _("%(words)s: %(lamp)s") % {"words": words, "lamp": Lamp(entry.after["office_lamp"]).label}
    if entry.action in ("lamp_overrule", "lamp_lift") and "valid_from" in entry.after:
        return _("%(words)s, counting from %(day)s") % {"words": words, "day": entry.after["valid_from"]}
    return f"{words} {figures_words(entry)}".rstrip()


def figures_words(entry) -> str:
    """Return the figures an approval put in force."""
    figures = entry.after.get("figures", {}) if isinstance(entry.after, dict) else {}
    return ", ".join(value.rstrip("0").rstrip(".") if "." in value else value for value in figures.values())
