"""Words of the record: periods, history entries and the odd figure of a comparison."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import Lamp
from ..models.acts import act_words
from ..pages.figures_shown import quantity, signed_quantity

register = template.Library()
register.filter(signed_quantity)

QUARTERS = {
    "1": gettext_lazy("first quarter"), "2": gettext_lazy("second quarter"), "3": gettext_lazy("third quarter"),
    "4": gettext_lazy("fourth quarter"),
}  # fmt: skip


@register.filter
def period_text(code: str, form: str = "") -> str:
    """Return a period code in words: third quarter; with form "full" the year before it."""
    year, _dash, part = code.partition("-")
    words = str(QUARTERS[part[1]]) if part[:1] == "Q" and part[1:] in QUARTERS else _("month %(m)s") % {"m": part}
    return _("%(part)s of %(year)s") % {"part": words, "year": year} if form == "full" else words


@register.filter
def gain_words(gain, unit: str) -> str:
    """Return what a cumulative figure means: 140根 more this quarter, 2,480根 more in the last quarter."""
    said = {"by": f"{quantity(abs(gain.by))}{unit}", "since": period_text(gain.since or gain.period)}
    fell, monthly = gain.by < 0, "Q" not in gain.period
    if gain.since:
        words = _("%(by)s less than in the %(since)s") if fell else _("%(by)s more than in the %(since)s")
        return words % said
    if monthly:
        words = _("%(by)s less this month") if fell else _("%(by)s more this month")
    else:
        words = _("%(by)s less this quarter") if fell else _("%(by)s more this quarter")
    if gain.last is None:
        return words % said
    last = _(", %(by)s more last month") if monthly else _(", %(by)s more last quarter")
    return words % said + last % {"by": f"{quantity(gain.last)}{unit}"}


@register.filter
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


@register.filter
def absolute(value):
    return abs(value)


@register.filter
def last_value(points):
    """Return the value of the last (day, value)."""
    return points[-1][1]


@register.simple_tag
def lamp_mark(code: str):
    """Return a lamp's mark alone, where its word stands beside."""
    return format_html('<svg class="mk {}" aria-hidden="true"><use href="#m-{}"/></svg>', code, code)
