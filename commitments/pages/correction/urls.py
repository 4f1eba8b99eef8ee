from django.urls import path

from . import views

urlpatterns = [
    path("read/", views.correction_read, name="correction_read"),
    path("<int:pk>/", views.correction, name="correction"),
    path("<int:pk>/start/", views.correction_start, name="correction_start"),
    path("<int:pk>/save/", views.correction_save, name="correction_save"),
    path("<int:pk>/send/", views.correction_send, name="correction_send"),
    path("<int:pk>/drop/", views.correction_drop, name="correction_drop"),
    path("<int:pk>/withdraw/", views.correction_withdraw, name="correction_withdraw"),
]
