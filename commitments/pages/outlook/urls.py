from django.urls import path

from . import pack, views

urlpatterns = [
    path("", views.likely, name="outlook"),
    path("last-year/", views.last_year, name="outlook_last_year"),
    path("year-end/", views.at_year_end, name="outlook_year_end"),
    path("year-end/pdf/", pack.pdf, name="outlook_pack"),
    path("year-end/xlsx/", pack.spreadsheet, name="outlook_pack_sheet"),
]
