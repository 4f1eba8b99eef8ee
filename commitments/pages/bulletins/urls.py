from django.urls import path

from . import views, word

urlpatterns = [
    path("", views.bulletin_list, name="bulletins"),
    path("<str:period>/", views.bulletins_preview, name="bulletins_preview"),
    path("<str:period>/pdf/", views.bulletins_pdf, name="bulletins_pdf"),
    path("<str:period>/word/", word.bulletins_word, name="bulletins_word"),
    path("<str:period>/page/<int:page>/", views.bulletins_page, name="bulletins_page"),
    path("<str:period>/issue/", views.bulletins_issue, name="bulletins_issue"),
    path("issued/<int:pk>/pdf/", views.bulletins_issued, name="bulletins_issued"),
    path("issued/<int:pk>/word/", word.bulletins_issued_word, name="bulletins_issued_word"),
]
