"""What was handed back before it is written over: a report inside its department, a contribution by the lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .contribution import Contribution
from .lists import LedgerQuerySet
from .progress import ProgressUpdate


class SentBack(models.Model):
    """A time an approver handed an update back, or a lead a contribution: by whom, why, and what it `said` then.

    What the office returns stays as a revision of its own; what is handed back before is written over.
    """

    update = models.ForeignKey(
        ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="sent_back", verbose_name=_("update")
    )
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="sent_back", verbose_name=_("part")
    )
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    at = models.DateTimeField(_("handed back at"))
    note = models.TextField(_("note"), max_length=500)
    said = models.JSONField(_("what it said"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("report handed back")
        ordering = ("update", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(update=None, contribution__isnull=False) | Q(update__isnull=False, contribution=None),
                name="sent_back_one_of_two",
                violation_error_message=_("Either a report is handed back or a part."),
            )
        ]

    def __str__(self):
        return f"{self.update_id or self.contribution_id} {self.at:%Y-%m-%d %H:%M}"
