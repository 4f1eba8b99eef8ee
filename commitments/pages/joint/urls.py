from django.urls import path

from . import settling, views

urlpatterns = [
    path("", views.joint, name="joint"),
    path("read/", views.read, name="joint_read"),
    path("ask/", settling.ask, name="joint_ask"),
    path("<int:pk>/save/", views.save, name="joint_save"),
    path("<int:pk>/file/", views.file, name="joint_file"),
    path("<int:pk>/withdraw/", settling.withdraw, name="joint_withdraw"),
    path("<int:pk>/take/", settling.take, name="joint_take"),
    path("<int:pk>/return/", settling.give_back, name="joint_return"),
    path("<int:pk>/cancel/", settling.cancel, name="joint_cancel"),
]
