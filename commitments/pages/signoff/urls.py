from django.urls import path

from . import delegation, signing, views

urlpatterns = [
    path("", views.signoff, name="signoff"),
    path("all/", signing.signoff_all, name="signoff_all"),
    path("undo/<uuid:press>/", signing.signoff_undo, name="signoff_undo"),
    path("held/", signing.signoff_held, name="signoff_held"),
    path("delegate/", delegation.signoff_delegate, name="signoff_delegate"),
    path("<int:pk>/revoke/", delegation.signoff_revoke, name="signoff_revoke"),
    path("<int:pk>/sign/", signing.signoff_sign, name="signoff_sign"),
    path("<int:pk>/back/", signing.signoff_back, name="signoff_back"),
]
