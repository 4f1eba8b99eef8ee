"""Where the three lamps of a commitment differ: computed, the department's, the office's."""

from dataclasses import dataclass

from ...models import Commitment, Plan, Verdict
from ...rules.disagreements import between
from ...workflow import assessment


@dataclass(frozen=True)
class Disagreement:
    """A commitment of which two lamps differ; `between` names each pair (rules.disagreements.BETWEEN)."""

    commitment: Commitment
    verdict: Verdict
    between: tuple[str, ...]


def disagreements(plan: Plan, on) -> list[Disagreement]:
    """Return the plan's commitments whose lamps differ on a day, in report order."""
    verdicts = assessment.verdicts_on(plan, on)
    rows = plan.commitments.standing_on(on).in_report_order().with_people(plan.day_of(on))
    found = [(row, verdicts[row.pk], between(verdicts[row.pk])) for row in rows]
    return [Disagreement(*each) for each in found if each[2]]
