"""Words of the record: periods, history entries and the odd figure of a comparison."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ..documents.history_words import history_words
from ..documents.period_words import period_text, periods_text
from ..pages.figures_shown import quantity, signed_quantity

register = template.Library()
register.filter(signed_quantity)
register.filter(history_words)
register.filter(period_text)
register.filter(periods_text)


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
