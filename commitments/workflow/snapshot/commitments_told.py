"""Commitments as pages and papers tell them, with their people of a day: a fixed number of prepared queries."""

import datetime
from collections import defaultdict
from typing import NamedTuple

from ...models import Assignment, Commitment, Department, Plan, prepared


class Duty(NamedTuple):
    """What commitments need of an assignment to say who bears them."""

    commitment_id: int
    pk: int
    role: str
    department: Department


def commitments_told(plan: Plan, on: datetime.date | None, keys, related=("paragraph__section",)) -> list[Commitment]:
    """Return the commitments of these keys in report order, with plan, what is `related`, and people: those of the day
    `on`, else the current ones; three queries."""
    found = prepared.models(commitments_of_keys, related, commitments=sorted(keys)) if keys else []
    for each in found:
        each.plan = plan
    asked = {"day": plan.day_of(on)} if on else {}
    return give_people(found, commitments=sorted(keys), **asked) if keys else []


def give_people(rows: list[Commitment], **asked) -> list[Commitment]:
    """Return the commitments with their duties at hand, as with_people() gives them; `asked` says which duties are
    read (see duties_told)."""
    departments = {row.pk: row for row in prepared.models(departments_known)}
    duties = defaultdict(list)
    for commitment, pk, role, department in prepared.rows(duties_told, **asked):
        duties[commitment].append(Duty(commitment, pk, role, departments[department]))
    for each in rows:
        each.duties = duties[each.pk]
    return rows


def commitments_listed(plan: Plan, on: datetime.date | None, keys) -> list[Commitment]:
    """Return what a list tells of the commitments of these keys, in report order: code, title, kind, due day and, as
    `lead_name`, who led them on the day `on`, else now; one query."""
    asked = {"day": plan.day_of(on)} if on else {}
    found = prepared.models(rows_listed, commitments=sorted(keys), **asked) if keys else []
    for each in found:
        each.plan = plan
    return found


def rows_listed(*, commitments, day=None):
    found = Commitment.objects.filter(pk__in=commitments).in_report_order()
    lead = Assignment.objects.of(day).lead_name()
    return found.only("code", "title", "kind", "due", "order").annotate(lead_name=lead)


def commitments_of_keys(related: tuple, *, commitments):
    return Commitment.objects.filter(pk__in=commitments).select_related(*related).in_report_order()


def duties_told(*, plan=None, commitments=None, day=None):
    """Return (commitment, key, role, department) of the duties of some commitments or of a plan, on a day or now."""
    found = {"commitment__in": commitments} if commitments else {"commitment__plan": plan}
    duties = Assignment.objects.of(day).filter(**found).order_by("pk")
    return duties.values_list("commitment", "pk", "role", "department")


def departments_known():
    return Department.objects.select_related("leader").order_by("pk")
