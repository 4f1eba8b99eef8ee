"""Milestones and trajectories carried into the next year: the same days a year on, proposed until confirmed."""

from ...choices import Standing
from ...models import Commitment, Milestone, TrajectoryPoint


def carry_schedule(continuation, known) -> None:
    """Copy the milestones that were not reached, and the trajectory in force at the old plan's end."""
    left = [row for rows in known.milestones.values() for row in rows if row.pk not in known.reached]
    continuation.copy(
        Milestone, left,
        commitment=lambda row: continuation.new[Commitment, row.commitment_id],
        planned=lambda row: continuation.moved(row.planned), standing=lambda row: Standing.PROPOSED,
    )  # fmt: skip
    TrajectoryPoint.objects.bulk_create(
        TrajectoryPoint(
            commitment=continuation.new[Commitment, pk], at=continuation.moved(day), share=share,
            valid_from=continuation.plan.starts,
        )
        for pk, points in known.trajectories.items()
        for day, share in points
    )  # fmt: skip
