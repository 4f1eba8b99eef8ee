"""The plan every page stands in, with what waits for its reader: one query, put together once per role."""

import datetime
import json

from django.db.models import BooleanField, Exists, Value

from ..choices import Role
from ..clock import today
from ..models import Contribution, Delegation, Department, Place, Plan, ProgressUpdate, User
from ..models.place import place_told
from ..models.prepared import prepared
from ..workflow.todo.count import count_in_plan, count_per_plan, count_waits
from .other_plans import others_told


def plan_shown(user, key: str) -> Plan | None:
    """Return the plan of that key, else the one at hand, with `waiting`, `contributions`, `to_do` and `deputy` of
    `user`, and `others`, the plans one may go to from there (see other_plans.other_plans_of).

    One query, unless there is no plan of that key; None where no plan is loaded.
    """
    at_hand = None if key else Plan.objects.visible_to(user).at_hand(today())
    if not key and at_hand is None:
        return None
    real = {"key": key or at_hand.key} | asked_of(user)
    query = prepared(plan_with_counts, user.role, **real)
    rows = Plan.objects.raw(query.sql, query.parameters(real))
    found = told_place(rows, user)
    return plan_shown(user, "") if found is None and key else found


def told_place(rows, user) -> Plan | None:
    """Return the row the account may see; whose ledger this is, which came along, is kept for the request."""
    found = next((plan for plan in rows if plan.is_visible_to(user)), None)
    if found is not None:
        Place.objects.told(json.loads(found.place or "{}"))
    return found


def asked_of(user) -> dict:
    """Return what `plan_with_counts` asks about a reader of that role: nothing waits for those without a part in the
    round."""
    if user.represents:
        return {"user": user.pk, "department": user.department_id, "day": today()}
    return {"user": user.pk} if user.has_role(Role.SUPERVISOR) else {}


def plan_with_counts(role, *, key, user=None, department=None, day=None):
    """Return the query for a plan with what waits for a reader of that role."""
    who = User(pk=user, role=role, department=Department(pk=department))
    return Plan.objects.filter(key=key).annotate(
        waiting=waiting_for(who), contributions=contributions_for(who), deputy=is_deputy(who, day),
        to_do=count_waits(who, day),
        others=others_told(who), place=place_told(),
    )  # fmt: skip


def waiting_for(user):
    """Return the expression for the number of a plan's updates that wait for this account's decision."""
    if user.has_role(Role.SUPERVISOR):
        updates = ProgressUpdate.objects.awaiting_review()
    elif user.fills_in:
        updates = ProgressUpdate.objects.awaiting_sign_off(user.department_id)
    else:
        return Value(0)
    return count_in_plan(updates)


def contributions_for(user):
    """Return the expression for the number of a plan's contributions that wait for the account's department."""
    return count_per_plan(Contribution.objects.awaiting(user.department_id)) if user.fills_in else Value(0)


def is_deputy(user, on: datetime.date):
    """Return the expression for whether the account signs in an approver's place on the day."""
    if not user.has_role(Role.REPORTER):
        return Value(False, BooleanField())
    return Exists(Delegation.objects.on(on).held_by(user))
