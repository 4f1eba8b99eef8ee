"""Words made at the edge: verdicts in a sentence, and Chinese marks in full width."""

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..choices import Lamp, Reason
from ..documents import explanation_lines, judgement_words
from ..documents.judgement_words import ceiling_words, gap_words, rate_words
from ..documents.typesetting import full_width

register = template.Library()


@register.filter
def fullwidth(text: str) -> str:
    """Return the text with half-width marks among Chinese characters in full width; for display only."""
    return full_width(text) if text else text


@register.simple_tag
def space() -> str:
    """Return what stands between words and between sentences: a space, which Chinese does without."""
    return " " if get_language() == "en" else ""


@register.filter
def verdict_words(verdict) -> str:
    """Return why a lamp burns, with its figure: 8 points behind schedule; a verdict or one of its components."""
    if verdict.lamp == Lamp.GREY or verdict.reason in (Reason.DEPARTMENT_SAYS, Reason.NOT_YET_PLANNED):
        return str(Reason(verdict.reason).label)
    component = getattr(verdict, "deciding", None) or verdict
    unit = getattr(component, "unit", "")
    if component.short_by is not None:
        return rate_words(component.short_by, unit)
    if component.over_by is not None:
        at_limit = not component.over_by and verdict.reason == Reason.EXCEEDED
        return _("at the limit, not below it") if at_limit else ceiling_words(component.over_by, unit)
    if component.late_days is not None and component.late_days > 0 and verdict.lamp != Lamp.DONE:
        return ngettext("%(n)d day late", "%(n)d days late", component.late_days) % {"n": component.late_days}
    return gap_words(verdict.gap) if verdict.gap is not None else str(Reason(verdict.reason).label)


@register.filter
def explanation_text(explanation) -> str:
    """Return the calculation of one component (rules.explanation.Explanation) in a sentence."""
    return judgement_words.explanation_sentence(explanation)


@register.filter
def explanation_steps(explanation) -> list[str]:
    """Return the calculation of one component line by line."""
    return explanation_lines.explanation_lines(explanation)
