from django.urls import path

from . import rule, views

urlpatterns = [
    path("", views.lamps, name="lamps"),
    path("rule/", rule.rule, name="lamps_rule"),
    path("rule/change/", rule.change, name="lamps_rule_change"),
]
