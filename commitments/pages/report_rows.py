"""What several rooms ask of reports: queries prepared once, and reports that bring their rows along."""

from ..models import Commitment, MilestoneReached, Observation, ProgressUpdate, prepared
from ..workflow.reports.drafts import TEXTS
from ..workflow.snapshot.known_rows import targets


def figures_brought(*, updates):
    return Observation.objects.filter(update__in=updates).select_related("indicator")


def milestones_brought(*, updates):
    return MilestoneReached.objects.filter(update__in=updates).select_related("milestone")


def approved_reports(*, commitments):
    """Return the approved reports of these commitments without their texts, the earliest first."""
    rows = ProgressUpdate.objects.approved().filter(commitment__in=commitments)
    return rows.defer(*TEXTS).select_related("period").order_by("period__ends", "revision")


def bring_figures(updates: list[ProgressUpdate]) -> None:
    """Give each update its observations, each with its indicator."""
    if updates:
        figures = prepared.models(figures_brought, updates=[update.pk for update in updates])
        prepared.prefetch(updates, "observations", figures, "update_id")


def bring_milestones(updates: list[ProgressUpdate]) -> None:
    """Give each update the milestones it says were reached."""
    if updates:
        reached = prepared.models(milestones_brought, updates=[update.pk for update in updates])
        prepared.prefetch(updates, "milestones_reached", reached, "update_id")


def bring_targets(commitments: list[Commitment]) -> None:
    """Give each commitment its targets, each with its indicator, that one's owner and the baseline."""
    if commitments:
        keys = list(dict.fromkeys(commitment.pk for commitment in commitments))
        prepared.prefetch(commitments, "targets", prepared.models(targets, commitments=keys), "commitment_id")
