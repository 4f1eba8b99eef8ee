from django.urls import path

from . import views

urlpatterns = [
    path("", views.waiting_list, name="waiting"),
    path("late/", views.waiting_late, name="waiting_late"),
    path("late/list/", views.waiting_behind, name="waiting_behind"),
]
