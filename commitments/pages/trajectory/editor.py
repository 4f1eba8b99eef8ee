"""The editor of one trajectory: its days with shares and values, the shapes offered, the chart, what a change does."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from ...choices import DataState, Frequency, UpdateState
from ...clock import today
from ...models import Observation, Target
from ...rules.pace import FEW, HANDFUL, Pace
from ...rules.quantity import format_quantity
from ...rules.target import Measure, whole_units
from ...rules.trajectory import shares_on_days, trajectory_days, unit_steps, value_at_share
from ...rules.trajectory_shapes import SHAPES, shares_as_last_year, shares_of_shape
from ...workflow.office import trajectory_changes
from ...workflow.snapshot import trajectories
from ...workflow.snapshot.readings import measure_of
from .drawing import DRAWING_PHONE, DRAWING_WIDE, Drawing, Year
from .forms import TrajectoryForm

SHAPE_LABELS = {
    "linear": (_("Straight"), _("the same share each month")),
    "back_loaded": (_("Back-loaded"), _("10, 35 and 70 after a quarter, half and three quarters of the time")),
    "front_loaded": (_("Front-loaded"), _("30, 65 and 90 after a quarter, half and three quarters of the time")),
    "term_time": (
        _("School terms"),
        _("July and August count a quarter of a month each, the others a whole one"),
    ),
    "last_year": (_("Last year's course"), _("as last year's approved figures ran")),
}
# More points than quarters can have were planned by the month.
QUARTERLY = 5


@dataclass(frozen=True)
class PacedTarget:
    """One target that is judged along the trajectory; `units` of a small count that steps, else None."""

    target: Target
    measure: Measure
    units: int | None

    @property
    def start(self) -> str:
        return f"{self.measure.starts_at or 0:f}"

    @property
    def span(self) -> str:
        return f"{self.measure.value - (self.measure.starts_at or 0):f}"

    @property
    def is_handful(self) -> bool:
        return bool(self.units) and self.units <= HANDFUL

    @property
    def scale(self) -> list[tuple]:
        """(share, value with its unit) at the ends and the middle of the chart's other axis."""
        return [(row, f"{self.at(Decimal(row))}{self.target.indicator.unit}") for row in (0, 50, 100)]

    def at(self, share: Decimal) -> str:
        """Return the value at a share, in words of figures: 3,500."""
        return format_quantity(value_at_share(self.measure, share))


class TrajectoryEditor:
    """What the page of one commitment's trajectory shows to `user` on the day `on`; `by` is month, quarter or ""."""

    def __init__(self, commitment, user, on: date, by: str = "", data=None):
        self.commitment, self.plan, self.on = commitment, commitment.plan, on
        self.may_set = on == today() and trajectory_changes.may_set_trajectory(user, self.plan)
        self.measured = [paced_target(target, commitment.kind) for target in trajectories.paced_targets(commitment)]
        past = on if on < today() else None
        decided = trajectories.trajectories_of([commitment.pk])
        self.trajectories = trajectories.trajectories_until(decided, past).get(commitment.pk, [])
        self.current = self.trajectories[-1] if self.trajectories else None
        self.by = by if by in ("month", "quarter") else self.usual
        self.days = trajectory_days(self.plan.starts, commitment.due, monthly=self.by == "month")
        self.version = trajectories.trajectory_version(commitment, self.trajectories)
        shares = {f"share_{n}": format_quantity(share) for n, share in enumerate(self.planned)}
        self.form = TrajectoryForm(
            self.days, self.plan.starts, commitment.due, data, initial=shares | {"version": self.version}
        )

    @property
    def usual(self) -> str:
        """By what the trajectory was planned, else how often the plan is reported on."""
        many = self.current and len(self.current.points) > QUARTERLY
        return "month" if many or self.plan.frequency == Frequency.MONTHLY else "quarter"

    @cached_property
    def pace(self) -> Pace:
        return Pace(self.plan.starts, self.commitment.due, self.current.points if self.current else ())

    @cached_property
    def planned(self) -> list[Decimal]:
        """The shares of the trajectory decided on last, on this page's days."""
        return shares_on_days(self.pace, self.days)

    @cached_property
    def points(self) -> list[tuple]:
        """The trajectory as typed; what cannot be read stays where it was."""
        typed = self.form.typed
        return [
            (day, was if share is None else share)
            for day, share, was in zip(self.days, typed, self.planned, strict=True)
        ]

    @property
    def rows(self) -> list[dict]:
        """A row for each day: its field, its share as planned so far, the values, and whether it is past."""
        return [
            {
                "n": n, "day": day, "field": self.form[f"share_{n}"], "share": share, "was": was,
                "values": [(each, each.at(share)) for each in self.measured], "past": day < self.on,
                "last": n == len(self.days) - 1,
            }
            for n, ((day, share), was) in enumerate(zip(self.points, self.planned, strict=True))
        ]  # fmt: skip

    @cached_property
    def shapes(self) -> list[dict]:
        """The shapes that can be taken over; last year's only where its figures tell one."""
        starts, due = self.plan.starts, self.commitment.due
        found = {name: shares_of_shape(name, starts, due, self.days) for name in SHAPES}
        if self.last_year:
            found["last_year"] = self.last_year
        return [
            {
                "name": name,
                "label": SHAPE_LABELS[name][0],
                "note": SHAPE_LABELS[name][1],
                "shares": [*map(format_quantity, shares)],
            }
            for name, shares in found.items()
        ]

    @cached_property
    def last_year(self) -> list[Decimal] | None:
        """The shares as last year's figures of the first target's indicator ran, None where too few are kept."""
        first = self.measured[0].target
        if self.measured[0].measure.starts_at is not None:
            return None
        rows = Observation.objects.filter(
            indicator=first.indicator_id, cutoff__lt=self.plan.starts, state=DataState.GIVEN
        ).exclude(update__state__in=[state for state in UpdateState.values if state != UpdateState.APPROVED])
        figures = dict(rows.order_by("cutoff", "update__revision", "pk").values_list("cutoff", "value"))
        return shares_as_last_year(figures.items(), self.plan.starts, self.days)

    def take(self, name: str) -> bool:
        """Put a shape's shares into the form, the rest of what was typed kept; return whether there is such a shape."""
        chosen = next((each for each in self.shapes if each["name"] == name), None)
        if chosen:
            self.form.data = self.form.data.copy()
            self.form.data.update({f"share_{n}": share for n, share in enumerate(chosen["shares"])})
            self.__dict__.pop("points", None)
        return chosen is not None

    @cached_property
    def preview(self) -> trajectory_changes.TrajectoryPreview | None:
        """What the trajectory as typed would do to today's lamp, None while it cannot be judged."""
        form = self.form
        if form.is_bound and any(name != "reason" for name in form.errors):
            return None
        points = form.points if form.is_bound else tuple(self.points)
        return trajectory_changes.preview_trajectory(self.commitment, points, self.on)

    @property
    def counts(self) -> list[tuple]:
        """(target, [(day, whole units owed from then on)]) of the small counts, along the trajectory as typed."""
        pace = Pace(self.plan.starts, self.commitment.due, tuple(self.points))
        return [(each, unit_steps(pace, each.units)) for each in self.measured if each.units]

    @property
    def drawings(self) -> list[Drawing]:
        year = Year(self.plan.starts, self.plan.ends)
        former = list(zip(self.days, self.planned, strict=True)) if self.may_set else []
        return [
            Drawing(year, frame, self.points, former, self.on, self.attained) for frame in (DRAWING_WIDE, DRAWING_PHONE)
        ]

    @property
    def attained(self) -> tuple | None:
        """(cut-off, share) of the first target's newest figure, None without one."""
        effect = self.preview.effects[0] if self.preview and self.preview.effects else None
        return (effect.day, effect.before.attained) if effect and effect.before.attained is not None else None

    @property
    def changes(self) -> list[trajectories.TrajectoryChange]:
        """The changes since the plan was opened, the newest first."""
        last = max([self.on, *(trajectory.valid_from for trajectory in self.trajectories)])
        return trajectories.changes_in_force(self.commitment, self.trajectories, last)[::-1]


def paced_target(target: Target, kind: str) -> PacedTarget:
    measure = measure_of(target, kind)
    units = whole_units(measure)
    return PacedTarget(target, measure, units if units and units <= FEW else None)
