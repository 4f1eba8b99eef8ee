from django.urls import path

from . import holidays, layout, views

urlpatterns = [
    path("", views.index, name="periods"),
    path("layout/", layout.layout, name="periods_layout"),
    path("layout/apply/", layout.apply, name="periods_layout_apply"),
    path("holidays/take-in/", holidays.take_in, name="periods_take_in"),
    path("holidays/day/", holidays.set_day, name="periods_day"),
    path("holidays/remove/", holidays.remove_day, name="periods_day_remove"),
    path("holidays/due-days/", holidays.move_due_days, name="periods_move"),
    path("<str:period>/", views.sheet, name="periods_sheet"),
    path("<str:period>/open/", views.open_period, name="periods_open"),
    path("<str:period>/close/", views.close_period, name="periods_close"),
    path("<str:period>/reopen/", views.reopen, name="periods_reopen"),
    path("<str:period>/due/", views.change_due, name="periods_due"),
    path("<str:period>/extend/", views.extend, name="periods_extend"),
]
