"""The list of trajectories: a fixed number of queries, whatever their number."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from ...choices import Measured
from ...models import Commitment, Indicator, Plan, Target, TrajectoryPoint, prepared
from ...rules.pace import Pace
from ...rules.trajectory import shares_on_days, trajectory_days
from ...workflow.snapshot import known_rows
from ...workflow.snapshot.commitments_told import commitments_listed
from ...workflow.snapshot.readings import measure_of
from ...workflow.snapshot.trajectories import (
    PlannedTrajectory,
    paced,
    trajectories_of,
    trajectories_until,
    trajectory_version,
)
from .drawing import Year, sparkline

STANDINGS = ("proposed", "confirmed", "straight")


@dataclass(frozen=True)
class TrajectoryRow:
    """A paced commitment with its trajectory; `shares` are those at the quarter ends, None after its due day."""

    commitment: Commitment
    targets: list[Target]
    trajectories: list[PlannedTrajectory]
    quarters: list[date]

    @cached_property
    def trajectory(self) -> PlannedTrajectory | None:
        return self.trajectories[-1] if self.trajectories else None

    @property
    def standing(self) -> str:
        return self.trajectory.standing if self.trajectory else "straight"

    @property
    def is_changed(self) -> bool:
        return len(self.trajectories) > 1

    @property
    def token(self) -> str:
        return f"{self.commitment.code}~{trajectory_version(self.commitment, self.trajectories)}"

    @property
    def pace(self) -> Pace:
        return Pace(self.commitment.plan.starts, self.commitment.due, self.trajectory.points if self.trajectory else ())

    @cached_property
    def shares(self) -> list[Decimal | None]:
        planned = shares_on_days(self.pace, self.quarters)
        due = self.commitment.due
        return [share if day <= due or share < 100 else None for day, share in zip(self.quarters, planned, strict=True)]

    @property
    def line(self) -> str:
        points = self.pace.points or ((self.commitment.due, Decimal(100)),)
        return sparkline(Year(self.commitment.plan.starts, self.commitment.plan.ends), points)


class TrajectoryLine(NamedTuple):
    """A paced commitment and how its trajectory stands: little of each, so that a page costs what it shows."""

    pk: int
    standing: str


def trajectory_lines(plan: Plan, past: date | None = None) -> list[TrajectoryLine]:
    """Return the commitments judged along a trajectory, in report order, as on a past day if one is given."""
    asked = {"plan": plan.pk} | ({"day": past} if past else {})
    rows = prepared.rows(targets_observed, **asked)
    standings = {pk: standing for pk, standing, *measured in rows if is_judged_along(*measured)}
    return [TrajectoryLine(pk, standing or "straight") for pk, standing in standings.items()]


def targets_observed(*, plan, day=None):
    """Return every observed target in report order: (commitment, standing of its trajectory, what paces it)."""
    commitments = Commitment.objects.filter(plan=plan)
    points = TrajectoryPoint.objects.filter(commitment=OuterRef("commitment")).order_by(
        "-valid_from", "-revision", "at", "pk"
    )
    stood, known = commitments.standing(), points
    if day:
        stood, known = commitments.standing_on(day), points.filter(valid_from__lte=day)
    rows = Target.objects.filter(commitment__in=stood, measured=Measured.OBSERVED)
    rows = rows.annotate(standing=Subquery(known.values("standing")[:1]))
    columns = ("commitment", "standing", "commitment__kind", "indicator__basis", "comparator", "direction")
    return rows.order_by("commitment__order", "commitment", "pk").values_list(*columns)


@cache
def is_judged_along(kind: str, basis: str, comparator: str, direction: str) -> bool:
    """Whether targets of that kind are paced; what they ask for does not matter."""
    target = Target(comparator=comparator, direction=direction, value=Decimal(1), indicator=Indicator(basis=basis))
    return measure_of(target, kind).is_paced


def trajectory_rows(plan: Plan, past: date | None, lines: list[TrajectoryLine]) -> list[TrajectoryRow]:
    """Return the rows of these lines, with trajectories and people of a past day if one is given."""
    keys = [line.pk for line in lines]
    found = commitments_listed(plan, past, keys)
    if keys:
        prepared.prefetch(found, "targets", prepared.models(known_rows.targets, commitments=keys), "commitment_id")
    trajectories = trajectories_until(trajectories_of(keys), past)
    quarters = trajectory_days(plan.starts, plan.ends, monthly=False)
    rows = {
        each.pk: TrajectoryRow(each, paced(each, each.targets.all()), trajectories.get(each.pk, []), quarters)
        for each in found
    }
    return [rows[pk] for pk in keys]
