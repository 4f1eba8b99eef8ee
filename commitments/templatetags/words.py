"""Words made at the edge: verdicts in a sentence, and Chinese marks in full width."""

from django import template
from django.utils.translation import get_language

from ..documents import explanation_lines, judgement_words
from ..documents.judgement_words import verdict_words
from ..documents.typesetting import full_width, missing_characters

register = template.Library()
register.filter(verdict_words)


@register.filter
def fullwidth(text: str) -> str:
    """Return the text with half-width marks among Chinese characters in full width; for display only."""
    return full_width(text) if text else text


@register.filter
def unprintable(text) -> str:
    """Return the characters of a typed text that no paper can print; what GB 2312 has, every Chinese font covers."""
    try:
        (text or "").encode("gb2312")
    except UnicodeEncodeError:
        return missing_characters(text)
    return ""


@register.filter
def with_code_points(characters: str) -> str:
    """Return characters that screens may not have either, each with its number: 𫛭 U+2B6ED."""
    return " ".join(f"{each} U+{ord(each):04X}" for each in characters)


@register.simple_tag
def space() -> str:
    """Return what stands between words and between sentences: a space, which Chinese does without."""
    return " " if get_language() == "en" else ""


@register.filter
def explanation_text(explanation) -> str:
    """Return the calculation of one component (rules.explanation.Explanation) in a sentence."""
    return judgement_words.explanation_sentence(explanation)


@register.filter
def explanation_steps(explanation) -> list[str]:
    """Return the calculation of one component line by line."""
    return explanation_lines.explanation_lines(explanation)
