"""Words made at the edge: verdicts in a sentence, and Chinese marks in full width."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Lamp, Reason
from ..documents.typesetting import full_width
from .figures import HUNDREDTH, quantity

register = template.Library()

HALF_WIDTH = frozenset(",;:?!()")


@register.filter
def fullwidth(text: str) -> str:
    """Return the text with half-width marks among Chinese characters in full width; for display only."""
    return full_width(text) if text and not HALF_WIDTH.isdisjoint(text) else text


@register.filter
def verdict_words(verdict) -> str:
    """Return why a lamp burns, with its figure: 8 points behind schedule; a verdict or one of its parts."""
    if verdict.lamp == Lamp.GREY or verdict.reason in (Reason.DEPARTMENT_SAYS, Reason.NOT_YET_PLANNED):
        return str(Reason(verdict.reason).label)
    part = getattr(verdict, "deciding", None) or verdict
    if part.short_by is not None:
        return rate_words(part.short_by)
    if part.over_by is not None:
        return ceiling_words(part.over_by) if part.over_by or part.met else _("at the limit, not below it")
    if part.late_days is not None and part.late_days > 0 and verdict.lamp != Lamp.DONE:
        return ngettext("%(n)d day late", "%(n)d days late", part.late_days) % {"n": part.late_days}
    return gap_words(verdict.gap) if verdict.gap is not None else str(Reason(verdict.reason).label)


def rate_words(short_by) -> str:
    return _("%(points)s points below target") % {"points": quantity(short_by)} if short_by else _("on target")


def ceiling_words(over_by) -> str:
    return _("%(points)s points over the limit") % {"points": quantity(over_by)} if over_by else _("within the limit")


def gap_words(gap) -> str:
    """Return a gap in words: 10.4 points ahead of schedule."""
    if gap == 0:
        return _("exactly on schedule")
    words = _("%(points)s points ahead of schedule") if gap > 0 else _("%(points)s points behind schedule")
    return words % {"points": quantity(abs(gap).quantize(HUNDREDTH))}
