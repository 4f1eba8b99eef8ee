"""Figures as a page shows them: quantities, shares in percent, gaps in points, days; and the bar that shows a share."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rules.quantity import format_quantity

TENTH, HUNDREDTH, HUNDRED = Decimal("0.1"), Decimal("0.01"), Decimal(100)
HATCHED = ("yellow", "red")
BAR = (
    '<svg class="bar{}" role="img" aria-label="{}"><rect class="track" width="100%" height="100%"/>'
    '<rect class="fill" width="{}%" height="100%"/>{}<rect class="plan" x="{}%" width="2" height="100%"/></svg>'
)
GAP = '<rect class="ht" x="{}%" width="{}%" height="100%" fill="url(#h-{})"/>'


def quantity(value) -> str:
    """Return a figure with thousands separators and a real minus: 10,000, −4.5; "" without one."""
    return "" if value is None else format_quantity(Decimal(value)).replace("-", "−")


def percent(value) -> str:
    """Return a share in percent with one decimal, rounded half up: 66.9%; "" without one."""
    return "" if value is None else f"{value.quantize(TENTH, ROUND_HALF_UP)}%".replace("-", "−")


def share_exactly(value) -> str:
    """Return a planned share as exactly as needed: 70%, 33.33%."""
    return "" if value is None else f"{quantity(value.quantize(HUNDREDTH, ROUND_HALF_UP))}%"


def points(value) -> str:
    """Return a gap with its sign and one decimal: +10.4, −8.0; an exact zero is ±0.0."""
    if value is None:
        return ""
    if value == 0:
        return "±0.0"
    return f"{'+' if value > 0 else '−'}{abs(value).quantize(TENTH, ROUND_HALF_UP)}"


def signed_quantity(value) -> str:
    """Return a change with its sign: +8,450, −120, ±0."""
    if value == 0:
        return "±0"
    return f"{'+' if value > 0 else '−'}{format_quantity(abs(value))}"


def days_left(day, today) -> str:
    """Return how far off a day lies: today, 1 day left, 68 days left."""
    days = (day - today).days
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days} if days else _("today")


def bar(attained, expected, lamp="", met=False):
    """Return the bar of a share with its planned marker, the shortfall hatched in the lamp's colour."""
    words = _("%(attained)s complete, %(expected)s planned") % {
        "attained": percent(attained), "expected": percent(expected),
    }  # fmt: skip
    # Values come from Decimal figures alone, and words from the catalogue: cheaper than escaping each.
    filled, planned = clamped(attained), clamped(expected)
    gap = GAP.format(filled, planned - filled, lamp) if lamp in HATCHED and planned > filled else ""
    return mark_safe(BAR.format(" met" if met else "", words, filled, gap, planned))  # noqa: S308


def late_words(days: int) -> str:
    """Return how late something is: 1 day late, 3 days late."""
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def clamped(value: Decimal) -> Decimal:
    return max(Decimal(0), min(HUNDRED, value))


def icon(name: str):
    """Return an icon of the page's symbols."""
    return format_html('<svg class="ic" aria-hidden="true"><use href="#i-{}"/></svg>', name)
