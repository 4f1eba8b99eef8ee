"""Files behind a report."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from ..choices import ContributionState, UpdateState
from .contribution import Contribution
from .lists import LedgerQuerySet
from .progress import ProgressUpdate


class EvidenceQuerySet(LedgerQuerySet):
    def standing(self):
        """Return the files that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, user):
        """Return what `user` may read: the own department's, those of contributions filed for it, and for office and
        leaders all that was sent; nobody else reads evidence, not even of approved updates."""
        filed = Q(contribution__filed_at__isnull=False)
        if user.sees_district:
            return self.filter(Q(update__state__in=UpdateState.seen_by_office()) | filed)
        if user.represents is None:
            return self.none()
        own = user.department
        asked = Q(contribution__asked_by__department=own) & filed
        return self.filter(Q(update__department=own) | Q(contribution__department=own) | asked)

    def behind(self, update):
        """Return the files behind an update: its own and those of its earlier revisions for the period."""
        report = {"update__commitment": update.commitment_id, "update__period": update.period_id}
        return self.filter(**report, update__revision__lte=update.revision).order_by("pk")

    def with_owner(self):
        """Return the files with what they were attached to, ready to be named."""
        report, contribution = ("commitment", "period"), ("commitment", "period", "department")
        return self.select_related(
            *(f"update__{name}" for name in report), *(f"contribution__{name}" for name in contribution)
        )

    def with_decided(self):
        """Return the files with `decided`: whether behind an approved update or a contribution taken over."""
        later = ProgressUpdate.objects.approved().filter(
            commitment=OuterRef("update__commitment"), period=OuterRef("update__period"),
            revision__gte=OuterRef("update__revision"),
        )  # fmt: skip
        taken = Q(contribution__state=ContributionState.TAKEN)
        return self.annotate(
            decided=Case(When(Exists(later) | taken, then=True), default=False, output_field=models.BooleanField())
        )

    def named(self) -> list[str]:
        """Return each file's name with the beginning of its SHA-256, as the history names it."""
        return [named_file(*file) for file in self.values_list("name", "sha256")]


def named_file(name: str, sha256: str) -> str:
    """Return a file's name with the beginning of its SHA-256."""
    return f"{name} {sha256[:12]}"


class Evidence(models.Model):
    """A file behind an update or a contribution, known by its SHA-256; withdrawn, its bytes go, hash and reason stay.

    A contribution's file also belongs to the lead's update once the contribution was taken over.
    """

    update = models.ForeignKey(
        ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("update")
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        db_column="part_id",
        verbose_name=_("part"),
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
                condition=Q(update__isnull=False) | Q(contribution__isnull=False),
                name="evidence_belongs_somewhere",
                violation_error_message=_("Evidence belongs to an update or to a part."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def owner(self):
        """The update or the contribution the file was attached to."""
        return self.contribution or self.update
