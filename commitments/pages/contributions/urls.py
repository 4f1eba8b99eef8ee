from django.urls import path

from . import settlement, views

urlpatterns = [
    path("", views.contribution_list, name="contributions"),
    path("read/", views.contributions_read, name="contributions_read"),
    path("ask/", settlement.contributions_ask, name="contributions_ask"),
    path("<int:pk>/save/", views.contributions_save, name="contributions_save"),
    path("<int:pk>/file/", views.contributions_file, name="contributions_file"),
    path("<int:pk>/withdraw/", settlement.contributions_withdraw, name="contributions_withdraw"),
    path("<int:pk>/take/", settlement.contributions_take, name="contributions_take"),
    path("<int:pk>/return/", settlement.contributions_return, name="contributions_return"),
    path("<int:pk>/cancel/", settlement.contributions_cancel, name="contributions_cancel"),
]
