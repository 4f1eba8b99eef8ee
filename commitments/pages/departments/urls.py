from django.urls import path

from . import views

urlpatterns = [
    path("", views.departments, name="departments"),
    path("table/", views.departments_csv, name="departments_csv"),
    path("look/", views.departments_look, name="departments_look"),
    path("write/", views.departments_write, name="departments_write"),
]
