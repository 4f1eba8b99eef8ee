"""What a lamp rests on: the calculation of each component, beside the approved report its figure came by."""

from dataclasses import dataclass

from ...choices import Measured
from ...models import Observation, ProgressUpdate
from ...rules.explanation import Explanation, explain
from ...rules.facts import CommitmentVerdict
from ...rules.lamp import judge
from ..snapshot.snapshot import Snapshot


@dataclass(frozen=True)
class ExplainedComponent:
    """One component of a commitment: how it was judged, and the update that brought its figure (None: nothing yet)."""

    explanation: Explanation
    update: ProgressUpdate | None


def explained_components(known: Snapshot, commitment) -> tuple[CommitmentVerdict, list[ExplainedComponent]]:
    """Return the verdict and the grounds of its components, in their order."""
    facts = known.facts(commitment)
    verdict = judge(facts)
    sources = sources_of(known, commitment) if verdict.components else [newest_effective(known, commitment)]
    return verdict, [ExplainedComponent(*pair) for pair in zip(explain(facts, verdict), sources, strict=True)]


def sources_of(known: Snapshot, commitment) -> list:
    """Return the update behind each component: of the reading that counts, or of the milestone's report."""
    observed = [t for t in known.targets[commitment.pk] if t.measured == Measured.OBSERVED]
    readings: list[Observation | None] = [known.readings.get(target.indicator_id) for target in observed]
    reports = {pk: row.update for pk, row in known.reached_rows.items()}
    reached = [reports.get(m.pk) or newest_effective(known, commitment) for m in known.milestones[commitment.pk]]
    return [*(row.update if row else None for row in readings), *reached]


def newest_effective(known: Snapshot, commitment):
    return next(iter(known.effective(commitment)), None)
