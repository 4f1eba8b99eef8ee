"""The office's own lamp, set or lifted at any time: rows are only added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import Lamp
from .commitment import Commitment
from .lists import LedgerQuerySet
from .progress import ProgressUpdate


class Overrule(models.Model):
    """The office's lamp from the day `valid_from` on; no lamp: the office's lamp is lifted, the computed one counts.

    It stands for the data it was set on: until a newer row, or until a report other than `update` counts.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="overrules", verbose_name=_("commitment"))
    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overrules",
        verbose_name=_("based on update"),
    )
    lamp = models.CharField(_("office's lamp"), max_length=10, choices=Lamp, blank=True)
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    valid_from = models.DateField(_("valid from"))
    recorded = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("office's lamp")
        ordering = ("commitment", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="overrule_with_reason",
                violation_error_message=_("Give a reason for the office's own lamp."),
            ),
            models.CheckConstraint(
                condition=~Q(lamp=Lamp.GREY),
                name="overrule_says_something",
                violation_error_message=_("The office's lamp is never pending; lift it instead."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.valid_from} {self.lamp or '—'}"
