from django.urls import path

from . import holidays, layout, views

urlpatterns = [
    path("", views.period_list, name="periods"),
    path("layout/", layout.periods_layout, name="periods_layout"),
    path("layout/apply/", layout.periods_layout_apply, name="periods_layout_apply"),
    path("holidays/take-in/", holidays.periods_take_in, name="periods_take_in"),
    path("holidays/day/", holidays.periods_day, name="periods_day"),
    path("holidays/remove/", holidays.periods_day_remove, name="periods_day_remove"),
    path("holidays/due-days/", holidays.periods_move, name="periods_move"),
    path("<str:period>/", views.periods_sheet, name="periods_sheet"),
    path("<str:period>/open/", views.periods_open, name="periods_open"),
    path("<str:period>/close/", views.periods_close, name="periods_close"),
    path("<str:period>/reopen/", views.periods_reopen, name="periods_reopen"),
    path("<str:period>/due/", views.periods_due, name="periods_due"),
    path("<str:period>/extend/", views.periods_extend, name="periods_extend"),
]
