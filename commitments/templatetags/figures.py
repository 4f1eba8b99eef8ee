"""Figures in templates, as pages.figures_shown has them."""

from django import template

from ..pages.figures_shown import (
    bar,
    changed_figure,
    days_left,
    distance,
    icon,
    late_words,
    percent,
    points,
    quantity,
    share_exactly,
)  # fmt: skip

register = template.Library()

for shown in (quantity, percent, share_exactly, points, distance, days_left):
    register.filter(shown)
for shown in (bar, icon, late_words, changed_figure):
    register.simple_tag(shown)
