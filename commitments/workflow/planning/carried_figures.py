"""Targets carried into the next year, with last year's approved figures as their baselines and comparison."""

from ...choices import BaselineState, Basis, Comparability, DataState, Finality
from ...models import Commitment, Observation, Target
from ...rules.quantity import format_quantity


def carry_targets(continuation, known) -> None:
    """Copy the targets; a level counts from the approved figure, where there is none its baseline is missing."""
    references = References(continuation.plan, known)
    rows = [target for targets in known.targets.values() for target in targets]
    continuation.copy(
        Target, rows,
        commitment=lambda row: continuation.new[Commitment, row.commitment_id],
        baseline=lambda row: references.of(row) if counts_from_baseline(row) else None,
        baseline_state=references.baseline_state, last_year=references.of,
    )  # fmt: skip


def counts_from_baseline(target: Target) -> bool:
    return target.indicator.basis == Basis.LEVEL and target.baseline_state != BaselineState.NOT_NEEDED


class References:
    """The approved figures of the old year as figures that come with the new plan."""

    def __init__(self, plan, known):
        self.plan, self.known, self.made = plan, known, {}

    def approved(self, target: Target) -> Observation | None:
        """Return the approved figure of the target's indicator, or None."""
        found = self.known.readings.get(target.indicator_id)
        return found if found and found.state == DataState.GIVEN else None

    def of(self, target: Target) -> Observation | None:
        """Return it as a figure without a report, made once for each indicator; one that stands for its day stays."""
        found = self.approved(target)
        if found and found.indicator_id not in self.made:
            values = {
                "value": found.value, "exactness": found.exactness, "finality": found.finality,
                "as_typed": found.as_typed, "source": source_words(self.known.plan, found), "taken_from": found,
            }  # fmt: skip
            lookup = {"indicator_id": found.indicator_id, "cutoff": found.cutoff, "update": None}
            self.made[found.indicator_id] = Observation.objects.get_or_create(**lookup, defaults=values)[0]
        return self.made.get(target.indicator_id) if found else None

    def baseline_state(self, target: Target) -> str:
        """Return whether the baseline is settled: only by a final figure of the old year's last day."""
        if not counts_from_baseline(target):
            return BaselineState.NOT_NEEDED
        found = self.approved(target)
        if found is None:
            return BaselineState.MISSING
        settled = found.finality == Finality.FINAL and found.cutoff == self.known.plan.ends
        return BaselineState.CONFIRMED if settled else BaselineState.PROPOSED


def source_words(plan, observation: Observation) -> str:
    """Return where a carried figure comes from, in the language of the papers."""
    return f"{plan.year}年审定数据，截至{observation.cutoff}"


def last_year_columns(continuation, known) -> dict:
    """Return column → what makes its value of an old commitment: its first approved figure, as the pages compare it."""
    references = References(continuation.plan, known)

    def told(row) -> tuple:
        pairs = ((target, references.approved(target)) for target in known.targets[row.pk])
        target, found = next(((target, found) for target, found in pairs if found), (None, None))
        if found is None:
            return None, "", "", Comparability.NONE, ""
        figure = f"{format_quantity(found.value)}{target.indicator.unit}"
        return found.value, target.indicator.unit, figure, Comparability.SAME, source_words(known.plan, found)

    names = ("value", "unit", "quote", "comparability", "note")
    return {f"last_year_{name}": lambda row, at=at: told(row)[at] for at, name in enumerate(names)}
