from django.urls import path

from . import views
from .sheet import overview_sheet, overview_sheet_word
from .views import overview_behind

urlpatterns = [
    path("", views.overview, name="overview"),
    path("sheet/", overview_sheet, name="overview_sheet"),
    path("sheet/word/", overview_sheet_word, name="overview_sheet_word"),
    path("behind/<slug:what>/", overview_behind, name="overview_behind"),
]
