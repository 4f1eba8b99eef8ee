"""Addresses of the room of papers 公文."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.papers, name="papers"),
    path("plan/", views.papers_plan, name="papers_plan"),
    path("department/<str:period>/<slug:department>/", views.papers_department, name="papers_department"),
]
