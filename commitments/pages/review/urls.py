from django.urls import path

from . import bulk, decisions, reasons, views

urlpatterns = [
    path("", views.review_queue, name="review"),
    path("<int:pk>/approve/", decisions.review_approve, name="review_approve"),
    path("<int:pk>/return/", decisions.review_return, name="review_return"),
    path("undo/<uuid:press>/", decisions.review_undo, name="review_undo"),
    path("held/", decisions.review_held, name="review_held"),
    path("all/<slug:department>/", bulk.review_bulk, name="review_bulk"),
    path("reasons/", reasons.review_reasons, name="review_reasons"),
    path("reasons/add/", reasons.review_reason_add, name="review_reason_add"),
    path("reasons/<int:pk>/", reasons.review_reason, name="review_reason"),
]
