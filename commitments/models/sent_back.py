"""A report handed back inside its department."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet
from .progress import ProgressUpdate


class SentBack(models.Model):
    """A time an approver handed an update back: by whom, why, and what the update `said` then.

    What the office returns stays as a revision of its own; what is handed back before is written over.
    """

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="sent_back", verbose_name=_("update"))
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    at = models.DateTimeField(_("handed back at"))
    note = models.TextField(_("note"), max_length=500)
    said = models.JSONField(_("what it said"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("report handed back")
        ordering = ("update", "pk")

    def __str__(self):
        return f"{self.update_id} {self.at:%Y-%m-%d %H:%M}"
