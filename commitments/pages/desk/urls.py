from django.urls import path

from . import pasting, saving, sending, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("read/", views.read, name="desk_read"),
    path("send/", sending.send_all, name="desk_send_all"),
    path("paste/", pasting.preview, name="desk_paste"),
    path("paste/apply/", pasting.apply, name="desk_paste_apply"),
    path("<int:pk>/withdraw/", sending.withdraw, name="desk_withdraw"),
    path("<str:code>/save/", saving.save, name="desk_save"),
    path("<str:code>/send/", saving.send, name="desk_send"),
]
