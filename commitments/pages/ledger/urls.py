from django.urls import path

from . import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("xlsx/", views.ledger_xlsx, name="ledger_xlsx"),
    path("csv/", views.ledger_csv, name="ledger_csv"),
    path("pdf/", views.ledger_paper, name="ledger_paper"),
]
