from django.urls import path

from . import milestones, office, views
from .card import commitment_card, commitment_card_word

urlpatterns = [
    path("<str:code>/", views.commitment, name="commitment"),
    path("<str:code>/card/", commitment_card, name="commitment_card"),
    path("<str:code>/card/word/", commitment_card_word, name="commitment_card_word"),
    path("<str:code>/history/", views.commitment_history, name="commitment_history"),
    path("<str:code>/why/", views.commitment_why, name="commitment_why"),
    path("<str:code>/lamp/", office.commitment_overrule, name="commitment_overrule"),
    path("<str:code>/milestone/", milestones.commitment_milestone, name="commitment_milestone"),
    path("<str:code>/withdraw/", office.commitment_withdraw, name="commitment_withdraw"),
    path("<str:code>/lamp/lift/", office.commitment_lift, name="commitment_lift"),
]
