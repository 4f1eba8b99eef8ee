"""The trajectories of commitments as they were decided on, one after another: read, told apart, compared."""

import datetime
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from ...choices import Measured, Standing
from ...models import Commitment, HistoryEntry, TrajectoryPoint, prepared
from . import known_rows
from .readings import measure_of


@dataclass(frozen=True)
class PlannedTrajectory:
    """One trajectory: (day, cumulative share in percent) in order, counting from `valid_from` on."""

    points: tuple[tuple[datetime.date, Decimal], ...]
    standing: str
    valid_from: datetime.date
    revision: int

    @property
    def is_proposed(self) -> bool:
        return self.standing == Standing.PROPOSED

    @property
    def order(self) -> tuple:
        return self.valid_from, self.revision


def trajectories_of(commitments, ask=prepared.models) -> dict[int, list[PlannedTrajectory]]:
    """Return commitment id → its trajectories, the oldest first; one query for all ids."""
    groups = defaultdict(lambda: defaultdict(list))
    for row in ask(known_rows.trajectory_points, commitments=commitments) if commitments else ():
        groups[row.commitment_id][row.valid_from, row.revision].append(row)
    return {pk: [trajectory_from(rows) for _order, rows in sorted(sets.items())] for pk, sets in groups.items()}


def trajectories_until(
    trajectories: dict[int, list[PlannedTrajectory]], past: datetime.date | None
) -> dict[int, list[PlannedTrajectory]]:
    """Return the trajectories decided on by a past day; without one all, also those that count from a day to come."""
    return {
        pk: [trajectory for trajectory in rows if not past or trajectory.valid_from <= past]
        for pk, rows in trajectories.items()
    }


def trajectory_from(rows: list[TrajectoryPoint]) -> PlannedTrajectory:
    first = rows[0]
    return PlannedTrajectory(
        tuple((row.at, row.share) for row in rows), first.standing, first.valid_from, first.revision
    )


def trajectory_on(trajectories: list[PlannedTrajectory], on: datetime.date) -> PlannedTrajectory | None:
    """Return the trajectory in force on a day, None where progress is expected straight."""
    return next((trajectory for trajectory in reversed(trajectories) if trajectory.valid_from <= on), None)


def trajectory_version(commitment: Commitment, trajectories: list[PlannedTrajectory]) -> str:
    """Return what a form was drawn from: changes with every trajectory, its standing and the due day."""
    told = [
        (str(trajectory.order), trajectory.standing, [(str(day), str(share)) for day, share in trajectory.points])
        for trajectory in trajectories
    ]
    return hashlib.sha256(f"{commitment.due} {told}".encode()).hexdigest()[:16]


def paced_targets(commitment: Commitment) -> list:
    """Return the observed targets judged along the trajectory; rates, limits and counts of milestones are not."""
    return paced(commitment, commitment.targets.select_related("indicator", "baseline"))


def paced(commitment: Commitment, targets) -> list:
    """Return those of its `targets`, each with its indicator and baseline, that are judged along the trajectory."""
    observed = (row for row in targets if row.measured == Measured.OBSERVED)
    return [row for row in observed if measure_of(row, commitment.kind).is_paced]


@dataclass(frozen=True)
class TrajectoryChange:
    """A trajectory that took another's place while the plan was open: from which day on, why, and by whom."""

    trajectory: PlannedTrajectory
    before: PlannedTrajectory | None
    reason: str
    by: str


def changes_in_force(
    commitment: Commitment, trajectories: list[PlannedTrajectory], on: datetime.date
) -> list[TrajectoryChange]:
    """Return the changes in force by a day, the oldest first, each with the reason its history entry keeps."""
    known = [trajectory for trajectory in trajectories if trajectory.valid_from <= on]
    entries = HistoryEntry.objects.filter(commitment=commitment, action="path_change").order_by("pk")
    told = {(entry.after["valid_from"], entry.after["revision"]): entry for entry in entries} if known else {}
    found = []
    for place, trajectory in enumerate(known):
        if entry := told.get((str(trajectory.valid_from), trajectory.revision)):
            found.append(
                TrajectoryChange(trajectory, known[place - 1] if place else None, entry.note, entry.actor_name)
            )
    return found


def trajectory_in_force(commitment: Commitment, on: datetime.date) -> PlannedTrajectory | None:
    """Return the trajectory the commitment is judged by on a day, None for a straight one."""
    return trajectory_on(trajectories_of([commitment.pk]).get(commitment.pk, []), on)
