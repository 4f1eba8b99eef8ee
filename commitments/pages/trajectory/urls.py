from django.urls import path

from . import views

urlpatterns = [
    path("", views.trajectory_list, name="path"),
    path("confirm/", views.trajectory_confirm, name="path_confirm"),
    path("<str:code>/", views.trajectory_edit, name="path_edit"),
    path("<str:code>/preview/", views.trajectory_preview, name="path_preview"),
    path("<str:code>/save/", views.trajectory_save, name="path_save"),
]
