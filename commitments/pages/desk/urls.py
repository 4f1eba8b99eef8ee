from django.urls import path

from . import paste, sheet, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("read/", views.desk_read, name="desk_read"),
    path("send/", views.desk_send_all, name="desk_send_all"),
    path("paste/", paste.desk_paste, name="desk_paste"),
    path("paste/apply/", paste.desk_paste_apply, name="desk_paste_apply"),
    path("sheet/", sheet.desk_sheet, name="desk_sheet"),
    path("sheet/look/", sheet.desk_sheet_look, name="desk_sheet_look"),
    path("sheet/apply/", sheet.desk_sheet_apply, name="desk_sheet_apply"),
    path("<int:pk>/withdraw/", views.desk_withdraw, name="desk_withdraw"),
    path("<str:code>/save/", views.desk_save, name="desk_save"),
    path("<str:code>/send/", views.desk_send, name="desk_send"),
]
