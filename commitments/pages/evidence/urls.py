from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/", views.download, name="evidence_file"),
    path("<int:pk>/withdraw/", views.withdraw, name="evidence_withdraw"),
    path("part/<int:pk>/attach/", views.attach_to_part, name="evidence_part"),
    path("<str:code>/attach/", views.attach, name="evidence_attach"),
]
