from django.urls import path

from . import views

urlpatterns = [
    path("", views.bulletin_list, name="bulletins"),
    path("<str:period>/", views.bulletins_preview, name="bulletins_preview"),
    path("<str:period>/pdf/", views.bulletins_pdf, name="bulletins_pdf"),
    path("<str:period>/page/<int:page>/", views.bulletins_page, name="bulletins_page"),
    path("<str:period>/issue/", views.bulletins_issue, name="bulletins_issue"),
    path("issued/<int:pk>/pdf/", views.bulletins_issued, name="bulletins_issued"),
]
