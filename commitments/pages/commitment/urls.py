from django.urls import path

from . import views

urlpatterns = [
    path("<str:code>/", views.commitment, name="commitment"),
    path("<str:code>/history/", views.history, name="commitment_history"),
]
