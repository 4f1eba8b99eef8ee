"""The way from an empty installation to the first open period, as far as it was gone; one query."""

from django.db.models import Exists, Q

from ...choices import PlanState, Role
from ...models import Department, Place, Plan, ReportingPeriod, User

STEPS = ("place", "departments", "proposed", "granted", "begun", "opened", "period")


def first_steps() -> dict[str, bool]:
    """Return step → whether it is done, in their order; {} once the last one is, and before there is any account."""
    people = User.objects.filter(is_active=True)
    reporting = Q(role__in=Role.of_department())
    told = User.objects.order_by("pk").annotate(
        place=Exists(Place.objects.filter(pk=1)),
        departments=Exists(Department.objects.all()),
        proposed=Exists(User.objects.filter(reporting | ~Q(proposed_role=""))),
        granted=Exists(people.filter(role=Role.SUPERVISOR)) & Exists(people.filter(reporting)),
        begun=Exists(Plan.objects.all()),
        opened=Exists(Plan.objects.exclude(state=PlanState.DRAFT)),
        period=Exists(ReportingPeriod.objects.exclude(opened=None)),
    )
    done = told.values(*STEPS).first() or {}
    return {} if done.get("period") else {step: bool(done[step]) for step in STEPS if step in done}
