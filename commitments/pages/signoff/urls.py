from django.urls import path

from . import views

urlpatterns = [
    path("", views.signoff, name="signoff"),
    path("<int:pk>/sign/", views.sign, name="signoff_sign"),
    path("<int:pk>/back/", views.back, name="signoff_back"),
]
