"""Addresses of the plan room: the list of all years stands above any plan, the steps of one below its key."""

from django.urls import path

from . import beginnings, views

urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", beginnings.plans_new, name="plans_new"),
    path("new/files/", beginnings.plans_files, name="plans_files"),
    path("<slug:plan>/", views.plans_checklist, name="plans_checklist"),
]
