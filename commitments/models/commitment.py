"""The promises and who answers for them."""

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Cast, Coalesce, Concat, LPad
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..choices import AssignmentRole, Comparability, Kind, Role, Standing
from ..rules.text import searched_as
from . import prepared
from .lists import LedgerQuerySet
from .organisation import Department
from .plan import Paragraph, Plan

# What a search reads of a commitment behind its key.
SEARCHED = ("pk", "code", "title", "title_en", "quote")


class CommitmentQuerySet(LedgerQuerySet):
    def standing(self):
        """Return the commitments that were not withdrawn."""
        return self.filter(withdrawn_on=None)

    def standing_on(self, day):
        """Return the commitments that stood at the end of `day`, those withdrawn later among them."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))

    def in_report_order(self):
        return self.order_by("order", "pk")

    def led_by(self, department):
        """Return what `department` answers for now."""
        # Its duties first: who represents is a question for each one.
        duties = Assignment.objects.current().filter(department=department).representing()
        return self.filter(pk__in=duties.order_by().values("commitment"))

    def with_people(self, on=None):
        """Prefetch the assignments as `duties`, departments included: the current ones, or those of the day `on`."""
        duties = Assignment.objects.of(on).select_related("department")
        return self.prefetch_related(Prefetch("assignments", duties, to_attr="duties"))

    def containing(self, text, on):
        """Return those whose code, title, wording or department of a day holds `text`, however its signs are typed."""
        sought = searched_as(text)
        rows = self.values_list(*SEARCHED)
        named = [pk for pk, *texts in rows if any(sought in searched_as(text) for text in texts)]
        borne = Assignment.objects.on(on).filter(department__in=Department.objects.named(sought))
        return self.filter(Q(pk__in=named) | Q(pk__in=borne.values("commitment")))


class Commitment(models.Model):
    """One checkable promise: `quote` stands verbatim at `quote_start` in its paragraph (a trigger sees to it)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="commitments", verbose_name=_("plan"))
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="commitments", verbose_name=_("paragraph"))
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveIntegerField(_("order"))
    quote = models.TextField(_("wording in the report"))
    quote_start = models.PositiveIntegerField(_("place in the paragraph"))
    title = models.CharField(_("short title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    due = models.DateField(_("due date"))
    due_standing = models.CharField(_("due date is"), max_length=20, choices=Standing, default=Standing.CONFIRMED)
    evidence_hint = models.CharField(_("expected evidence"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    leader = models.ForeignKey(
        "User", models.SET_NULL, null=True, blank=True, related_name="led_commitments",
        verbose_name=_("leader in charge"), limit_choices_to={"role": Role.LEADER},
    )  # fmt: skip
    last_year_value = models.DecimalField(
        _("last year's figure"), max_digits=15, decimal_places=4, null=True, blank=True
    )
    last_year_unit = models.CharField(_("its unit"), max_length=20, blank=True)
    last_year_quote = models.CharField(_("last year's wording"), max_length=300, blank=True)
    last_year_comparability = models.CharField(
        _("comparability"), max_length=10, choices=Comparability, default=Comparability.NONE
    )
    last_year_note = models.CharField(_("note on last year"), max_length=300, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason for withdrawal"), max_length=300, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("commitment")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="commitment_code_once_per_plan",
                violation_error_message=_("This plan already has a commitment with this code."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                name="commitment_withdrawn_with_reason",
                violation_error_message=_("A commitment is withdrawn with a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("commitment", args=[self.plan.key, self.code])

    @property
    def quote_end(self) -> int:
        return self.quote_start + len(self.quote)

    @property
    def lead(self) -> Department | None:
        """The department that represents this commitment: the lead, else the first responsible one."""
        ranked = sorted(self.current_duties, key=lambda duty: (duty.role != AssignmentRole.LEAD, duty.pk))
        return next((duty.department for duty in ranked if duty.role != AssignmentRole.SUPPORTING), None)

    @property
    def supporting(self) -> list[Department]:
        return [duty.department for duty in self.current_duties if duty.role == AssignmentRole.SUPPORTING]

    @property
    def responsible(self) -> list[Department]:
        """Every department that bears the commitment: lead first, then those of equal standing."""
        others = [d.department for d in self.current_duties if d.role == AssignmentRole.RESPONSIBLE]
        return [d for d in dict.fromkeys([self.lead, *others]) if d]

    @property
    def current_duties(self):
        """The current assignments; prefetched by `with_people()` or asked for once."""
        if not hasattr(self, "duties"):
            self.duties = prepared.models(current_duties_of, commitment=self.pk)
        return self.duties

    @property
    def leader_in_charge(self):
        """The commitment's own leader, else its department's, else None."""
        return self.leader or (self.lead.leader if self.lead else None)


def current_duties_of(*, commitment):
    duties = Assignment.objects.current().filter(commitment=commitment)
    return duties.select_related("department__leader").order_by("commitment", "pk")


class AssignmentQuerySet(LedgerQuerySet):
    def current(self):
        return self.filter(valid_to=None)

    def on(self, day):
        """Return the duties as they stood at the end of `day`, a day of the plan's year (Plan.day_of)."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def of(self, day=None):
        """Return the duties of `day`, without one the current ones."""
        return self.on(day) if day else self.current()

    def representing(self, day=None):
        """Return one duty per commitment: its lead, or the first responsible department where none leads (on `day`)."""
        same = Assignment.objects.of(day).filter(commitment=models.OuterRef("commitment"))
        leads, first = same.filter(role=AssignmentRole.LEAD), same.filter(role=AssignmentRole.RESPONSIBLE)
        stands_in = ~models.Exists(leads) & Q(pk=models.Subquery(first.order_by("pk").values("pk")[:1]))
        return self.filter(Q(role=AssignmentRole.LEAD) | stands_in)

    def lead_name(self, commitment="pk"):
        """Return the expression for the short name of the lead department of the commitment at that path, "" for none.

        The lead sorts before the responsible: where nobody leads, the first responsible one represents.
        """
        return Coalesce(
            models.Subquery(self.leading(commitment).values("department__short_name")[:1]), models.Value("")
        )

    def lead_place(self, commitment="pk"):
        """Return the expression for the place of that department in the official order, as text; NULL for none."""
        order = LPad(Cast("department__order", models.CharField()), 5, models.Value("0"))
        place = Concat(order, models.Value(" "), "department__code", output_field=models.CharField())
        return models.Subquery(self.leading(commitment).values(place=place)[:1])

    def leading(self, commitment):
        """Return the duties of the commitment at that path, whoever represents it first."""
        bearing = self.exclude(role=AssignmentRole.SUPPORTING).filter(commitment=models.OuterRef(commitment))
        return bearing.order_by("role", "pk")


class Assignment(models.Model):
    """A department's part in a commitment, from a day on; ended, never edited, once the plan is open."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="assignments", verbose_name=_("commitment"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="assignments", verbose_name=_("department"))
    role = models.CharField(_("role"), max_length=20, choices=AssignmentRole)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.PROPOSED)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("assignment")
        ordering = ("commitment", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(role=AssignmentRole.LEAD, valid_to=None),
                name="assignment_one_lead",
                violation_error_message=_("A commitment has one lead department."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "department"],
                condition=Q(valid_to=None),
                name="assignment_department_once",
                violation_error_message=_("This department already takes part in the commitment."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lte=models.F("valid_to")),
                name="assignment_valid_from_before_to",
                violation_error_message=_("A duty must begin before it ends."),
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.get_role_display()}"
