"""Planned paths set, changed and confirmed by the office; what a change would do to the lamp, before it is made.

While the plan is a draft a path is rewritten freely. Once it is open a change is a new path that counts from its day
on, with a reason: lamps of earlier days stay as they were judged.
"""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from ..choices import Measured, PlanState, Role, Standing
from ..models import Commitment, Plan, TrajectoryPoint, User
from ..rules import lamp as lamps
from ..rules.facts import Facts, PartVerdict, TargetFacts
from ..rules.pace import expected
from ..rules.path import Points, faults
from ..rules.target import whole_units
from . import assessment
from .knowledge import Knowledge
from .paths import Path, paced_targets, path_on, paths_of, seen
from .record import record
from .refusals import Incomplete, Refused, Stale

FIRST_REVISION = 1


def may_set(user: User, plan: Plan) -> bool:
    """Whether `user` may set and confirm planned paths of the plan: the office, until the plan is closed."""
    return user.has_role(Role.SUPERVISOR) and plan.state != PlanState.CLOSED


@transaction.atomic
def set_path(
    commitment: Commitment, points: Points, *, by: User, at, reason: str = "", drawn_from: str | None = None
) -> Path:
    """Give the commitment a planned path; return it.

    In a draft it takes the place of the old one and is proposed; in an open plan it counts from the day of `at` on and
    needs a reason. Raises Refused (no supervisor, plan closed, nothing judged along a path), Stale when the path is not
    the one the form was drawn from (see paths.seen), Incomplete with `points`, `share_…` or `reason`.
    """
    commitment, reason = locked(commitment, by), reason.strip()
    paths = standing_paths(commitment, drawn_from)
    opened, newest = commitment.plan.is_open, paths[-1] if paths else None
    found = faults(points, commitment.plan.starts, commitment.due)
    if opened and not reason:
        found["reason"] = "required"
    if not found and newest and newest.points == tuple(points):
        found["points"] = "unchanged"
    if found:
        raise Incomplete(found)
    path = follow(commitment, newest, points, at.date()) if opened else rewrite(commitment, points)
    change = {"before": told(newest), "after": told(path)}
    action = "path_change" if opened else "path_set"
    record(action, commitment, by=by, at=at, commitment=commitment, note=reason, approved=True, **change)
    # A draft's path counts from the plan's first day, so whatever was judged since is judged again.
    assessment.refresh([commitment], at.date() if opened else commitment.plan.starts)
    return path


def locked(commitment: Commitment, by: User) -> Commitment:
    """Return the commitment with its plan, both locked: nobody opens the plan while a path is rewritten."""
    rows = Commitment.objects.standing().select_related("plan").select_for_update(of=("self", "plan"))
    commitment = rows.filter(pk=commitment.pk).first()
    if commitment is None or not may_set(by, commitment.plan):
        raise Refused("path", commitment.plan.state if commitment else "withdrawn")
    if not paced_targets(commitment):
        raise Refused("path", "not_paced")
    return commitment


def standing_paths(commitment: Commitment, drawn_from: str | None) -> list[Path]:
    """Return the commitment's paths; raise Stale when a form was drawn from others."""
    paths = paths_of([commitment]).get(commitment.pk, [])
    if drawn_from is not None and drawn_from != seen(commitment, paths):
        raise Stale(commitment)
    return paths


def follow(commitment: Commitment, newest: Path | None, points: Points, day: datetime.date) -> Path:
    """Add a path that counts from `day` on; one decided on before the old one begins counts from that day."""
    day = max(day, newest.valid_from) if newest else day
    revision = newest.revision + 1 if newest and newest.valid_from == day else FIRST_REVISION
    return add(commitment, Path(tuple(points), Standing.CONFIRMED, day, revision))


def rewrite(commitment: Commitment, points: Points) -> Path:
    commitment.trajectory.all().delete()
    return add(commitment, Path(tuple(points), Standing.PROPOSED, commitment.plan.starts, FIRST_REVISION))


def add(commitment: Commitment, path: Path) -> Path:
    same = {"standing": path.standing, "valid_from": path.valid_from, "revision": path.revision}
    rows = [TrajectoryPoint(commitment=commitment, at=day, share=share, **same) for day, share in path.points]
    TrajectoryPoint.objects.bulk_create(rows)
    return path


def told(path: Path | None) -> dict:
    """Return a path as the history keeps it; no path is a straight one."""
    if path is None:
        return {}
    return {
        "points": {str(day): str(share) for day, share in path.points}, "standing": str(path.standing),
        "valid_from": str(path.valid_from), "revision": path.revision,
    }  # fmt: skip


@transaction.atomic
def confirm_paths(drawn_from: dict[Commitment, str | None], *, by: User, at) -> int:
    """Confirm the proposed paths of commitments, each as it was seen (see paths.seen); return how many.

    All or none: raises Refused, Stale with the first one that changed, Incomplete with `paths` when none is proposed.
    """
    confirmed = 0
    for commitment, token in sorted(drawn_from.items(), key=lambda pair: pair[0].pk):
        row = locked(commitment, by)
        paths = standing_paths(row, token)
        if paths and paths[-1].is_proposed:
            confirm(row, paths[-1], by=by, at=at)
            confirmed += 1
    if not confirmed:
        raise Incomplete({"paths": "none"})
    return confirmed


def confirm(commitment: Commitment, path: Path, *, by: User, at) -> None:
    rows = commitment.trajectory.filter(valid_from=path.valid_from, revision=path.revision)
    rows.update(standing=Standing.CONFIRMED)
    change = {"before": told(path), "after": told(replace(path, standing=Standing.CONFIRMED))}
    record("path_confirm", commitment, by=by, at=at, commitment=commitment, approved=True, **change)


@dataclass(frozen=True)
class Effect:
    """What another path would do to one target: judged on `day`, its data's cut-off or the day asked for."""

    facts: TargetFacts
    day: datetime.date
    expected: tuple[Decimal, Decimal]
    before: PartVerdict
    after: PartVerdict


@dataclass(frozen=True)
class Preview:
    """The commitment's verdict with its path and with another one, and the effect on each paced target."""

    before: lamps.Verdict
    after: lamps.Verdict
    effects: list[Effect]
    withheld: bool


def preview(commitment: Commitment, points: Points, on: datetime.date) -> Preview:
    """Return what the path would do to the lamp of the day; stores nothing."""
    known = Knowledge(commitment.plan, on, [commitment])
    old = known.facts(commitment)
    new = old.replace(targets=tuple(replace(t, pace=replace(t.pace, points=tuple(points))) for t in old.targets))
    before, after = (lamps.overruled(lamps.judge(facts), *known.office(commitment)) for facts in (old, new))
    return Preview(before, after, effects(old, new, on), lamps.is_withheld(before))


def effects(old: Facts, new: Facts, on: datetime.date) -> list[Effect]:
    pairs = zip(observed(old), observed(new), lamps.parts_of(old), lamps.parts_of(new), strict=False)
    return [
        Effect(was, day, (due_on(was, day), due_on(becomes, day)), before, after)
        for was, becomes, before, after in pairs
        if was.measure.is_paced
        for day in [before.cutoff or on]
    ]


def observed(facts: Facts) -> list[TargetFacts]:
    return [target for target in facts.targets if target.measured == Measured.OBSERVED]


def due_on(target: TargetFacts, day: datetime.date) -> Decimal:
    return expected(target.pace, day, whole_units(target.measure))


def in_force(commitment: Commitment, on: datetime.date) -> Path | None:
    """Return the path the commitment is judged by on a day, None for a straight one."""
    return path_on(paths_of([commitment]).get(commitment.pk, []), on)
