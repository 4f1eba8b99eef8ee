"""Mail that waits to be sent: a dead mail server blocks nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet


class MailQuerySet(LedgerQuerySet):
    def waiting(self, moment):
        """Return the mail to be sent at `moment`, the oldest first."""
        return self.filter(sent_at=None, not_before__lte=moment).order_by("not_before", "pk")


class Mail(models.Model):
    """One digest for one person; at most one a day."""

    recipient = models.ForeignKey("User", models.CASCADE, related_name="mail", verbose_name=_("recipient"))
    day = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    not_before = models.DateTimeField(_("not before"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("mail")
        ordering = ("-day", "pk")
        indexes = [models.Index(fields=["not_before"], condition=Q(sent_at=None), name="mail_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                name="mail_once_a_day",
                violation_error_message=_("A person gets at most one mail a day."),
            )
        ]

    def __str__(self):
        return f"{self.recipient} {self.day}"
