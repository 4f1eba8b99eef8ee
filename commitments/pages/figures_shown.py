"""Figures as a page shows them: quantities, shares in percent, gaps in points, days; and the bar that shows a share."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rules.quantity import format_quantity
from ..rules.shares import counted_share
from ..rules.shown import format_change, format_gap, format_points, format_share, format_share_exactly

HATCHED = ("yellow", "red")
BAR = (
    '<svg class="bar{}" role="img" aria-label="{}"><rect class="track" width="100%" height="100%"/>'
    '<rect class="fill" width="{}%" height="100%"/>{}<rect class="plan" x="{}%" width="2" height="100%"/></svg>'
)
GAP = '<rect class="ht" x="{}%" width="{}%" height="100%" fill="url(#h-{})"/>'


def quantity(value) -> str:
    """Return a figure with thousands separators and a real minus: 10,000, −4.5; "" without one."""
    return "" if value is None else format_quantity(Decimal(value))


def percent(value) -> str:
    """Return a share in percent as a column shows it: 66.94%, 62.0%; "" without one."""
    return "" if value is None else format_share(value)


def share_exactly(value) -> str:
    """Return a share in percent as a sentence tells it: 70%, 33.33%; "" without one."""
    return "" if value is None else format_share_exactly(value)


def points(value) -> str:
    """Return a gap with its sign as a column shows it: +10.4, −8.0, ±0.0; "" without one."""
    return "" if value is None else format_gap(value)


def changed_figure(changed) -> str:
    """Return in a sentence that a figure of last year is another one by now (judgement.figures_changed)."""
    unit, name = changed.target.indicator.unit, changed.target.indicator.name
    said = {
        "name": name, "old": f"{quantity(changed.adopted.value)}{unit}", "day": changed.now.cutoff,
        "new": f"{quantity(changed.now.value)}{unit}",
    }  # fmt: skip
    words = _("Last year's figure of %(name)s has changed since: %(old)s adopted, %(new)s (by %(day)s) approved now.")
    return words % said


def distance(value) -> str:
    """Return a gap's size in points as a sentence tells it: 8, 4.19."""
    return format_points(value)


def signed_quantity(value) -> str:
    """Return a change with its sign: +8,450, −120, ±0."""
    return format_change(value)


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
    filled, planned = counted_share(attained), counted_share(expected)
    gap = GAP.format(filled, planned - filled, lamp) if lamp in HATCHED and planned > filled else ""
    return mark_safe(BAR.format(" met" if met else "", words, filled, gap, planned))  # noqa: S308


def late_words(days: int) -> str:
    """Return how late something is: 1 day late, 3 days late."""
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def icon(name: str):
    """Return an icon of the page's symbols."""
    return format_html('<svg class="ic" aria-hidden="true"><use href="#i-{}"/></svg>', name)
