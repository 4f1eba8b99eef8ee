"""What a commitment's chart shows, and the trajectory it is judged by on a day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ...rules.pace import HANDFUL, Pace, expected_share
from ...rules.target import Measure, whole_units
from ...rules.trajectory import value_at_share
from ...workflow.snapshot.trajectories import changes_in_force, trajectories_of, trajectory_on


@dataclass(frozen=True)
class Curve:
    """What the chart shows, in the indicator's unit; `actual`, `plan`, `former` (first trajectory) are (day, value)."""

    starts: date
    ends: date
    start_value: Decimal
    plan: list
    actual: list
    target: Decimal
    projection: Decimal | None
    forecast: Decimal | None
    last_year: Decimal | None
    unit: str
    name: str
    lamp: str
    expected: Decimal
    yellow: Decimal
    red: Decimal
    former: list = field(default_factory=list)


class CommitmentTrajectory:
    """A commitment's trajectory known on a day: two queries."""

    def __init__(self, commitment, on):
        trajectories = trajectories_of([commitment.pk]).get(commitment.pk, [])
        self.trajectories, self.current = trajectories, trajectory_on(trajectories, on)
        self.changes = changes_in_force(commitment, trajectories, on)

    def points_on(self, day) -> tuple:
        """The points of the trajectory in force on a day; none of a straight one."""
        trajectory = trajectory_on(self.trajectories, day)
        return trajectory.points if trajectory else ()

    @property
    def former(self) -> tuple:
        """The points of the trajectory before the first change; none of a straight one."""
        first = self.changes[0].before if self.changes else None
        return first.points if first else ()


def planned_values(measure: Measure, pace: Pace) -> list:
    """Return the trajectory as (day, value): its points, or the quarter ends of a straight trajectory.

    A handful of units falls due in steps, so each step is drawn upright.
    """
    days = [day for day, _share in pace.points] or [
        pace.starts.replace(month=month, day=day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
    ]
    units = whole_units(measure)
    if units is None or units > HANDFUL:
        return [(day, value_at_share(measure, expected_share(pace, day))) for day in days]
    values = [value_at_share(measure, expected_share(pace, day, units)) for day in days]
    before = [measure.starts_at or 0, *values]
    return [(day, value) for day, *pair in zip(days, before, values, strict=False) for value in pair]
