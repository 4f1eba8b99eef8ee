"""When things are due: milestones, trajectories and reporting periods."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import Standing, Verb
from .commitment import Commitment
from .due_days import DueDays
from .lists import LedgerQuerySet
from .plan import Plan


class MilestoneQuerySet(LedgerQuerySet):
    def adjusted_by(self, on):
        """Return the milestones, each with `adjusted`: the day set in place of the planned one by `on`, or None."""
        set_by_then = AdjustedDay.objects.filter(milestone=models.OuterRef("pk"), valid_from__lte=on)
        newest = set_by_then.order_by("-valid_from", "-revision", "-pk")
        return self.annotate(adjusted=models.Subquery(newest.values("day")[:1]))


class Milestone(models.Model):
    """A named deliverable with its verb and planned day; who reached it when stands in MilestoneReached.

    `planned` is the day adopted with the plan; `due_day` the one it is judged by, once another was set (AdjustedDay).
    """

    adjusted = None

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones", verbose_name=_("commitment"))
    what = models.CharField(_("what"), max_length=100)
    verb = models.CharField(_("verb"), max_length=10, choices=Verb)
    wording = models.CharField(_("wording"), max_length=100, blank=True)
    planned = models.DateField(_("planned date"))
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.PROPOSED)
    stretch = models.BooleanField(_("stretch"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("milestone")
        ordering = ("commitment", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "what"],
                name="milestone_once_per_commitment",
                violation_error_message=_("This commitment already has this milestone."),
            )
        ]

    def __str__(self):
        return f"{self.what}{self.wording}"

    @property
    def due_day(self):
        return self.adjusted or self.planned

    @property
    def adopted(self):
        """The planned day, where another one is set in its place; else None."""
        return self.planned if self.due_day != self.planned else None


class AdjustedDay(models.Model):
    """The day set in place of a milestone's planned one, counting from `valid_from` on: kept, never changed.

    Of several the latest by `valid_from` counts, of one day the latest by `revision`; the planned day stays as adopted.
    """

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="adjustments", verbose_name=_("milestone"))
    day = models.DateField(_("adjusted day"))
    valid_from = models.DateField(_("valid from"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("adjusted day")
        ordering = ("milestone", "valid_from", "revision")
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "valid_from", "revision"],
                name="adjusted_day_once",
                violation_error_message=_("This milestone's day was already adjusted so."),
            )
        ]

    def __str__(self):
        return f"{self.milestone} {self.day}"


class MilestoneReached(models.Model):
    """A milestone reported as reached; it counts once its update is approved."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports", verbose_name=_("milestone"))
    update = models.ForeignKey(
        "ProgressUpdate", models.CASCADE, related_name="milestones_reached", verbose_name=_("update")
    )
    reached = models.DateField(_("reached on"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("milestone reached")
        ordering = ("milestone",)
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "update"],
                name="milestone_reached_once_per_update",
                violation_error_message=_("An update reports a milestone once."),
            )
        ]

    def __str__(self):
        return f"{self.milestone} {self.reached}"


class TrajectoryPoint(models.Model):
    """Planned cumulative share at a day, in percent; points of one `valid_from` and `revision` are one trajectory.

    A later one (by `valid_from`, of one day by `revision`) takes the place of the earlier one; once the plan is open
    none is changed or deleted (a trigger sees to it).
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="trajectory", verbose_name=_("commitment"))
    at = models.DateField(_("date"))
    share = models.DecimalField(_("planned share"), max_digits=5, decimal_places=2)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.PROPOSED)
    valid_from = models.DateField(_("valid from"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("trajectory point")
        ordering = ("commitment", "valid_from", "revision", "at")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "at", "valid_from", "revision"],
                name="trajectory_point_once",
                violation_error_message=_("This planned path already has a point on this day."),
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=100),
                name="trajectory_share_is_a_percentage",
                violation_error_message=_("A planned share lies between 0 and 100 %."),
            ),
        ]

    def __str__(self):
        return f"{self.at} {self.share}%"


class ReportingPeriodQuerySet(LedgerQuerySet):
    def begun(self, day):
        """Return the periods whose reporting had been opened by `day`, newest first."""
        return self.filter(opened__lte=day).order_by("-ends", "-pk")

    def open_on(self, day):
        """Return the newest period departments fill in on `day`, or None."""
        return self.reporting(day).first()

    def reporting(self, day):
        """Return the periods begun and not closed by `day`, newest first: each of them is filled in."""
        return self.begun(day).filter(Q(closed=None) | Q(closed__gt=day))

    def settled(self):
        """Return the periods up to the last one that was opened or reported on: they stay as they are laid out."""
        begun = self.filter(Q(opened__isnull=False) | Q(updates__isnull=False)).order_by("-ends", "-pk")
        return self.filter(ends__lte=models.Subquery(begun.values("ends")[:1]))

    def latest(self, day):
        """Return the newest period begun by `day`; before the first, the first one; None without a calendar."""
        return self.begun(day).first() or self.order_by("ends").first()


class ReportingPeriod(models.Model):
    """What is reported when. `due` is stored, already moved off weekends and holidays.

    `opens` is when it is planned to open, `opened` when the office did; nothing is owed before.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods", verbose_name=_("plan"))
    code = models.CharField(_("code"), max_length=10)
    starts = models.DateField(_("covers from"))
    ends = models.DateField(_("covers to"))
    opens = models.DateField(_("opens"))
    due = models.DateField(_("due"))
    opened = models.DateField(_("opened"), null=True, blank=True)
    closed = models.DateField(_("closed"), null=True, blank=True)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("reporting period")
        ordering = ("plan", "ends")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="period_code_once_per_plan",
                violation_error_message=_("This plan already has a period with this code."),
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends"), opens__gt=F("starts"), due__gte=F("opens")),
                name="period_bounds_in_order",
                violation_error_message=_("A period must start, open and fall due in this order."),
            ),
            models.CheckConstraint(
                condition=Q(closed=None) | Q(opened__isnull=False, closed__gte=F("opened")),
                name="period_closed_after_opened",
                violation_error_message=_("A period is closed after it was opened."),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def previous(self):
        """The period before this one in the same plan, or None."""
        return self.plan.periods.filter(ends__lt=self.ends).order_by("-ends").first()

    @property
    def version(self) -> str:
        """What a form about this period was drawn from: changes with its days and with every extension."""
        days = (self.due, self.opened, self.closed)
        return f"{'.'.join(str(day) if day else '-' for day in days)}.{len(self.extensions.all())}"

    def due_for(self, department, on):
        """Return the day on which the department's reports fall due, more time granted by `on` included."""
        return DueDays(self.extensions.all(), on).of(self, department.pk)
