from django.urls import path

from . import views

urlpatterns = [path("", views.lamps, name="lamps")]
