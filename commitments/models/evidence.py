"""Files behind a report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .part import Part
from .progress import ProgressUpdate


class EvidenceQuerySet(models.QuerySet):
    def standing(self):
        """Return the files that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Evidence(models.Model):
    """A file behind an update or a part, known by its SHA-256; once withdrawn its bytes go, hash and reason stay.

    A part's file also belongs to the lead's update once the part was taken over.
    """

    update = models.ForeignKey(
        ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("update")
    )
    part = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("part")
    )
    name = models.CharField(_("file name"), max_length=200)
    stored_as = models.CharField(_("stored as"), max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    uploaded_by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason for withdrawal"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("evidence")
        ordering = ("update", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="evidence_withdrawn_with_reason",
                violation_error_message=_("Evidence is withdrawn with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(update__isnull=False) | Q(part__isnull=False),
                name="evidence_belongs_somewhere",
                violation_error_message=_("Evidence belongs to an update or to a part."),
            ),
        ]

    def __str__(self):
        return self.name
