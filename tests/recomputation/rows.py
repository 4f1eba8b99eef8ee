"""The rows the spreadsheet starts from, read as they are stored."""

from commitments.models import (
    AdjustedDay,
    Assignment,
    Commitment,
    Extension,
    Milestone,
    MilestoneReached,
    Observation,
    ProgressUpdate,
    ReportingPeriod,
    TakenBack,
    Target,
    ThresholdChange,
    TrajectoryPoint,
)
from tests.recomputation.sheet import day_of


def rows_of(plan) -> dict:
    """Return every row that bears on the plan's verdicts, as plain dictionaries."""
    mine = {"commitment__plan": plan}
    commitments = list(Commitment.objects.filter(plan=plan).order_by("order").values())
    leads = Assignment.objects.filter(**mine, role="lead", valid_to=None).values_list("commitment_id", "department_id")
    leads = dict(leads)
    for row in commitments:
        row["lead"] = leads.get(row["id"])
    targets = Target.objects.filter(**mine).order_by("pk").values()
    related = Target.objects.filter(**mine).values("id", "indicator__unit", "indicator__basis", "baseline__value")
    more = {row["id"]: row for row in related}
    reached = MilestoneReached.objects.filter(milestone__commitment__plan=plan, update__state="approved").order_by("pk")
    return {
        "plan": type(plan).objects.filter(pk=plan.pk).values().get(),
        "thresholds": list(ThresholdChange.objects.filter(plan=plan).order_by("pk").values()),
        "commitments": commitments,
        "periods": list(ReportingPeriod.objects.filter(plan=plan).values()),
        "targets": [row | more[row["id"]] | {"basis": more[row["id"]]["indicator__basis"]} for row in targets],
        "points": list(TrajectoryPoint.objects.filter(**mine).values()),
        "milestones": list(Milestone.objects.filter(**mine).order_by("pk").values()),
        "adjusted": list(AdjustedDay.objects.filter(milestone__commitment__plan=plan).order_by("pk").values()),
        "updates": list(ProgressUpdate.objects.exclude(submitted_at=None, taken_back=None).distinct().values()),
        "taken_back": list(TakenBack.objects.values()),
        "observations": list(Observation.objects.exclude(update=None).values()),
        "reached": [
            {"milestone_id": milestone, "reached": day, "decided": day_of(decided)}
            for milestone, day, decided in reached.values_list("milestone_id", "reached", "update__decided_at")
        ],
        "extensions": list(Extension.objects.filter(period__plan=plan).order_by("pk").values()),
    }
