"""Days off and days worked to make up for them, and the departments that were given more time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import DayKind
from ..rules.workdays import Workdays
from .lists import LedgerQuerySet
from .organisation import Department
from .schedule import ReportingPeriod


class HolidayQuerySet(LedgerQuerySet):
    def workdays(self) -> Workdays:
        """Return the table as rules.period understands it."""
        rows = list(self.values_list("day", "kind"))
        days = {kind: frozenset(day for day, of in rows if of == kind) for kind in DayKind}
        return Workdays(holidays=days[DayKind.OFF], makeup=days[DayKind.WORKED])


class Holiday(models.Model):
    """A day off, or a weekend day worked; the office's table is the truth, whatever a package says."""

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind)
    name = models.CharField(_("name"), max_length=50)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("holiday")
        ordering = ("day",)

    def __str__(self):
        return f"{self.day} {self.name}"

    @property
    def version(self) -> str:
        """What a form about this day was drawn from."""
        return f"{self.kind}.{self.name}"


class Extension(models.Model):
    """More time for one department in one period; the newest one granted counts."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="extensions", verbose_name=_("period"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="extensions", verbose_name=_("department"))
    due = models.DateField(_("due"))
    reason = models.CharField(_("reason"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    granted_by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("granted by"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("extension")
        ordering = ("period", "department", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="extension_with_reason",
                violation_error_message=_("More time is given with a reason."),
            )
        ]

    def __str__(self):
        return f"{self.department} {self.period.code} {self.due}"
