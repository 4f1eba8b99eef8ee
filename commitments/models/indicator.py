"""What is measured, what was promised of it, and what was reported."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import BaselineState, Basis, Comparator, DataState, Direction, Exactness, Finality, Measured
from .commitment import Commitment
from .lists import LedgerQuerySet
from .organisation import Department

# SQLite keeps 15 significant digits exactly; four of them stand behind the point.
FIGURE_FIELD = {"max_digits": 15, "decimal_places": 4}


# What the definition card says of an indicator.
DEFINITION_FIELDS = ("definition", "source", "released", "partly_rule", "falling_rule")


class IndicatorQuerySet(LedgerQuerySet):
    def called_in_files(self, name: str):
        """Return the indicator plan files mean by a name, or None: as it was loaded, else as people named their own."""
        return self.filter(loaded_as=name).first() or self.filter(loaded_as=None, name=name).first()


class Indicator(models.Model):
    """A measured quantity. It may serve many commitments; its owner's update enters the figure once."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    # What plan files call it; people change the name, never this.
    loaded_as = models.CharField(_("name in files"), max_length=100, unique=True, null=True, blank=True, editable=False)
    unit = models.CharField(_("unit"), max_length=20)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    # The definition card; changing one of DEFINITION_FIELDS takes the office's approval back.
    definition = models.TextField(_("definition"), blank=True)
    source = models.CharField(_("source of the data"), max_length=200, blank=True)
    released = models.CharField(_("released on"), max_length=100, blank=True)
    partly_rule = models.CharField(_("when partly met"), max_length=200, blank=True)
    falling_rule = models.CharField(_("when falling back"), max_length=200, blank=True)
    approved_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by"), editable=False
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    owner = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("data owner"),
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("indicator")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_on=None)
                | Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(definition="") & ~Q(source=""),
                name="indicator_approved_with_definition",
                violation_error_message=_("An approved definition says what counts and its source."),
            ),
        ]

    def __str__(self):
        return f"{self.name}({self.unit})"

    @property
    def is_defined(self) -> bool:
        """Whether the office has approved its definition card."""
        return self.approved_on is not None

    def take_approval_back(self) -> None:
        """Let the definition wait for the office's approval again; saved by the caller."""
        self.approved_by = self.approved_on = None


class Target(models.Model):
    """What a commitment promises of an indicator, with the words that say so."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="targets", verbose_name=_("commitment"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator"))
    comparator = models.CharField(_("comparator"), max_length=2, choices=Comparator)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction, default=Direction.REACH)
    value = models.DecimalField(_("value"), **FIGURE_FIELD)
    upper = models.DecimalField(_("upper value"), null=True, blank=True, **FIGURE_FIELD)
    tolerance = models.DecimalField(_("tolerance"), null=True, blank=True, **FIGURE_FIELD)
    wording = models.CharField(_("wording"), max_length=100)
    lead_in = models.CharField(_("lead-in"), max_length=100, blank=True)
    stretch = models.BooleanField(_("stretch"), default=False)
    stretch_value = models.DecimalField(_("stretch value"), null=True, blank=True, **FIGURE_FIELD)
    source = models.CharField(_("set in"), max_length=200, blank=True)
    relative_to = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relative_targets",
        verbose_name=_("relative to"),
    )
    measured = models.CharField(_("measured by"), max_length=20, choices=Measured, default=Measured.OBSERVED)
    baseline_state = models.CharField(
        _("baseline is"), max_length=20, choices=BaselineState, default=BaselineState.NOT_NEEDED
    )
    baseline = models.ForeignKey(
        "Observation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("baseline")
    )
    last_year = models.ForeignKey(
        "Observation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("last year")
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("target")
        ordering = ("commitment", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "indicator"],
                name="target_indicator_once",
                violation_error_message=_("This commitment already has a target for the indicator."),
            ),
            models.CheckConstraint(
                condition=Q(upper=None) | Q(comparator=Comparator.AT_LEAST, upper__gt=F("value")),
                name="target_range_is_at_least",
                violation_error_message=_("A range is 'at least' its lower value, and its upper value is higher."),
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=[Comparator.EXACTLY, Comparator.ABOUT])
                | Q(comparator__in=[Comparator.AT_LEAST, Comparator.MORE_THAN], direction=Direction.REACH)
                | Q(comparator__in=[Comparator.AT_MOST, Comparator.LESS_THAN], direction=Direction.KEEP_WITHIN),
                name="target_direction_fits_comparator",
                violation_error_message=_("“At least” is to be reached, “at most” to be kept within."),
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline_state__in=[BaselineState.PROPOSED, BaselineState.CONFIRMED]),
                name="target_baseline_has_standing",
                violation_error_message=_("A baseline is proposed or confirmed."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.indicator.name}"

    @property
    def comparator_words(self) -> str:
        """Return how it compares, and with which other indicator: "more than", "more than 地区生产总值增速"."""
        words = Comparator(self.comparator).worded(self.direction)
        return f"{words} {self.relative_to.name}" if self.relative_to else str(words)


class ObservationQuerySet(LedgerQuerySet):
    def reference(self):
        """Return figures that came with the plan: last year's results and baselines."""
        return self.filter(update=None)


class Observation(models.Model):
    """An indicator's value up to a cut-off day; or that it is not published yet; or a figure nobody can convert.

    It belongs to a progress update (and counts once that is approved) or came with the plan (`update` empty).
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations", verbose_name=_("indicator"))
    update = models.ForeignKey(
        "ProgressUpdate",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("update"),
    )
    cutoff = models.DateField(_("cut-off date"))
    state = models.CharField(_("data"), max_length=20, choices=DataState, default=DataState.GIVEN)
    value = models.DecimalField(_("value"), null=True, blank=True, **FIGURE_FIELD)
    exactness = models.CharField(_("exactness"), max_length=10, choices=Exactness, default=Exactness.EXACT)
    finality = models.CharField(_("finality"), max_length=20, choices=Finality, default=Finality.PROVISIONAL)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    as_typed = models.CharField(_("as typed"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    # The approved figure a figure that came with the plan was copied from; empty where somebody typed it.
    taken_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("copied from"), editable=False
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("observation")
        ordering = ("indicator", "cutoff", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["update", "indicator"],
                name="observation_once_per_update",
                violation_error_message=_("An update holds one figure per indicator."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "cutoff"],
                condition=Q(update=None),
                name="observation_reference_once",
                violation_error_message=_("There is already a reference figure for this day."),
            ),
            models.CheckConstraint(
                condition=Q(state=DataState.GIVEN, value__isnull=False)
                | Q(state=DataState.NOT_COMPARABLE, value=None) & ~Q(as_typed="")
                | Q(state=DataState.AWAITED, value=None),
                name="observation_value_fits_state",
                violation_error_message=_("Give a figure, or say that it is not published or cannot be converted."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator.name} {self.cutoff}"
