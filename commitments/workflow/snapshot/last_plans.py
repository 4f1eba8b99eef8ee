"""Which plan another one goes on from."""

from ...models import Plan


def plan_before(plan: Plan) -> Plan | None:
    """Return the plan of the same level that a plan goes on from: the one before it, where that was opened; or None."""
    return plans_before([plan]).get(plan.pk)


def plans_before(plans: list[Plan]) -> dict[int, Plan]:
    """Return plan's key → the plan of its level before it, those whose last plan was opened."""
    known = list(Plan.objects.order_by("year", "pk"))
    found = {}
    for plan in plans:
        earlier = [row for row in known if row.level == plan.level and row.year < (plan.year or 0)]
        if earlier and not earlier[-1].is_draft:
            found[plan.pk] = earlier[-1]
    return found
