"""Words of the record: periods, history entries and the odd figure of a comparison."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import Lamp
from ..rules.quantity import format_quantity

register = template.Library()

QUARTERS = {
    "1": gettext_lazy("first quarter"), "2": gettext_lazy("second quarter"), "3": gettext_lazy("third quarter"),
    "4": gettext_lazy("fourth quarter"),
}  # fmt: skip
ACTS = {
    "plan_loaded": gettext_lazy("loaded the plan"),
    "plan_open": gettext_lazy("opened the plan"),
    "baseline_waive": gettext_lazy("waived a baseline"),
    "update_send_to_sign": gettext_lazy("sent the update to sign-off"),
    "update_submit": gettext_lazy("submitted the update"),
    "update_sign": gettext_lazy("signed the update off"),
    "update_send_back": gettext_lazy("sent the update back"),
    "update_withdraw": gettext_lazy("withdrew the update"),
    "update_approve": gettext_lazy("approved the update"),
    "update_return": gettext_lazy("returned the update"),
    "evidence_withdraw": gettext_lazy("withdrew evidence"),
    "part_ask": gettext_lazy("asked for parts"),
    "part_file": gettext_lazy("filed a part"),
    "part_withdraw": gettext_lazy("took a part back"),
    "part_take_over": gettext_lazy("took a part over"),
    "part_return": gettext_lazy("returned a part"),
    "part_cancel": gettext_lazy("asked no longer for a part"),
    "delegation_give": gettext_lazy("delegated signing off"),
    "delegation_revoke": gettext_lazy("revoked a delegation"),
    "update_correct": gettext_lazy("started a correction"),
    "update_drop": gettext_lazy("gave the correction up"),
    "lamp_overrule": gettext_lazy("set the office's lamp"),
    "lamp_lift": gettext_lazy("lifted the office's lamp"),
    "thresholds_change": gettext_lazy("changed the thresholds"),
    "commitment_withdraw": gettext_lazy("withdrew the commitment"),
    "path_set": gettext_lazy("set the planned path"),
    "path_change": gettext_lazy("changed the planned path"),
    "path_confirm": gettext_lazy("confirmed the planned path"),
    "period_open": gettext_lazy("opened the period"),
    "period_close": gettext_lazy("closed the period"),
    "period_reopen": gettext_lazy("reopened the period"),
    "period_due": gettext_lazy("moved the due day"),
    "period_extend": gettext_lazy("gave more time"),
    "periods_lay_out": gettext_lazy("laid out the year"),
    "holidays_taken_in": gettext_lazy("took in the published calendar"),
    "holiday_add": gettext_lazy("entered a day in the table of holidays"),
    "holiday_change": gettext_lazy("changed a day in the table of holidays"),
    "holiday_remove": gettext_lazy("removed a day from the table of holidays"),
    "stockreason_add": gettext_lazy("added a stock reason"),
    "stockreason_change": gettext_lazy("changed a stock reason"),
    "stockreason_ship": gettext_lazy("set up the first stock reasons"),
    "bulletin_issue": gettext_lazy("issued the bulletin"),
}


@register.filter
def period(code: str, form: str = "") -> str:
    """Return a period code in words: third quarter; with form "full" the year before it."""
    year, _dash, part = code.partition("-")
    words = str(QUARTERS[part[1]]) if part[:1] == "Q" and part[1:] in QUARTERS else _("month %(m)s") % {"m": part}
    return _("%(part)s of %(year)s") % {"part": words, "year": year} if form == "full" else words


@register.filter
def history_words(entry) -> str:
    """Return who did what of a history entry, with the period it concerned."""
    act = ACTS.get(entry.action, entry.action)
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
def signed_quantity(value) -> str:
    """Return a change with its sign: +8,450, −120, ±0."""
    if value == 0:
        return "±0"
    return f"{'+' if value > 0 else '−'}{format_quantity(abs(value))}"


@register.filter
def absolute(value):
    return abs(value)


@register.filter
def whole_percent(value) -> str:
    """Return a share without decimals, rounded half up: 164%."""
    return f"{value.quantize(Decimal(1), ROUND_HALF_UP)}%"


@register.filter
def last_value(points):
    """Return the value of the last (day, value)."""
    return points[-1][1]


@register.simple_tag
def lamp_mark(code: str):
    """Return a lamp's mark alone, where its word stands beside."""
    return format_html('<svg class="mk {}" aria-hidden="true"><use href="#m-{}"/></svg>', code, code)
