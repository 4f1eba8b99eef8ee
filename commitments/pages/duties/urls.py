"""Addresses of the room of duties 分工."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.duties, name="duties"),
    path("set/", views.duties_set, name="duties_set"),
    path("confirm/", views.duties_confirm, name="duties_confirm"),
]
