from django.urls import path

from . import views

urlpatterns = [
    path("read/", views.read, name="correction_read"),
    path("<int:pk>/", views.correction, name="correction"),
    path("<int:pk>/start/", views.start, name="correction_start"),
    path("<int:pk>/save/", views.save, name="correction_save"),
    path("<int:pk>/send/", views.send, name="correction_send"),
    path("<int:pk>/drop/", views.drop, name="correction_drop"),
    path("<int:pk>/withdraw/", views.withdraw, name="correction_withdraw"),
]
