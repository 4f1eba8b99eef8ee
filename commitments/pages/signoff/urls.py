from django.urls import path

from . import delegation, views

urlpatterns = [
    path("", views.signoff, name="signoff"),
    path("all/", views.signoff_all, name="signoff_all"),
    path("delegate/", delegation.signoff_delegate, name="signoff_delegate"),
    path("<int:pk>/revoke/", delegation.signoff_revoke, name="signoff_revoke"),
    path("<int:pk>/sign/", views.signoff_sign, name="signoff_sign"),
    path("<int:pk>/back/", views.signoff_back, name="signoff_back"),
]
