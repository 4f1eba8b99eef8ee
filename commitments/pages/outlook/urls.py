from django.urls import path

from . import views

urlpatterns = [
    path("", views.outlook_likely, name="outlook"),
    path("last-year/", views.outlook_last_year, name="outlook_last_year"),
    path("year-end/", views.outlook_year_end, name="outlook_year_end"),
    path("year-end/pdf/", views.outlook_pack, name="outlook_pack"),
    path("year-end/word/", views.outlook_pack_word, name="outlook_pack_word"),
    path("year-end/xlsx/", views.outlook_pack_sheet, name="outlook_pack_sheet"),
]
