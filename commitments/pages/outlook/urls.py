from django.urls import path

from . import views

urlpatterns = [
    path("", views.likely, name="outlook"),
    path("last-year/", views.last_year, name="outlook_last_year"),
    path("year-end/", views.at_year_end, name="outlook_year_end"),
]
