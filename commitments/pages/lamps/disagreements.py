"""Where the three lamps of a commitment differ: computed, the department's, the office's."""

from dataclasses import dataclass

from ...models import Commitment, Plan, Verdict
from ...rules.lamp import is_withheld
from ...workflow import assessment

BETWEEN = ("department", "office", "both")


@dataclass(frozen=True)
class Disagreement:
    """A commitment of which two lamps differ; `between` names each pair (see BETWEEN)."""

    commitment: Commitment
    verdict: Verdict
    between: tuple[str, ...]


def disagreements(plan: Plan, on) -> list[Disagreement]:
    """Return the plan's commitments whose lamps differ on a day, in report order."""
    verdicts = assessment.verdicts_on(plan, on)
    rows = plan.commitments.standing_on(on).in_report_order().with_people()
    found = [(row, verdicts[row.pk], pairs(verdicts[row.pk])) for row in rows]
    return [Disagreement(*each) for each in found if each[2]]


def pairs(verdict: Verdict) -> tuple[str, ...]:
    """Return which lamps differ: department and computed, office and computed, or office and department.

    Nothing is compared with a lamp that is withheld or pending, or that nobody set.
    """
    if is_withheld(verdict):
        return ()
    computed, own, office = verdict.lamp if verdict.lamp != "grey" else "", verdict.self_lamp, verdict.office_lamp
    compared = {"department": (own, computed), "office": (office, computed), "both": (office, own)}
    return tuple(name for name, (one, other) in compared.items() if one and other and one != other)
