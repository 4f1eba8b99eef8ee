from django.urls import path

from . import issued, views, word

urlpatterns = [
    path("", views.bulletin_list, name="bulletins"),
    path("<str:period>/", views.bulletins_preview, name="bulletins_preview"),
    path("<str:period>/pdf/", views.bulletins_pdf, name="bulletins_pdf"),
    path("<str:period>/word/", word.bulletins_word, name="bulletins_word"),
    path("<str:period>/word/back/", word.bulletins_word_back, name="bulletins_word_back"),
    path("<str:period>/page/<int:page>/", views.bulletins_page, name="bulletins_page"),
    path("<str:period>/save/", views.bulletins_save, name="bulletins_save"),
    path("<str:period>/issue/", views.bulletins_issue, name="bulletins_issue"),
    path("issued/<int:pk>/", issued.bulletins_issue_page, name="bulletins_issue_page"),
    path("issued/<int:pk>/pdf/", issued.bulletins_issued, name="bulletins_issued"),
    path("issued/<int:pk>/page/<int:page>/", issued.bulletins_issued_page, name="bulletins_issued_page"),
    path("issued/<int:pk>/data/", issued.bulletins_issued_data, name="bulletins_issued_data"),
    path("issued/<int:pk>/archive/", issued.bulletins_issued_archive, name="bulletins_issued_archive"),
    path("issued/<int:pk>/word/", word.bulletins_issued_word, name="bulletins_issued_word"),
]
