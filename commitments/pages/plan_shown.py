"""The plan every page stands in, with what waits for its reader: one query, put together once per role.

The counts are the costliest question a page asks (the query is large, its answer small), so its SQL is made from the
models once, for a reader who stands for all of that role, and then asked with the real one's numbers.
"""

import datetime
from functools import cache

from django.db import connection
from django.db.models import BooleanField, Count, Exists, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from ..choices import Role
from ..clock import today
from ..models import Delegation, Department, Part, Plan, ProgressUpdate, User
from ..workflow.waiting_count import rows_waiting
from .other_plans import others_told

# Values that stand in the prepared query where the reader's will: no account, department, day or key has them.
USER, DEPARTMENT, DAY, KEY = 2**52 + 1, 2**52 + 2, datetime.date(1, 1, 2), "\ue000"


def plan_shown(user, key: str) -> Plan | None:
    """Return the plan of that key, else the newest one, with `waiting`, `parts`, `to_do` and `deputy` of `user`,
    and `others`, the plans one may go to from there (see other_plans.others).

    One query, unless there is no plan of that key; None where no plan is loaded.
    """
    newest = None if key else Plan.objects.newest()
    if not key and newest is None:
        return None
    sql, values = prepared(user.role, connection.vendor)
    real = {"user": user.pk, "department": user.department_id, "day": day(today()), "key": key or newest.key}
    rows = Plan.objects.raw(sql, [real[name] if name else value for name, value in values])
    found = next(iter(rows), None)
    return plan_shown(user, "") if found is None and key else found


@cache
def prepared(role: str, vendor: str):
    """Return the query's SQL and its parameters: (name, None) where the reader's own belongs, else ("", value)."""
    reader = User(pk=USER, role=role, department=Department(pk=DEPARTMENT))
    plans = Plan.objects.annotate(
        waiting=waiting_for(reader), parts=parts_for(reader), deputy=is_deputy(reader, DAY),
        to_do=rows_waiting(reader, DAY), others=others_told(),
    )  # fmt: skip
    sql, values = plans.filter(key=KEY).query.sql_with_params()
    names = {USER: "user", DEPARTMENT: "department", day(DAY): "day", KEY: "key"}
    return sql, [(names[value], None) if value in names else ("", value) for value in values]


def day(value: datetime.date):
    """Return a date as this database takes it."""
    return connection.ops.adapt_datefield_value(value)


def waiting_for(user):
    """Return the expression for the number of a plan's updates that wait for this account's decision."""
    if user.has_role(Role.SUPERVISOR):
        updates = ProgressUpdate.objects.awaiting_review()
    elif user.has_role(Role.APPROVER, Role.REPORTER):
        updates = ProgressUpdate.objects.awaiting_sign_off(user.department_id)
    else:
        return Value(0)
    return number_of(updates)


def number_of(rows):
    """Return the expression for how many of `rows` belong to a commitment of the plan."""
    of_plan = rows.filter(commitment__plan=OuterRef("pk")).order_by().values("commitment__plan")
    counted = of_plan.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def parts_for(user):
    """Return the expression for the number of a plan's parts that wait for the account's department."""
    fills_in = user.has_role(Role.REPORTER, Role.APPROVER)
    return number_of(Part.objects.awaiting(user.department_id)) if fills_in else Value(0)


def is_deputy(user, on: datetime.date):
    """Return the expression for whether the account signs in an approver's place on the day."""
    if not user.has_role(Role.REPORTER):
        return Value(False, BooleanField())
    return Exists(Delegation.objects.on(on).held_by(user))
