"""The list of trajectories: a fixed number of queries, whatever their number."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from ...models import Commitment, Plan, Target
from ...rules.pace import Pace
from ...rules.trajectory import shares_on_days, trajectory_days
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

    @property
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

    @property
    def shares(self) -> list[Decimal | None]:
        planned = shares_on_days(self.pace, self.quarters)
        due = self.commitment.due
        return [share if day <= due or share < 100 else None for day, share in zip(self.quarters, planned, strict=True)]

    @property
    def line(self) -> str:
        points = self.pace.points or ((self.commitment.due, Decimal(100)),)
        return sparkline(Year(self.commitment.plan.starts, self.commitment.plan.ends), points)


def trajectory_rows(plan: Plan, past: date | None = None) -> list[TrajectoryRow]:
    """Return the commitments judged along a trajectory, in report order, with those of a past day if one is given."""
    targets = Target.objects.select_related("indicator", "baseline").order_by("pk")
    stood = plan.commitments.standing_on(past) if past else plan.commitments.standing()
    found = stood.in_report_order().with_people(past).select_related("plan")
    found = list(found.prefetch_related(Prefetch("targets", targets)))
    trajectories, quarters = (
        trajectories_until(trajectories_of([commitment.pk for commitment in found]), past),
        trajectory_days(plan.starts, plan.ends, monthly=False),
    )
    rows = [
        TrajectoryRow(each, paced(each, each.targets.all()), trajectories.get(each.pk, []), quarters) for each in found
    ]
    return [row for row in rows if row.targets]
