"""A handover: what one department bore passes to another from a day on (事随职责走), decided before it comes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import AccountsThen, DraftsThen, SentThen
from .lists import LedgerQuerySet
from .organisation import Department
from .plan import Plan


class HandoverQuerySet(LedgerQuerySet):
    def waiting(self):
        """Return the handovers whose day has not come, or had not when somebody last looked."""
        return self.filter(carried_out_at=None, withdrawn_at=None)

    def due(self, day):
        return self.waiting().filter(day__lte=day)

    def with_departments(self):
        return self.select_related("former", "heir", "plan", "by")


class Handover(models.Model):
    """Duties of `former` that pass to `heir`: all, in every plan that is not closed, or the `codes` of one plan alone.

    Nothing changes before its day; then it is carried out once. `moved` keeps what no dated row tells: the indicators
    whose data `former` had collected. With `merges` the former department ends the day before.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="handovers", verbose_name=_("plan"))
    former = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("former department"))
    heir = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("new department"))
    day = models.DateField(_("from the day"))
    merges = models.BooleanField(_("the former department ends"), default=True)
    codes = models.JSONField(_("commitments"), default=list, blank=True)
    drafts = models.CharField(_("drafts"), max_length=10, choices=DraftsThen, default=DraftsThen.MOVE)
    sent = models.CharField(_("reports sent"), max_length=10, choices=SentThen, default=SentThen.MOVE)
    accounts = models.CharField(_("accounts"), max_length=10, choices=AccountsThen, default=AccountsThen.MOVE)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    decided_at = models.DateTimeField(_("decided at"))
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    moved = models.JSONField(_("indicators moved"), default=list, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("handover")
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(former=F("heir")),
                name="handover_between_two",
                violation_error_message=_("A department hands over to another one."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="handover_with_reason",
                violation_error_message=_("Duties are handed over with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at=None) | Q(withdrawn_at=None),
                name="handover_carried_out_or_withdrawn",
                violation_error_message=_("A handover is carried out or withdrawn."),
            ),
            models.UniqueConstraint(
                fields=["former"],
                condition=Q(carried_out_at=None, withdrawn_at=None),
                name="handover_one_waiting",
                violation_error_message=_("A handover of this department waits for its day already."),
            ),
        ]

    def __str__(self):
        return f"{self.former} → {self.heir} {self.day}"


def owners_then(day) -> dict[int, Department]:
    """Return key of an indicator → whose data it was at the end of a past day, where it passed on since."""
    later = Handover.objects.filter(day__gt=day).exclude(carried_out_at=None).with_departments().order_by("-day", "-pk")
    return {pk: handover.former for handover in later for pk in handover.moved}
