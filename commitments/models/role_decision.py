"""What the security administrator decided on a proposed role: granted or refused, kept as it was decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import Role, RoleOutcome
from .lists import LedgerQuerySet


class RoleDecision(models.Model):
    """One decision on one account's role; who proposed it, who decided. Only ever added to, raw SQL included."""

    account = models.ForeignKey("User", models.PROTECT, related_name="role_decisions", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    outcome = models.CharField(_("outcome"), max_length=10, choices=RoleOutcome)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    decided_by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided at"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("decision on a role")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("account")),
                name="role_decision_not_on_oneself",
                violation_error_message=_("Nobody grants a role to themselves."),
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                name="role_decision_not_by_proposer",
                violation_error_message=_("Who proposed a role does not grant it."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=RoleOutcome.GRANTED) | ~Q(reason=""),
                name="role_refused_with_reason",
                violation_error_message=_("A role is refused with a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.account} {self.role} {self.outcome}"
