from django.urls import path

from . import views

urlpatterns = [
    path("", views.trajectory_list, name="trajectory"),
    path("confirm/", views.trajectory_confirm, name="trajectory_confirm"),
    path("<str:code>/", views.trajectory_edit, name="trajectory_edit"),
    path("<str:code>/preview/", views.trajectory_preview, name="trajectory_preview"),
    path("<str:code>/save/", views.trajectory_save, name="trajectory_save"),
]
