from django.urls import path

from . import views

urlpatterns = [
    path("", views.breakdown, name="breakdown"),
    path("look/", views.breakdown_look, name="breakdown_look"),
    path("forget/", views.breakdown_forget, name="breakdown_forget"),
    path("write/", views.breakdown_write, name="breakdown_write"),
]
