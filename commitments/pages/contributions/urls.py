from django.urls import path

from . import settlement, views

urlpatterns = [
    path("", views.contribution_list, name="joint"),
    path("read/", views.contributions_read, name="joint_read"),
    path("ask/", settlement.contributions_ask, name="joint_ask"),
    path("<int:pk>/save/", views.contributions_save, name="joint_save"),
    path("<int:pk>/file/", views.contributions_file, name="joint_file"),
    path("<int:pk>/withdraw/", settlement.contributions_withdraw, name="joint_withdraw"),
    path("<int:pk>/take/", settlement.contributions_take, name="joint_take"),
    path("<int:pk>/return/", settlement.contributions_return, name="joint_return"),
    path("<int:pk>/cancel/", settlement.contributions_cancel, name="joint_cancel"),
]
