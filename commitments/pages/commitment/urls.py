from django.urls import path

from . import overruling, views, withdrawing
from .card import card

urlpatterns = [
    path("<str:code>/", views.commitment, name="commitment"),
    path("<str:code>/card/", card, name="commitment_card"),
    path("<str:code>/history/", views.history, name="commitment_history"),
    path("<str:code>/why/", views.why, name="commitment_why"),
    path("<str:code>/lamp/", overruling.overrule, name="commitment_overrule"),
    path("<str:code>/withdraw/", withdrawing.withdraw, name="commitment_withdraw"),
    path("<str:code>/lamp/lift/", overruling.lift, name="commitment_lift"),
]
