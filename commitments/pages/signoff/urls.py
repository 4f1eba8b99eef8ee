from django.urls import path

from . import delegating, views

urlpatterns = [
    path("", views.signoff, name="signoff"),
    path("all/", views.sign_all, name="signoff_all"),
    path("delegate/", delegating.give, name="signoff_delegate"),
    path("<int:pk>/revoke/", delegating.revoke, name="signoff_revoke"),
    path("<int:pk>/sign/", views.sign, name="signoff_sign"),
    path("<int:pk>/back/", views.back, name="signoff_back"),
]
