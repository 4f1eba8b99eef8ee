"""Addresses of the room of handovers 移交."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.handover, name="handover"),
    path("decide/", views.handover_decide, name="handover_decide"),
    path("<int:pk>/withdraw/", views.handover_withdraw, name="handover_withdraw"),
]
