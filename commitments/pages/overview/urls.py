from django.urls import path

from . import views
from .behind import behind

urlpatterns = [
    path("", views.overview, name="overview"),
    path("behind/<slug:what>/", behind, name="overview_behind"),
]
