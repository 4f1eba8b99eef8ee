"""Figures of last year approved later: next year's draft follows them, as far as nobody typed its own."""

from ...choices import BaselineState, PlanState
from ...models import Commitment, Observation, Plan, ProgressUpdate, Target, prepared
from ...rules.quantity import format_quantity
from ..record import record
from ..snapshot.last_plans import plans_before
from ..snapshot.snapshot import Snapshot
from . import assessment
from .last_years_figures import SOURCE_WORDS, References, counts_from_baseline


def locked_drafts() -> list[Plan]:
    """Return the drafts there are, locked until the transaction ends: asked for before the history is."""
    return prepared.models(drafts_there_are, state=PlanState.DRAFT)


def drafts_there_are(*, state):
    return Plan.objects.select_for_update(no_key=True).filter(state=state).order_by("pk")


def follow_figures(update: ProgressUpdate, drafts: list[Plan], *, by, at) -> None:
    """Bring the baselines and comparisons of `drafts` (locked) to what is known since the update was approved.

    A figure somebody typed stays, and so does a baseline that was waived. What changes is recorded commitment by
    commitment, and judged again.
    """
    indicators = list(Observation.objects.filter(update=update).values_list("indicator", flat=True)) if drafts else []
    before = plans_before(drafts) if indicators else {}
    for draft in drafts:
        if draft.pk in before:
            follow_in(draft, before[draft.pk], indicators, by, at)


def follow_in(draft: Plan, last: Plan, indicators: list[int], by, at) -> None:
    """Follow the figures of `last` in one draft."""
    touched = draft.commitments.standing().filter(targets__indicator__in=indicators)
    targets = Target.objects.filter(commitment__in=touched).order_by("pk")
    targets = list(targets.select_related("indicator", "commitment", "baseline", "last_year"))
    if not targets:
        return
    shared = {target.indicator_id for target in targets}
    measured = last.commitments.standing().filter(targets__indicator__in=shared).distinct().in_report_order()
    references = References(Snapshot(last, at.date(), list(measured)))
    told = {target: figures_of(target) for target in targets}
    for target in targets:
        follow_target(target, references)
    changed = [target for target in targets if figures_of(target) != told[target]]
    record_followed(changed, told, by, at)
    compare_anew(targets, references)
    if changed:
        assessment.refresh({target.commitment: None for target in changed}, at.date())


def follow_target(target: Target, references: References) -> None:
    """Write the figure known now onto the target, as far as what stands there was copied, or missing."""
    found = references.of(target)
    if found is None:
        return
    if follows(target.last_year):
        target.last_year = found
    if counts_from_baseline(target) and target.baseline_state != BaselineState.WAIVED and follows(target.baseline):
        if figure_of(target.baseline) != figure_of(found) or target.baseline_state == BaselineState.MISSING:
            target.baseline_state = references.baseline_state(target)
        target.baseline = found
    target.save(update_fields=["last_year", "baseline", "baseline_state"])


def follows(row: Observation | None) -> bool:
    """Whether a figure was copied from an approved one, or is not there yet."""
    return row is None or row.taken_from_id is not None


def figure_of(row: Observation | None) -> tuple:
    return (row.value, row.cutoff, row.finality) if row else ()


def figures_of(target: Target) -> dict[str, str]:
    """Return baseline and last year's figure as the history keeps them."""
    rows = {"baseline": target.baseline, "last_year": target.last_year}
    return {name: f"{format_quantity(row.value)} {row.cutoff}" if row else "" for name, row in rows.items()}


def record_followed(changed: list[Target], told: dict, by, at) -> None:
    """Record what changed, one entry for each commitment; it points to none, for a draft's rows may be deleted."""
    rows = {}
    for target in changed:
        rows.setdefault(target.commitment, []).append(target)
    for commitment, targets in rows.items():
        before = {target.indicator.name: told[target] for target in targets}
        after = {target.indicator.name: figures_of(target) for target in targets}
        record("baseline_follow", commitment, by=by, at=at, before=before, after=after)


def compare_anew(targets: list[Target], references: References) -> None:
    """Write the comparison of the commitments whose own was copied from last year's approved figures."""
    rows = {target.commitment_id: target.commitment for target in targets}
    changed = []
    for commitment in rows.values():
        if commitment.last_year_value is None or SOURCE_WORDS in commitment.last_year_note:
            own = [target for target in targets if target.commitment_id == commitment.pk]
            columns = references.comparison(own)
            for name, value in columns.items():
                setattr(commitment, name, value)
            changed.append(commitment)
    names = [field.name for field in Commitment._meta.concrete_fields if field.name.startswith("last_year_")]
    Commitment.objects.bulk_update(changed, names)
