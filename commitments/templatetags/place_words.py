"""Words that are the place's own: what its leaders and its level are called."""

from django import template

from ..models import Place

register = template.Library()


@register.filter
def role_words(role: str) -> str:
    return Place.objects.here().role_words(role)


@register.filter
def level_words(level: str) -> str:
    return Place.objects.here().level_words(level)
