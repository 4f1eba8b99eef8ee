from django.urls import path

from . import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("read/", views.read, name="desk_read"),
    path("send/", views.send_all, name="desk_send_all"),
    path("<int:pk>/withdraw/", views.withdraw, name="desk_withdraw"),
    path("<str:code>/save/", views.save, name="desk_save"),
    path("<str:code>/send/", views.send, name="desk_send"),
]
