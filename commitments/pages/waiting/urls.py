from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="waiting"),
    path("late/", views.late, name="waiting_late"),
    path("late/list/", views.behind, name="waiting_behind"),
]
