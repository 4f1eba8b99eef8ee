"""What supporting departments contribute when the lead asks: text, figures and evidence, taken over or returned."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..choices import ContributionState, Exactness, Finality
from ..rules import contribution_moves
from .commitment import Commitment
from .indicator import FIGURE_FIELD, Indicator
from .lists import LedgerQuerySet
from .organisation import Department
from .progress import ProgressUpdate
from .schedule import ReportingPeriod


class ContributionQuerySet(LedgerQuerySet):
    def visible_to(self, user):
        """Return the contributions `user` may know of: the own department's, those asked by it, and all as the office.

        What stands in them is another matter: see `Contribution.shows_text_to`.
        """
        if user.sees_district:
            return self.all()
        own = user.represents
        return self.filter(Q(department=own) | Q(commitment__in=commitments_led_by(own))) if own else self.none()

    def asked_for(self, department):
        """Return the contributions that are for commitments `department` leads."""
        return self.filter(commitment__in=commitments_led_by(department))

    def wanted(self):
        """Return the contributions that are still asked for, filed or taken over."""
        return self.exclude(state=ContributionState.CANCELLED)

    def under_way(self):
        """Return the contributions of periods still open whose report was not approved without them."""
        decided = ProgressUpdate.objects.approved().filter(
            commitment=models.OuterRef("commitment"), period=models.OuterRef("period")
        )
        return self.filter(~models.Exists(decided), period__closed=None)

    def owed_by(self, department):
        """Return the contributions the department still has to file."""
        return self.under_way().filter(department=department, state__in=ContributionState.owed())

    def awaiting(self, department):
        """Return what waits for `department`: the contributions it owes, and as the lead those it has to settle."""
        owed, filed = (
            Q(department=department, state__in=ContributionState.owed()),
            Q(commitment__in=commitments_led_by(department), state=ContributionState.FILED),
        )
        return self.under_way().filter(owed | filed)

    def to_be_moved(self, day):
        """Return the contributions not yet taken over of open periods, the report not approved; in no order."""
        same = {"commitment": models.OuterRef("commitment"), "period": models.OuterRef("period")}
        approved = ProgressUpdate.objects.approved().filter(**same)
        unclosed = Q(period__closed=None) | Q(period__closed__gt=day)
        rows = self.exclude(state__in=ContributionState.settled()).filter(unclosed, period__opened__lte=day)
        return rows.filter(~models.Exists(approved), commitment__withdrawn_on=None).order_by()

    def with_people(self):
        """Fetch what `moves_for` and a list need beside each row."""
        commitments = Commitment.objects.with_people().select_related("plan")
        rows = self.select_related("period", "department", "asked_by", "filed_by")
        return rows.prefetch_related(Prefetch("commitment", commitments), "figures__indicator", "evidence")


def commitments_led_by(department):
    return Commitment.objects.led_by(department).values("pk")


class Contribution(models.Model):
    """One supporting department's contribution of one commitment's report; the lead stays responsible."""

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="contributions", verbose_name=_("commitment")
    )
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="contributions", verbose_name=_("period"))
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="contributions", verbose_name=_("department")
    )
    state = models.CharField(_("state"), max_length=20, choices=ContributionState, default=ContributionState.ASKED)
    version = models.PositiveIntegerField(pgettext_lazy("of a row", "version"), default=1)
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

    sample = models.BooleanField(_("sample"), default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        db_table = "commitments_part"
        verbose_name = verbose_name_plural = _("part")
        ordering = ("period", "commitment", "department")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "period", "department"],
                name="part_once_per_department",
                violation_error_message=_("This department was already asked for its part."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.RETURNED) | ~Q(return_reason=""),
                name="part_returned_with_reason",
                violation_error_message=_("A part is returned with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(ContributionState.ASKED, ContributionState.CANCELLED))
                | Q(filed_at__isnull=False, filed_by__isnull=False),
                name="part_filed_by_someone",
                violation_error_message=_("A filed part says who filed it and when."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.period.code} {self.department}"

    @property
    def is_owed(self) -> bool:
        return self.state in ContributionState.owed()

    def days_late(self, on) -> int:
        """Return by how many days a contribution that is still owed is late on `on`; 0 when it is not."""
        return max(0, (on - self.due).days) if self.is_owed else 0

    def moves_for(self, user) -> frozenset[str]:
        """Return the moves open to `user` now (see rules.contribution_moves); none once the period is closed."""
        own = user.represents
        if own is None or self.period.closed is not None:
            return frozenset()
        return contribution_moves.open_contribution_moves(
            self.state, supports=own == self.department, leads=own == self.commitment.lead
        )

    def shows_text_to(self, user) -> bool:
        """Whether `user` may read what stands in it: its department always, lead and office once it is filed."""
        if user.represents is not None and user.department_id == self.department_id:
            return True
        return self.state in (ContributionState.FILED, ContributionState.TAKEN)

    def advance(self, move: str) -> None:
        """Set the state that `move` leads to and count the version up."""
        self.state = contribution_moves.CONTRIBUTION_MOVES[self.state, move]
        self.version += 1


class ContributionFigure(models.Model):
    """A figure a contribution brings; it counts once the lead has taken it over and its update is approved."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="figures", db_column="part_id", verbose_name=_("part")
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    value = models.DecimalField(_("value"), **FIGURE_FIELD)
    exactness = models.CharField(_("exactness"), max_length=10, choices=Exactness, default=Exactness.EXACT)
    finality = models.CharField(_("finality"), max_length=20, choices=Finality, default=Finality.FINAL)
    as_typed = models.CharField(_("as typed"), max_length=60, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        db_table = "commitments_partfigure"
        verbose_name = verbose_name_plural = _("figure of a part")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "indicator"],
                name="part_figure_once",
                violation_error_message=_("A part holds one figure per indicator."),
            )
        ]

    def __str__(self):
        return f"{self.indicator.name} {self.value}"
