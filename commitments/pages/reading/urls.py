from django.urls import path

from . import views

urlpatterns = [
    path("", views.reading, name="reading"),
    path("text/", views.reading_text, name="reading_text"),
    path("accept/", views.reading_accept, name="reading_accept"),
]
