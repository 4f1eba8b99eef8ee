"""Addresses of the plan room: the list of all years stands above any plan, the steps of one below its key."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.plans, name="plans"),
    path("<slug:plan>/", views.plans_checklist, name="plans_checklist"),
]
