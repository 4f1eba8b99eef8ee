"""Idempotency: a repeated submit gets the first answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet


class Submission(models.Model):
    """A form that was acted on once; `answer` is where the first sender was led."""

    key = models.UUIDField(_("key"), unique=True)
    user = models.ForeignKey("User", models.CASCADE, related_name="+", verbose_name=_("account"))
    action = models.CharField(_("action"), max_length=50)
    answer = models.JSONField(_("answer"), default=dict)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("submission")

    def __str__(self):
        return f"{self.action} {self.key}"
