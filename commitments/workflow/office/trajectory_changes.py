"""Trajectories set, changed and confirmed by the office; what a change would do to the lamp, before it is made.

While the plan is a draft a trajectory is rewritten freely. Once it is open a change is a new trajectory that counts
from its day on, with a reason: lamps of earlier days stay as they were judged.
"""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from ...choices import Measured, PlanState, Role, Standing
from ...models import Commitment, Plan, TrajectoryPoint, User
from ...rules import lamp as lamps
from ...rules.facts import CommitmentFacts, CommitmentVerdict, ComponentVerdict, TargetFacts
from ...rules.pace import expected_share
from ...rules.target import whole_units
from ...rules.trajectory import Trajectory, trajectory_errors
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from ..snapshot.snapshot import Snapshot
from ..snapshot.trajectories import PlannedTrajectory, paced_targets, trajectories_of, trajectory_version

FIRST_REVISION = 1


def may_set_trajectory(user: User, plan: Plan) -> bool:
    """Whether `user` may set and confirm trajectories of the plan: the office, until the plan is closed."""
    return user.has_role(Role.SUPERVISOR) and plan.state != PlanState.CLOSED


@transaction.atomic
def set_trajectory(
    commitment: Commitment, points: Trajectory, *, by: User, at, reason: str = "", version: str | None = None
) -> PlannedTrajectory:
    """Give the commitment a trajectory; return it.

    In a draft it takes the place of the old one and is proposed; in an open plan it counts from the day of `at` on and
    needs a reason. Raises Refused (no supervisor, plan closed, nothing judged along a trajectory), Stale when the
    trajectory is not the one the form was drawn from (see trajectory_version), Incomplete with `points`, `share_…` or
    `reason`.
    """
    commitment, reason = locked_commitment(commitment, by), reason.strip()
    trajectories = unchanged_trajectories(commitment, version)
    opened, newest = commitment.plan.is_open, trajectories[-1] if trajectories else None
    found = trajectory_errors(points, commitment.plan.starts, commitment.due)
    if opened and not reason:
        found["reason"] = "required"
    if not found and newest and newest.points == tuple(points):
        found["points"] = "unchanged"
    if found:
        raise Incomplete(found)
    trajectory = (
        following_trajectory(commitment, newest, points, at.date())
        if opened
        else replaced_trajectory(commitment, points)
    )
    change = {"before": trajectory_facts(newest), "after": trajectory_facts(trajectory)}
    action = "path_change" if opened else "path_set"
    record(action, commitment, by=by, at=at, note=reason, **kept_of(commitment), **change)
    # A draft's trajectory counts from the plan's first day, so whatever was judged since is judged again.
    assessment.refresh([commitment], at.date() if opened else commitment.plan.starts)
    return trajectory


def kept_of(commitment: Commitment) -> dict:
    """Return what an entry points to: an open plan's commitment; a draft's may be deleted, and auditors see none."""
    return {} if commitment.plan.is_draft else {"commitment": commitment, "approved": True}


def locked_commitment(commitment: Commitment, by: User) -> Commitment:
    """Return the commitment with its plan, both locked: nobody opens the plan while a trajectory is rewritten."""
    rows = Commitment.objects.standing().select_related("plan").select_for_update(of=("self", "plan"))
    commitment = rows.filter(pk=commitment.pk).first()
    if commitment is None or not may_set_trajectory(by, commitment.plan):
        raise Refused("trajectory", commitment.plan.state if commitment else "withdrawn")
    if not paced_targets(commitment):
        raise Refused("trajectory", "not_paced")
    return commitment


def unchanged_trajectories(commitment: Commitment, version: str | None) -> list[PlannedTrajectory]:
    """Return the commitment's trajectories; raise Stale when a form was drawn from others."""
    trajectories = trajectories_of([commitment.pk]).get(commitment.pk, [])
    if version is not None and version != trajectory_version(commitment, trajectories):
        raise Stale(commitment)
    return trajectories


def following_trajectory(
    commitment: Commitment, newest: PlannedTrajectory | None, points: Trajectory, day: datetime.date
) -> PlannedTrajectory:
    """Add a trajectory that counts from `day` on; one decided on before the old one begins counts from that day."""
    day = max(day, newest.valid_from) if newest else day
    revision = newest.revision + 1 if newest and newest.valid_from == day else FIRST_REVISION
    return store_trajectory(commitment, PlannedTrajectory(tuple(points), Standing.CONFIRMED, day, revision))


def replaced_trajectory(commitment: Commitment, points: Trajectory) -> PlannedTrajectory:
    commitment.trajectory.all().delete()
    return store_trajectory(
        commitment, PlannedTrajectory(tuple(points), Standing.PROPOSED, commitment.plan.starts, FIRST_REVISION)
    )


def store_trajectory(commitment: Commitment, trajectory: PlannedTrajectory) -> PlannedTrajectory:
    same = {"standing": trajectory.standing, "valid_from": trajectory.valid_from, "revision": trajectory.revision}
    rows = [TrajectoryPoint(commitment=commitment, at=day, share=share, **same) for day, share in trajectory.points]
    TrajectoryPoint.objects.bulk_create(rows)
    return trajectory


def trajectory_facts(trajectory: PlannedTrajectory | None) -> dict:
    """Return a trajectory as the history keeps it; no trajectory is a straight one."""
    if trajectory is None:
        return {}
    return {
        "points": {str(day): str(share) for day, share in trajectory.points}, "standing": str(trajectory.standing),
        "valid_from": str(trajectory.valid_from), "revision": trajectory.revision,
    }  # fmt: skip


@transaction.atomic
def confirm_trajectories(version: dict[Commitment, str | None], *, by: User, at) -> int:
    """Confirm the proposed trajectories of commitments, each as it was seen (see trajectory_version); return how many.

    All or none: raises Refused, Stale with the first one that changed, Incomplete with `trajectories` when there is
    nothing proposed.
    """
    confirmed = 0
    for commitment, token in sorted(version.items(), key=lambda pair: pair[0].pk):
        row = locked_commitment(commitment, by)
        trajectories = unchanged_trajectories(row, token)
        if trajectories and trajectories[-1].is_proposed:
            confirm_trajectory(row, trajectories[-1], by=by, at=at)
            confirmed += 1
    if not confirmed:
        raise Incomplete({"trajectories": "none"})
    return confirmed


def confirm_trajectory(commitment: Commitment, trajectory: PlannedTrajectory, *, by: User, at) -> None:
    rows = commitment.trajectory.filter(valid_from=trajectory.valid_from, revision=trajectory.revision)
    rows.update(standing=Standing.CONFIRMED)
    change = {
        "before": trajectory_facts(trajectory),
        "after": trajectory_facts(replace(trajectory, standing=Standing.CONFIRMED)),
    }
    record("path_confirm", commitment, by=by, at=at, **kept_of(commitment), **change)


@dataclass(frozen=True)
class TargetEffect:
    """What another trajectory would do to one target: judged on `day`, its data's cut-off or the day asked for."""

    facts: TargetFacts
    day: datetime.date
    expected: tuple[Decimal, Decimal]
    before: ComponentVerdict
    after: ComponentVerdict


@dataclass(frozen=True)
class TrajectoryPreview:
    """The commitment's verdict with its trajectory and with another one, and the effect on each paced target."""

    before: CommitmentVerdict
    after: CommitmentVerdict
    effects: list[TargetEffect]
    withheld: bool


def preview_trajectory(commitment: Commitment, points: Trajectory, on: datetime.date) -> TrajectoryPreview:
    """Return what the trajectory would do to the lamp of the day; stores nothing."""
    known = Snapshot(commitment.plan, on, [commitment])
    old = known.facts(commitment)
    new = old.replace(targets=tuple(replace(t, pace=replace(t.pace, points=tuple(points))) for t in old.targets))
    before, after = (lamps.with_office_lamp(lamps.judge(facts), *known.office(commitment)) for facts in (old, new))
    return TrajectoryPreview(before, after, target_effects(old, new, on), lamps.is_withheld(before))


def target_effects(old: CommitmentFacts, new: CommitmentFacts, on: datetime.date) -> list[TargetEffect]:
    pairs = zip(
        observed_facts(old), observed_facts(new), lamps.judge_components(old), lamps.judge_components(new), strict=False
    )
    return [
        TargetEffect(was, day, (expected_by(was, day), expected_by(becomes, day)), before, after)
        for was, becomes, before, after in pairs
        if was.measure.is_paced
        for day in [before.cutoff or on]
    ]


def observed_facts(facts: CommitmentFacts) -> list[TargetFacts]:
    return [target for target in facts.targets if target.measured == Measured.OBSERVED]


def expected_by(target: TargetFacts, day: datetime.date) -> Decimal:
    return expected_share(target.pace, day, whole_units(target.measure))
