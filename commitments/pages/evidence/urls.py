from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/", views.evidence_file, name="evidence_file"),
    path("<int:pk>/withdraw/", views.evidence_withdraw, name="evidence_withdraw"),
    path("contribution/<int:pk>/attach/", views.evidence_contribution, name="evidence_contribution"),
    path("<str:code>/attach/", views.evidence_attach, name="evidence_attach"),
]
