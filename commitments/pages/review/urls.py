from django.urls import path

from . import bulk, reasons, views

urlpatterns = [
    path("", views.queue, name="review"),
    path("<int:pk>/approve/", views.approve, name="review_approve"),
    path("<int:pk>/return/", views.give_back, name="review_return"),
    path("all/<slug:department>/", bulk.bulk, name="review_bulk"),
    path("reasons/", reasons.reasons, name="review_reasons"),
    path("reasons/add/", reasons.add, name="review_reason_add"),
    path("reasons/<int:pk>/", reasons.change, name="review_reason"),
]
