"""The adopted report: plan, sections and paragraphs, in its own order and words."""

from decimal import Decimal

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..choices import Frequency, Level, PlanState, Role
from . import prepared
from .lists import LedgerQuerySet


def nearness():
    """Return the expression that orders plans by level, the nearest first."""
    return Case(*[When(level=each, then=n) for n, each in enumerate(Level.nearest_first())])


class PlanQuerySet(LedgerQuerySet):
    def visible_to(self, user):
        """Return the plans `user` may read: a draft is the office's alone."""
        return self if user.has_role(Role.SUPERVISOR) else self.exclude(state=PlanState.DRAFT)

    def past_draft(self):
        """Return the plans that were opened."""
        return self.exclude(state=PlanState.DRAFT)

    def by_year(self):
        """Return them the newest year first, and of a year the nearest level first."""
        return self.order_by("-year", nearness(), "key")

    def by_level(self):
        """Return them the nearest level first, and of a level the newest year first."""
        return self.order_by(nearness(), "-year", "key")

    def at_hand(self, day):
        """Return the plan one works on that day, or None when none is loaded.

        A draft comes after all others; the nearest level after that (a city's own installation has no district's plan);
        then a plan that has a period open for reporting, one that has begun, one that is closed, one yet to begin; of
        equals the newest.
        """
        periods = self.model._meta.get_field("periods").related_model.objects.filter(plan=OuterRef("pk"))
        opened = Exists(periods.reporting(day).order_by())
        begun = Q(starts__lte=day)
        stage = [When(opened, then=0), When(begun & ~Q(state=PlanState.CLOSED), then=1), When(begun, then=2)]
        order = (Case(When(state=PlanState.DRAFT, then=1), default=0), nearness(), Case(*stage, default=3))
        return self.order_by(*order, "-year", "-pk").first()


class Plan(models.Model):
    """One report of one year. Its key stands in addresses and commands: place and year."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    title = models.CharField(_("title"), max_length=200)
    report_title = models.CharField(_("title of the report"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"))
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.DISTRICT)
    state = models.CharField(_("state"), max_length=20, choices=PlanState, default=PlanState.DRAFT)
    presented_on = models.DateField(_("presented on"))
    presented_to = models.CharField(_("meeting"), max_length=200)
    presented_by = models.CharField(_("presented by"), max_length=100)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    yellow_at = models.DecimalField(_("warning from a gap of"), max_digits=5, decimal_places=2, default=Decimal(-10))
    red_below = models.DecimalField(_("behind below a gap of"), max_digits=5, decimal_places=2, default=Decimal(-30))
    milestone_days = models.PositiveSmallIntegerField(_("milestones behind after days"), default=30)
    frequency = models.CharField(_("reported"), max_length=20, choices=Frequency, default=Frequency.QUARTERLY)
    due_day = models.PositiveSmallIntegerField(_("due on day of the next month"), default=20)
    review_days = models.PositiveSmallIntegerField(_("workdays for a decision"), default=5)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("plan")
        ordering = ("-year", "key")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "level"],
                name="plan_once_per_year_and_level",
                violation_error_message=_("There is already a plan of this year at this level."),
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="plan_starts_before_it_ends",
                violation_error_message=_("A plan must start before it ends."),
            ),
            models.CheckConstraint(
                condition=Q(red_below__lt=F("yellow_at"), yellow_at__lt=0),
                name="plan_thresholds_in_order",
                violation_error_message=_("The red threshold must lie below the yellow one, both below zero."),
            ),
            models.CheckConstraint(
                condition=Q(milestone_days__gte=1, milestone_days__lte=366),
                name="plan_milestone_days_in_bounds",
                violation_error_message=_("Milestones are behind after 1 to 366 days."),
            ),
            models.CheckConstraint(
                condition=Q(due_day__gte=1, due_day__lte=28, review_days__gte=1, review_days__lte=20),
                name="plan_calendar_in_bounds",
                violation_error_message=_("Reports fall due on day 1 to 28; a decision takes 1 to 20 workdays."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("overview", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state == PlanState.OPEN

    def is_visible_to(self, user) -> bool:
        """Whether `user` may read it; None stands for nobody in particular, who reads no draft."""
        return not self.is_draft or (user is not None and user.has_role(Role.SUPERVISOR))

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    def day_of(self, day):
        """Return `day`, or the plan's first day where it lies before: duties begin with the plan."""
        return max(day, self.starts)

    def thresholds_on(self, day, ask=prepared.models):
        """Return the row whose thresholds are in force at the end of `day`: the newest change, else the plan's own."""
        changes = [row for row in self.changes_of_thresholds(ask) if row.valid_from <= day]
        return changes[-1] if changes else self

    def changes_of_thresholds(self, ask=prepared.models) -> list:
        """Return all changes, the oldest first: those fetched with the plan, or asked for."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("threshold_changes")
        return ask(threshold_changes_of, plan=self.pk) if fetched is None else fetched


def threshold_changes_of(*, plan):
    return ThresholdChange.objects.filter(plan=plan).order_by("valid_from", "pk")


class ThresholdChange(models.Model):
    """Other thresholds from the day `valid_from` on, with a reason; the plan's own columns are those it opened with.

    Rows are only added, and the plan's own stay as they are once it is open (triggers see to both).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="threshold_changes", verbose_name=_("plan"))
    valid_from = models.DateField(_("valid from"))
    yellow_at = models.DecimalField(_("warning from a gap of"), max_digits=5, decimal_places=2)
    red_below = models.DecimalField(_("behind below a gap of"), max_digits=5, decimal_places=2)
    milestone_days = models.PositiveSmallIntegerField(_("milestones behind after days"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    recorded = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("change of thresholds")
        ordering = ("plan", "valid_from", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(red_below__lt=F("yellow_at"), yellow_at__lt=0, milestone_days__gte=1)
                & Q(milestone_days__lte=366),
                name="threshold_change_in_order",
                violation_error_message=_("The red threshold must lie below the yellow one, both below zero."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="threshold_change_with_reason",
                violation_error_message=_("Thresholds are changed with a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.plan.key} {self.valid_from} {self.yellow_at}/{self.red_below}/{self.milestone_days}"


class Section(models.Model):
    """A part of the report: (一) … with its title; `short_title` labels the wall."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name=_("plan"))
    code = models.CharField(_("code"), max_length=10)
    number = models.CharField(_("number"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("section")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="section_code_once_per_plan",
                violation_error_message=_("This plan already has a section with this code."),
            )
        ]

    def __str__(self):
        return f"{self.number}{self.title}"


class Paragraph(models.Model):
    """A paragraph of the report, verbatim; `lead` is its topic sentence."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="paragraphs", verbose_name=_("section"))
    code = models.CharField(_("code"), max_length=10)
    lead = models.CharField(_("topic sentence"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("paragraph")
        ordering = ("section__order", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "code"],
                name="paragraph_code_once_per_section",
                violation_error_message=_("This section already has a paragraph with this code."),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.lead}".strip()
