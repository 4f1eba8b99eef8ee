"""Another day set in place of a milestone's planned one in an open plan: dated, with a reason, kept beside the old."""

import datetime
import hashlib

from django.db import transaction

from ...choices import Role
from ...models import AdjustedDay, Commitment, Milestone, User
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from ..snapshot.snapshot import Snapshot

FIRST_REVISION = 1


def may_adjust_milestones(user: User, commitment: Commitment) -> bool:
    """Whether `user` may set other days: the office, while the plan is open and the commitment stands."""
    return user.has_role(Role.SUPERVISOR) and commitment.plan.is_open and commitment.withdrawn_on is None


def days_version(milestones: list[Milestone]) -> str:
    """Return what a form was drawn from: changes with every day set."""
    told = [(row.pk, str(row.due_day)) for row in milestones]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@transaction.atomic
def adjust_milestone(
    commitment: Commitment, milestone: Milestone, day: datetime.date, *, by: User, at, reason: str, version=None
) -> AdjustedDay:
    """Set the day a milestone is judged by from the day of `at` on; the planned one and earlier lamps stay.

    Raises Refused where it is not open to `by`, Stale when other days stand than the form was drawn from (see
    days_version), Incomplete with `milestone` (unknown, reached), `day` (other_year, unchanged) or `reason`.
    """
    rows = Commitment.objects.select_related("plan").select_for_update(of=("self",), no_key=True)
    commitment = rows.get(pk=commitment.pk)
    if not may_adjust_milestones(by, commitment):
        raise Refused("adjust_milestone", "withdrawn" if commitment.withdrawn_on else commitment.plan.state)
    known = Snapshot(commitment.plan, at.date(), [commitment])
    stones = known.milestones[commitment.pk]
    if version is not None and version != days_version(stones):
        raise Stale(commitment)
    stone = next((row for row in stones if row.pk == milestone.pk), None)
    if errors := day_errors(known, stone, day, reason):
        raise Incomplete(errors)
    made = following_day(stone, day, at.date())
    change = {"before": {"day": str(stone.due_day)}, "after": {"day": str(day), "valid_from": str(made.valid_from)}}
    record("milestone_adjust", stone, by=by, at=at, commitment=commitment, note=reason.strip(), approved=True, **change)
    assessment.refresh([commitment], at.date())
    return made


def day_errors(known: Snapshot, stone: Milestone | None, day: datetime.date, reason: str) -> dict[str, str]:
    """Return field → code of what stands against the day."""
    errors = {} if reason.strip() else {"reason": "required"}
    if stone is None:
        return errors | {"milestone": "unknown"}
    if stone.pk in known.reached:
        errors["milestone"] = "reached"
    if day == stone.due_day:
        errors["day"] = "unchanged"
    elif not known.plan.starts <= day <= known.plan.ends:
        errors["day"] = "other_year"
    return errors


def following_day(stone: Milestone, day: datetime.date, today: datetime.date) -> AdjustedDay:
    """Add the day that counts from today on, after every other set so far."""
    before = stone.adjustments.filter(valid_from=today).order_by("revision").last()
    revision = before.revision + 1 if before else FIRST_REVISION
    return AdjustedDay.objects.create(milestone=stone, day=day, valid_from=today, revision=revision)
