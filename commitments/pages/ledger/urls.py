from django.urls import path

from . import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("xlsx/", views.workbook, name="ledger_xlsx"),
    path("csv/", views.separated, name="ledger_csv"),
]
