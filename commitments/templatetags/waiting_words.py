"""Words of what waits in templates, as pages.waiting.words has them."""

from django import template

from ..pages.waiting.words import stage_word, state_word

register = template.Library()

for shown in (state_word, stage_word):
    register.filter(shown)
