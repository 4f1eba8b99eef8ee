from django.urls import path

from . import asides, views

urlpatterns = [
    path("", views.reading, name="reading"),
    path("text/", views.reading_text, name="reading_text"),
    path("accept/", views.reading_accept, name="reading_accept"),
    path("aside/", asides.reading_aside, name="reading_aside"),
    path("confirm/", asides.reading_confirm, name="reading_confirm"),
    path("reopen/", asides.reading_reopen, name="reading_reopen"),
]
