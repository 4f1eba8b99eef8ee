from django.urls import path

from . import views

urlpatterns = [
    path("", views.place, name="place"),
    path("set/", views.place_set, name="place_set"),
]
