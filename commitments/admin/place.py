"""The place in the administration: the same row that the page of the place changes, with the same history."""

from django.contrib import admin

from ..models import Place
from .duties import ReferencePage
from .site import site


@admin.register(Place, site=site)
class PlacePage(ReferencePage):
    list_display = ("name", "level", "organ", "office", "leaders")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj.filled_in(), form, change)
        Place.objects.changed()
