"""A held act: a sign-off or an approval that takes effect some seconds after it was pressed, and not if undone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..choices import HeldMove, Lamp
from .lists import LedgerQuerySet
from .progress import ProgressUpdate


class HeldActQuerySet(LedgerQuerySet):
    def pending(self):
        """Return what is still to take effect; the rest failed and only waits to be told."""
        return self.filter(failure="")

    def with_report(self):
        """Return the acts with whom and what they are about, the oldest first."""
        return self.select_related("by", "update__commitment__plan").order_by("pk")


class HeldAct(models.Model):
    """What somebody pressed, on which version of which report, and when: the report itself has not changed yet.

    Acts of one `press` (many signed at once) are undone together. `failure` says why it could not take effect.
    """

    update = models.ForeignKey(ProgressUpdate, models.CASCADE, related_name="held_acts", verbose_name=_("update"))
    move = models.CharField(_("move"), max_length=20, choices=HeldMove)
    by = models.ForeignKey("User", models.CASCADE, related_name="+", verbose_name=_("account"))
    press = models.UUIDField(_("press"))
    version = models.PositiveIntegerField(pgettext_lazy("of a row", "version"))
    at = models.DateTimeField(_("pressed at"))
    office_lamp = models.CharField(_("office's lamp"), max_length=10, choices=Lamp, blank=True)
    office_reason = models.TextField(_("reason for the office's lamp"), blank=True, max_length=500)
    failure = models.CharField(_("why it failed"), max_length=20, blank=True)

    objects = HeldActQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("held act")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["update"],
                condition=Q(failure=""),
                name="held_act_once_per_update",
                violation_error_message=_("This report is being decided already."),
            )
        ]

    def __str__(self):
        return f"{self.move} {self.update_id} {self.by_id}"
