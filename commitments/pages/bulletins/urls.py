from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="bulletins"),
    path("<str:period>/", views.preview, name="bulletins_preview"),
    path("<str:period>/pdf/", views.draft_pdf, name="bulletins_pdf"),
    path("<str:period>/page/<int:page>/", views.page_image, name="bulletins_page"),
    path("<str:period>/issue/", views.issue, name="bulletins_issue"),
    path("issued/<int:pk>/pdf/", views.issued_pdf, name="bulletins_issued"),
]
