from django.urls import path

from . import views

urlpatterns = [
    path("", views.queue, name="review"),
    path("<int:pk>/approve/", views.approve, name="review_approve"),
    path("<int:pk>/return/", views.give_back, name="review_return"),
]
