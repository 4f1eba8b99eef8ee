from django.urls import path

from . import views
from .behind import behind
from .sheet import sheet

urlpatterns = [
    path("", views.overview, name="overview"),
    path("sheet/", sheet, name="overview_sheet"),
    path("behind/<slug:what>/", behind, name="overview_behind"),
]
