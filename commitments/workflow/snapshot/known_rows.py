"""What a snapshot asks the database: queries prepared once, of a plan's rows and of commitments' rows."""

from django.db.models import Q

from ...choices import UpdateState
from ...models import (
    Assignment,
    Extension,
    Milestone,
    MilestoneReached,
    Observation,
    Overrule,
    ProgressUpdate,
    ReportingPeriod,
    Target,
    TrajectoryPoint,
)


def periods(*, plan, on):
    return ReportingPeriod.objects.filter(plan=plan).begun(on)


def extensions(*, plan):
    return Extension.objects.filter(period__plan=plan).order_by("pk")


def targets(*, commitments):
    rows = Target.objects.filter(commitment__in=commitments).order_by("pk")
    return rows.select_related("indicator__owner", "baseline", "relative_to")


def milestones(*, commitments, on):
    """Return the milestones, each with the day that was set in place of the planned one by `on`."""
    return Milestone.objects.filter(commitment__in=commitments).adjusted_by(on).order_by("pk")


def trajectory_points(*, commitments):
    return TrajectoryPoint.objects.filter(commitment__in=commitments).order_by("at")


def updates(*, commitments, before):
    """Return what was sent before a moment, the newest period and revision first."""
    known = ProgressUpdate.objects.filter(commitment__in=commitments).sent_before(before)
    return known.select_related("period").order_by("-period__ends", "-revision")


def approved_or_included(before, including) -> Q:
    """Return the condition for rows of updates approved before a moment, and of the included ones (keys)."""
    return Q(update__state=UpdateState.APPROVED, update__decided_at__lt=before) | Q(update__in=including)


def observations(*, indicators, starts, until, before, including):
    rows = Observation.objects.filter(
        approved_or_included(before, including), indicator__in=indicators, cutoff__range=(starts, until)
    )
    return rows.select_related("update", "update__period").order_by("pk")


def milestones_reached(*, milestones, until, before, including):
    rows = MilestoneReached.objects.filter(approved_or_included(before, including), milestone__in=milestones)
    return rows.filter(reached__lte=until).select_related("update", "update__period").order_by("pk")


def overrules(*, commitments, on):
    return Overrule.objects.filter(commitment__in=commitments, valid_from__lte=on).order_by("pk")


def leads(*, commitments, day):
    """Return (commitment, department) of those who answer for its report on a day."""
    duties = Assignment.objects.on(day).representing(day).filter(commitment__in=commitments)
    return duties.values_list("commitment", "department").order_by("pk")
