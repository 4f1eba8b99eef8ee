from django.urls import path

from . import views

urlpatterns = [
    path("<str:code>/", views.since, name="since"),
    path("<str:code>/judge/", views.since_judge, name="since_judge"),
    path("<str:code>/above/", views.since_above, name="since_above"),
    path("<str:code>/above/drop/", views.since_above_drop, name="since_above_drop"),
]
