from django.urls import path

from . import confirming, views

urlpatterns = [
    path("", views.index, name="path"),
    path("confirm/", confirming.confirm, name="path_confirm"),
    path("<str:code>/", views.edit, name="path_edit"),
    path("<str:code>/preview/", views.preview, name="path_preview"),
    path("<str:code>/save/", views.save, name="path_save"),
]
