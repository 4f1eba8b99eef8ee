"""Targets carried into the next year, with last year's approved figures as their baselines and comparison."""

from ...models import Commitment, Target
from ..judgement.last_years_figures import References, counts_from_baseline


def carry_targets(continuation, known) -> None:
    """Copy the targets; a level counts from the approved figure, where there is none its baseline is missing."""
    references = References(known)
    rows = [target for targets in known.targets.values() for target in targets]
    continuation.copy(
        Target, rows,
        commitment=lambda row: continuation.new[Commitment, row.commitment_id],
        baseline=lambda row: references.of(row) if counts_from_baseline(row) else None,
        baseline_state=references.baseline_state, last_year=references.of,
    )  # fmt: skip


def last_year_columns(known) -> dict:
    """Return column → what makes its value of an old commitment: its first approved figure, as the pages compare it."""
    references = References(known)
    names = references.comparison([])
    return {name: lambda row, name=name: references.comparison(known.targets[row.pk])[name] for name in names}
