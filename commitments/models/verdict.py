"""The judgement of one commitment on one day, stored by workflow.judgement.assessment, and the office's lamp."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import Lamp, Reason, YearEnd
from .commitment import Commitment
from .lists import LedgerQuerySet
from .progress import ProgressUpdate

PERCENT_FIELD = {"max_digits": 15, "decimal_places": 2, "null": True, "blank": True}


class Verdict(models.Model):
    """Lamp, reason and figures in percent on the day `on`; `components` holds those of each target and milestone.

    `foreseen` targets have a projection or a forecast; `misses` are those either would miss, `worst_miss` by how many
    percent of the target at most. `shares` are those the mean is taken of: (indicator, attained, expected).
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="verdicts", verbose_name=_("commitment"))
    on = models.DateField(_("day"))
    lamp = models.CharField(_("computed lamp"), max_length=10, choices=Lamp)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason)
    self_lamp = models.CharField(_("department's lamp"), max_length=10, choices=Lamp, blank=True)
    office_lamp = models.CharField(_("office's lamp"), max_length=10, choices=Lamp, blank=True)
    office_reason = models.TextField(_("reason for the office's lamp"), blank=True, max_length=500)
    official = models.CharField(_("official lamp"), max_length=10, choices=Lamp)
    last_lamp = models.CharField(_("last lamp"), max_length=10, choices=Lamp, blank=True)
    attained = models.DecimalField(_("attained"), **PERCENT_FIELD)
    expected = models.DecimalField(_("expected"), **PERCENT_FIELD)
    gap = models.DecimalField(_("gap"), **PERCENT_FIELD)
    ratio = models.DecimalField(_("ratio"), **PERCENT_FIELD)
    actual = models.DecimalField(_("actual"), max_digits=15, decimal_places=4, null=True, blank=True)
    short_by = models.DecimalField(_("below target by"), max_digits=15, decimal_places=4, null=True, blank=True)
    over_by = models.DecimalField(_("over the limit by"), max_digits=15, decimal_places=4, null=True, blank=True)
    late_days = models.IntegerField(_("milestone late by days"), null=True, blank=True)
    cutoff = models.DateField(_("cut-off date"), null=True, blank=True)
    provisional = models.BooleanField(_("provisional"), default=False)
    pending_review = models.BooleanField(_("awaiting review"), default=False)
    stale = models.BooleanField(_("stale"), default=False)
    report_days_late = models.PositiveSmallIntegerField(_("report late by days"), default=0)
    update = models.ForeignKey(
        ProgressUpdate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("based on update"),
    )
    components = models.JSONField(_("parts"), db_column="parts", default=list)
    foreseen = models.PositiveSmallIntegerField(_("targets looked ahead at"), default=0)
    worst_miss = models.DecimalField(_("misses by percent"), **PERCENT_FIELD)
    misses = models.JSONField(_("likely misses"), null=True, blank=True)
    shares = models.JSONField(_("shares counted"), null=True, blank=True)
    year_end = models.CharField(_("class of the year's end"), max_length=20, choices=YearEnd)
    year_end_provisional = models.BooleanField(_("class is provisional"), default=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("verdict")
        ordering = ("on", "commitment__order")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "on"],
                name="verdict_once_per_day",
                violation_error_message=_("A commitment is judged once per day."),
            )
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.on} {self.official}"

    @property
    def told_share(self):
        """The attained share as it is told: None of a rate, which speaks in its own points."""
        return self.attained if self.short_by is None else None

    @property
    def told_gap(self):
        """The gap in points of the plan as it is told: None of a rate."""
        return self.gap if self.short_by is None else None

    @property
    def unit(self) -> str:
        """The unit of `short_by` and `over_by`: that of the component which decided."""
        deciding = (c for c in self.components if (c["lamp"], c["reason"]) == (self.lamp, self.reason))
        return next(deciding, {}).get("unit", "")


class Overrule(models.Model):
    """The office's lamp from the day `valid_from` on; no lamp: the office's lamp is lifted, the computed one counts.

    It stands for the data it was set on: until a newer row, or until a report other than `update` counts.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="overrules", verbose_name=_("commitment"))
    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overrules",
        verbose_name=_("based on update"),
    )
    lamp = models.CharField(_("office's lamp"), max_length=10, choices=Lamp, blank=True)
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("account"))
    valid_from = models.DateField(_("valid from"))
    recorded = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("office's lamp")
        ordering = ("commitment", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="overrule_with_reason",
                violation_error_message=_("Give a reason for the office's own lamp."),
            ),
            models.CheckConstraint(
                condition=~Q(lamp=Lamp.GREY),
                name="overrule_says_something",
                violation_error_message=_("The office's lamp is never pending; lift it instead."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.valid_from} {self.lamp or '—'}"
