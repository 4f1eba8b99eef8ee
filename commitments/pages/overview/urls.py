from django.urls import path

from . import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("behind/<slug:what>/", views.behind, name="overview_behind"),
]
