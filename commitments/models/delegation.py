"""Signing for an absent approver."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import Role
from .lists import LedgerQuerySet
from .organisation import Department


class DelegationQuerySet(LedgerQuerySet):
    def on(self, day):
        """Return the delegations in force on `day`; one does not outlast its approver's office."""
        in_office = {"approver__is_active": True, "approver__role": Role.APPROVER}
        rows = self.filter(starts__lte=day, ends__gte=day, revoked_at=None, **in_office)
        return rows.filter(approver__department=F("department"))

    def held_by(self, user):
        """Return the delegations to `user`, for the department the account fills in for."""
        return self.filter(deputy=user, department=user.department_id) if user.fills_in else self.none()

    def of(self, department):
        """Return the department's delegations, names at hand, the latest first."""
        return self.filter(department=department).select_related("approver", "deputy")


class Delegation(models.Model):
    """An approver lets somebody of the same department sign from one day to another."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="delegations", verbose_name=_("department"))
    approver = models.ForeignKey("User", models.PROTECT, related_name="delegations", verbose_name=_("approver"))
    deputy = models.ForeignKey("User", models.PROTECT, related_name="deputies", verbose_name=_("deputy"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("delegation")
        ordering = ("-starts", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")),
                name="delegation_starts_before_it_ends",
                violation_error_message=_("A delegation must begin before it ends."),
            ),
            models.CheckConstraint(
                condition=~Q(approver=F("deputy")),
                name="delegation_to_somebody_else",
                violation_error_message=_("A delegation goes to somebody else."),
            ),
        ]

    def __str__(self):
        return f"{self.approver} → {self.deputy}"
