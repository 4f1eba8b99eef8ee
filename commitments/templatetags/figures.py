"""Figures in templates, as pages.figures_shown has them."""

from django import template

from ..pages.figures_shown import bar, days_left, distance, icon, late_words, percent, points, quantity, share_exactly

register = template.Library()

for shown in (quantity, percent, share_exactly, points, distance, days_left):
    register.filter(shown)
for shown in (bar, icon, late_words):
    register.simple_tag(shown)
