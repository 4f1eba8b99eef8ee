"""The office's own lamp, set or lifted outside a review, with a reason.

It stands for the data it was set on: a lamp set today counts until it is lifted or until a newer report is approved,
whose review is the occasion to set it again. It never hides that a report is missing or was returned.
"""

from django.db import transaction

from ...choices import Lamp, PlanState, Role
from ...models import Commitment, Overrule, User, Verdict
from ...rules.lamp import is_withheld
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from ..snapshot.snapshot import Snapshot


def may_overrule(user: User, verdict: Verdict) -> bool:
    """Whether `user` may set or lift the office's lamp over this verdict of an open plan."""
    plan = verdict.commitment.plan
    return user.has_role(Role.SUPERVISOR) and plan.state == PlanState.OPEN and not is_withheld(verdict)


def lamp_version(verdict: Verdict) -> str:
    """Return what a form was drawn from: the report the verdict rests on and the office's lamp."""
    return f"{verdict.update_id or 0}-{verdict.office_lamp}"


@transaction.atomic
def set_office_lamp(
    commitment: Commitment, *, by: User, at, lamp: str, reason: str, version: str | None = None
) -> Overrule:
    """Set the office's lamp over the computed one from the day of `at` on; return the new row.

    Raises Refused (no supervisor, plan not open, or nothing to judge), Stale when a newer report or lamp counts than
    the form was drawn from (see `lamp_version`), Incomplete without lamp or reason or when that lamp burns already.
    """
    commitment, verdict = locked_verdict(commitment, by, at, version)
    errors = {} if reason.strip() else {"reason": "required"}
    if lamp not in Lamp.values or lamp == Lamp.GREY:
        errors["lamp"] = "required"
    elif lamp == verdict.official:
        errors["lamp"] = "unchanged"
    if errors:
        raise Incomplete(errors)
    return add_overrule(commitment, verdict, "lamp_overrule", by=by, at=at, lamp=lamp, reason=reason.strip())


@transaction.atomic
def lift_office_lamp(commitment: Commitment, *, by: User, at, reason: str, version: str | None = None) -> Overrule:
    """Lift the office's lamp, also one set at a review: the computed one counts again. Raises as `set_office_lamp`."""
    commitment, verdict = locked_verdict(commitment, by, at, version)
    if not verdict.office_lamp:
        raise Refused("lift", "none")
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    return add_overrule(commitment, verdict, "lamp_lift", by=by, at=at, lamp="", reason=reason.strip())


def locked_verdict(commitment: Commitment, by: User, at, version: str | None) -> tuple[Commitment, Verdict]:
    """Return the locked commitment and its verdict of the day."""
    rows = Commitment.objects.standing().select_related("plan").select_for_update(of=("self",), no_key=True)
    commitment = rows.get(pk=commitment.pk)
    verdict = assessment.judge_commitment(Snapshot(commitment.plan, at.date(), [commitment]), commitment)
    if not may_overrule(by, verdict):
        raise Refused("overrule", verdict.reason)
    if version is not None and version != lamp_version(verdict):
        raise Stale(commitment)
    return commitment, verdict


def add_overrule(commitment, verdict, action: str, *, by: User, at, lamp: str, reason: str) -> Overrule:
    row = Overrule.objects.create(
        commitment=commitment, update=verdict.update, lamp=lamp, reason=reason, by=by, valid_from=at.date()
    )
    before = {"computed": str(verdict.lamp), "official": str(verdict.official), "office_lamp": str(verdict.office_lamp)}
    after = {"computed": str(verdict.lamp), "official": lamp or str(verdict.lamp), "office_lamp": lamp}
    after["valid_from"] = str(row.valid_from)
    record(
        action, commitment, by=by, at=at, commitment=commitment, before=before, after=after, note=reason, approved=True
    )
    assessment.refresh([commitment], at.date())
    return row
