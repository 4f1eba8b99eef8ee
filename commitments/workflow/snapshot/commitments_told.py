"""Commitments as pages and papers tell them, with their people of a day: a fixed number of prepared queries."""

import datetime
from collections import defaultdict

from ...models import Assignment, Commitment, Plan, prepared


def commitments_told(plan: Plan, on: datetime.date | None, keys) -> list[Commitment]:
    """Return the commitments of these keys in report order, with plan, section and people: those of the day `on`, else
    the current ones; two queries."""
    found = prepared.models(commitments_of_keys, commitments=sorted(keys)) if keys else []
    asked = {"day": plan.day_of(on)} if on else {}
    for each in found:
        each.plan = plan
    return give_people(found, prepared.models(duties_of_keys, commitments=sorted(keys), **asked) if keys else [])


def give_people(commitments: list[Commitment], rows: list[Assignment]) -> list[Commitment]:
    """Return the commitments with those of the duties that are theirs at hand, as with_people() gives them."""
    duties = defaultdict(list)
    for duty in rows:
        duties[duty.commitment_id].append(duty)
    for each in commitments:
        each.duties = duties[each.pk]
    return commitments


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


def commitments_of_keys(*, commitments):
    return Commitment.objects.filter(pk__in=commitments).select_related("paragraph__section").in_report_order()


def duties_of_keys(*, commitments, day=None):
    duties = Assignment.objects.of(day).filter(commitment__in=commitments)
    return duties.select_related("department").order_by("pk")
