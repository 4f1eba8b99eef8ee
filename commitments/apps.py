"""The application's configuration."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from .checks import known_databases


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Commitments")

    def ready(self):
        from .models.own_words import speak_own_words

        checks.register(known_databases)
        speak_own_words()
