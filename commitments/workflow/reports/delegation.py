"""Signing for an absent approver: given for some days to somebody of the same department, and taken back."""

import datetime

from django.db import transaction

from ...choices import Role
from ...models import Delegation, User
from ..record import record
from ..refusals import Incomplete, Refused

LONGEST_DELEGATION = datetime.timedelta(days=366)


@transaction.atomic
def delegate(
    *, deputy: User, starts: datetime.date, ends: datetime.date, note: str = "", by: User, at, sample=False
) -> Delegation:
    """Let `deputy` sign in the place of the approver `by` from one day to another, both included.

    Raises Refused unless `by` is an approver, Incomplete with field → code for a deputy who cannot sign
    (not_a_deputy, already) or days that cannot be (past, order, too_long).
    """
    if not by.has_role(Role.APPROVER) or not by.is_active:
        raise Refused("delegate")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if wrong := delegation_errors(by, deputy, starts, ends, at.date()):
        raise Incomplete(wrong)
    given = Delegation.objects.create(
        department=by.department, approver=by, deputy=deputy, starts=starts, ends=ends, note=note.strip()
    )
    days = {"starts": str(starts), "ends": str(ends)}
    record("delegation_give", given, by=by, at=at, after=days, note=given.note, approved=True, sample=sample)
    return given


def delegation_errors(by: User, deputy: User, starts, ends, on) -> dict[str, str]:
    """Return field → code of what stands against it."""
    wrong = {}
    if deputy not in possible_deputies(by):
        wrong["deputy"] = "not_a_deputy"
    elif Delegation.objects.filter(
        approver=by, deputy=deputy, starts__lte=ends, ends__gte=starts, revoked_at=None
    ).exists():
        wrong["deputy"] = "already"
    if starts < on:
        wrong["starts"] = "past"
    if ends < starts:
        wrong["ends"] = "order"
    elif ends - starts >= LONGEST_DELEGATION:
        wrong["ends"] = "too_long"
    return wrong


def possible_deputies(approver: User):
    """Return who may sign in the approver's place: the other active reporters and approvers of the department."""
    people = User.objects.filter(department=approver.department, role__in=Role.of_department())
    return people.filter(is_active=True).exclude(pk=approver.pk)


@transaction.atomic
def revoke_delegation(given: Delegation, *, by: User, at) -> Delegation:
    """End a delegation at once. Raises Refused unless `by` is an approver of the department and it has not ended."""
    given = Delegation.objects.select_for_update(no_key=True).get(pk=given.pk)
    own = by.has_role(Role.APPROVER) and by.department_id == given.department_id
    if not own or given.revoked_at is not None or given.ends < at.date():
        raise Refused("revoke", "revoked" if given.revoked_at else "")
    given.revoked_at = at
    given.save()
    record("delegation_revoke", given, by=by, at=at, approved=True)
    return given


def approver_signed_for(signer: User, on: datetime.date) -> User | None:
    """Return in whose place `signer` signs on `on`, or None for an approver, who signs in the own right."""
    if signer.has_role(Role.APPROVER):
        return None
    held = Delegation.objects.on(on).held_by(signer).select_related("approver").order_by("pk").first()
    return held.approver if held else None
