from django.urls import path

from . import views

urlpatterns = [
    path("", views.lamps, name="lamps"),
    path("rule/", views.lamps_rule, name="lamps_rule"),
    path("rule/change/", views.lamps_rule_change, name="lamps_rule_change"),
]
