"""What supporting departments contribute when the lead asks: text, figures and evidence, taken over or returned."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import Exactness, Finality, PartState, Role
from .commitment import Commitment
from .indicator import FIGURE, Indicator
from .organisation import Department
from .progress import ProgressUpdate
from .schedule import ReportingPeriod


class PartQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return what `user` may read: the own department's, those asked by it, and all filed ones for the office."""
        if user.has_role(Role.SUPERVISOR, Role.LEADER):
            return self.all()
        own = user.department if user.represents else None
        return self.filter(Q(department=own) | Q(asked_by__department=own)) if own else self.none()

    def owed_by(self, department):
        """Return the parts the department still has to file."""
        return self.filter(department=department, state__in=(PartState.ASKED, PartState.RETURNED))

    def to_be_moved(self, day):
        """Return the parts not yet taken over, while their period is open and the report not approved, in no order."""
        same = {"commitment": models.OuterRef("commitment"), "period": models.OuterRef("period")}
        approved = ProgressUpdate.objects.approved().filter(**same)
        unclosed = Q(period__closed=None) | Q(period__closed__gt=day)
        rows = self.exclude(state=PartState.TAKEN).filter(unclosed, period__opened__lte=day)
        return rows.filter(~models.Exists(approved), commitment__withdrawn_on=None).order_by()


class Part(models.Model):
    """One supporting department's part of one commitment's report; the lead stays responsible."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="parts", verbose_name=_("commitment"))
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="parts", verbose_name=_("period"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="parts", verbose_name=_("department"))
    state = models.CharField(_("state"), max_length=20, choices=PartState, default=PartState.ASKED)
    version = models.PositiveIntegerField(_("version"), default=1)
    wanted = models.CharField(_("what is wanted"), max_length=500)
    due = models.DateField(_("due"))
    asked_by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    text = models.TextField(_("text"), blank=True, max_length=2000)
    filed_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("filed by")
    )
    filed_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("taken over or returned at"), null=True, blank=True)
    return_reason = models.CharField(_("reason for returning"), max_length=500, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("part")
        ordering = ("period", "commitment", "department")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "period", "department"],
                name="part_once_per_department",
                violation_error_message=_("This department was already asked for its part."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PartState.RETURNED) | ~Q(return_reason=""),
                name="part_returned_with_reason",
                violation_error_message=_("A part is returned with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(state=PartState.ASKED) | Q(filed_at__isnull=False, filed_by__isnull=False),
                name="part_filed_by_someone",
                violation_error_message=_("A filed part says who filed it and when."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.period.code} {self.department}"


class PartFigure(models.Model):
    """A figure a part brings; it counts once the lead has taken the part over and its update is approved."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="figures", verbose_name=_("part"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    value = models.DecimalField(_("value"), **FIGURE)
    exactness = models.CharField(_("exactness"), max_length=10, choices=Exactness, default=Exactness.EXACT)
    finality = models.CharField(_("finality"), max_length=20, choices=Finality, default=Finality.FINAL)
    as_typed = models.CharField(_("as typed"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("figure of a part")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "indicator"],
                name="part_figure_once",
                violation_error_message=_("A part holds one figure per indicator."),
            )
        ]

    def __str__(self):
        return f"{self.indicator.name} {self.value}"
