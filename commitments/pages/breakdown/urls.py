from django.urls import path

from . import views

urlpatterns = [
    path("", views.breakdown, name="breakdown"),
    path("look/", views.breakdown_look, name="breakdown_look"),
    path("write/", views.breakdown_write, name="breakdown_write"),
]
