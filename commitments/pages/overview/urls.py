from django.urls import path

from . import views
from .sheet import overview_sheet
from .views import overview_behind

urlpatterns = [
    path("", views.overview, name="overview"),
    path("sheet/", overview_sheet, name="overview_sheet"),
    path("behind/<slug:what>/", overview_behind, name="overview_behind"),
]
