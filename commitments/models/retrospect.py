"""What a report tells of the year gone by, beside the plan it leads to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet
from .plan import Plan


class Retrospect(models.Model):
    """The part of a plan's report on the year gone by, word for word; last year's figures are found in it.

    It has a table of its own because every page reads the plan and hardly one this text.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="retrospect", verbose_name=_("plan"))
    text = models.TextField(_("text"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("report on the year gone by")
        ordering = ("plan",)

    def __str__(self):
        return f"{self.plan_id}"
