"""Numbered issues of the published bulletin, with the data they were made from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import BulletinState
from .lists import LedgerQuerySet
from .schedule import ReportingPeriod


class Bulletin(models.Model):
    """A bulletin for a period. On issue `data`, `pdf` and `sha256` are frozen (a trigger sees to it)."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="bulletins", verbose_name=_("period"))
    issue = models.PositiveSmallIntegerField(_("issue number"))
    number = models.CharField(_("document number"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=BulletinState, default=BulletinState.DRAFT)
    data = models.JSONField(_("data"), default=dict)
    pdf = models.BinaryField("PDF", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("bulletin")
        ordering = ("period", "issue")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "issue"],
                name="bulletin_issue_once_per_period",
                violation_error_message=_("This period already has a bulletin with this number."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BulletinState.ISSUED)
                | Q(pdf__isnull=False, issued_on__isnull=False) & ~Q(sha256=""),
                name="bulletin_issued_is_complete",
                violation_error_message=_("An issued bulletin has its PDF, hash and date."),
            ),
        ]

    def __str__(self):
        return f"{self.period.code} {self.issue}"
