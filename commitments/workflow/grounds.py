"""What a lamp rests on: the calculation of each part, beside the approved report its figure came by."""

from dataclasses import dataclass

from ..choices import Measured
from ..models import MilestoneReached, Observation, ProgressUpdate
from ..rules.explain import Explanation, explain
from ..rules.lamp import Verdict, judge
from .knowledge import Knowledge


@dataclass(frozen=True)
class Ground:
    """One part of a commitment: how it was judged, and the update that brought its figure (None: nothing yet)."""

    explanation: Explanation
    update: ProgressUpdate | None


def grounds(known: Knowledge, commitment) -> tuple[Verdict, list[Ground]]:
    """Return the verdict and the grounds of its parts, in their order."""
    facts = known.facts(commitment)
    verdict = judge(facts)
    sources = sources_of(known, commitment) if verdict.parts else [newest(known, commitment)]
    return verdict, [Ground(*pair) for pair in zip(explain(facts, verdict), sources, strict=True)]


def sources_of(known: Knowledge, commitment) -> list:
    """Return the update behind each part: of the reading that counts, or of the milestone's report."""
    observed = [t for t in known.targets[commitment.pk] if t.measured == Measured.OBSERVED]
    readings: list[Observation | None] = [known.readings.get(target.indicator_id) for target in observed]
    counted = MilestoneReached.objects.filter(
        known.counts(), milestone__commitment=commitment, reached__lte=known.horizon
    )
    reports = {row.milestone_id: row.update for row in counted.select_related("update__period").order_by("pk")}
    reached = [reports.get(m.pk) or newest(known, commitment) for m in known.milestones[commitment.pk]]
    return [*(row.update if row else None for row in readings), *reached]


def newest(known: Knowledge, commitment):
    return next(iter(known.effective(commitment)), None)
