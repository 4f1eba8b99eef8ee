"""A commitment withdrawn by the office, with a reason: it counts on the days before, and nothing is deleted."""

from django.db import transaction

from ...choices import PlanState, Role
from ...models import Commitment, User
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused


def may_withdraw_commitment(user: User, commitment: Commitment) -> bool:
    """Whether `user` may withdraw the commitment: the office, while its plan is open and it stands."""
    opened = commitment.plan.state == PlanState.OPEN
    return user.has_role(Role.SUPERVISOR) and opened and commitment.withdrawn_on is None


@transaction.atomic
def withdraw_commitment(commitment: Commitment, *, by: User, at, reason: str) -> Commitment:
    """Withdraw a commitment from the day of `at` on; its quote, its reports and its history stay. Return the row.

    Raises Refused when it is not open to `by`, Incomplete without a reason.
    """
    rows = Commitment.objects.select_related("plan").select_for_update(of=("self",), no_key=True)
    commitment = rows.get(pk=commitment.pk)
    if not may_withdraw_commitment(by, commitment):
        raise Refused("withdraw", "withdrawn" if commitment.withdrawn_on else commitment.plan.state)
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    commitment.withdrawn_on, commitment.withdrawn_reason = at.date(), reason.strip()
    commitment.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    record(
        "commitment_withdraw", commitment, by=by, at=at, commitment=commitment, note=commitment.withdrawn_reason,
        after={"withdrawn_on": str(commitment.withdrawn_on)}, approved=True,
    )  # fmt: skip
    assessment.refresh([commitment], at.date())
    return commitment
