"""Reference data and accounts for those whose duty they are; workflow rows to look at, never to change."""

from django.contrib import admin

from . import accounts, place, plans, records, round, targets  # noqa: F401 - importing them registers what they hold
from .site import site

# The project's addresses ask django.contrib.admin for the site; they get the one that asks for a role.
admin.site = site
