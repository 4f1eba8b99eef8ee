"""Addresses of the room of papers 公文."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.papers, name="papers"),
    path("plan/", views.papers_plan, name="papers_plan"),
    path("plan/word/", views.papers_plan_word, name="papers_plan_word"),
    path("sheets/<str:period>/", views.papers_sheets, name="papers_sheets"),
    path("department/<str:period>/<slug:department>/", views.papers_department, name="papers_department"),
    path(
        "department/<str:period>/<slug:department>/word/", views.papers_department_word, name="papers_department_word"
    ),
]
