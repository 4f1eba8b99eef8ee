"""Sentences the office keeps at hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet


class StockReason(models.Model):
    """A reason for returning a report, ready to be picked and completed."""

    text = models.CharField(_("text"), max_length=200, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("stock reason")
        ordering = ("order", "pk")

    def __str__(self):
        return self.text

    @property
    def label(self) -> str:
        """What stands on the button: the words before the first colon, else the whole text."""
        return self.text.replace(":", "：").partition("：")[0]

    @property
    def state(self) -> str:
        """Everything that can be changed, to notice that somebody else has."""
        return f"{self.order}|{self.active}|{self.text}"
