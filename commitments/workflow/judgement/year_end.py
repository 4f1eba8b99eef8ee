"""The year's end of a plan: every commitment's class with all it rests on, as it was known on a day."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from ...choices import Measured
from ...models import Commitment, Evidence, HistoryEntry, Observation, ProgressUpdate, Target, prepared
from ...rules import year_end
from ...rules.completion import Completion, completion_of, target_shares
from ...rules.facts import CommitmentFacts
from ...rules.lamp import judge
from ...rules.year_end_explanation import ClassExplanation, explain_class
from ..snapshot.snapshot import Snapshot


@dataclass(frozen=True)
class YearEndResult:
    """A commitment at the year's end: its class (choices.YearEnd) by what the report adopted, and the grounds.

    `observations` has the figure that counts, or None, for each observed target; `update` is the newest report that
    counts, `evidence` the files behind all of them, `changes` the history of the trajectory's changes.
    """

    commitment: Commitment
    code: str
    provisional: bool
    components: tuple[ClassExplanation, ...]
    facts: CommitmentFacts
    targets: list[Target]
    observations: list[Observation | None]
    update: ProgressUpdate | None
    office: str
    evidence: list[Evidence]
    changes: list[HistoryEntry]


def year_end_results(known: Snapshot) -> list[YearEndResult]:
    """Return every commitment of `known` in report order; a fixed number of queries, whatever their number."""
    evidence, changes = evidence_behind(known), trajectory_changes(known)
    return [year_end_result(known, each, evidence[each.pk], changes[each.pk]) for each in known.commitments]


def year_end_result(known: Snapshot, commitment: Commitment, evidence: list, changes: list) -> YearEndResult:
    facts, targets = facts_with_official_lamp(known, commitment), known.targets[commitment.pk]
    code, provisional = year_end.year_end_class(facts)
    observed = [target for target in targets if target.measured == Measured.OBSERVED]
    return YearEndResult(
        commitment, code, provisional, explain_class(facts), facts, targets,
        observations=[known.readings.get(target.indicator_id) for target in observed],
        update=next(iter(known.effective(commitment)), None), office=known.office(commitment)[0],
        evidence=evidence, changes=changes,
    )  # fmt: skip


def facts_with_official_lamp(known: Snapshot, commitment: Commitment) -> CommitmentFacts:
    """Return the facts with the office's lamp in the department's place: it speaks for what has no figure."""
    facts, office = known.facts(commitment), known.office(commitment)[0]
    return facts.replace(self_lamp=office, data_expected=None) if office else facts


def year_end_columns(known: Snapshot, commitment: Commitment) -> dict:
    """Return what a stored verdict keeps of the year's end: the class, and whether it is provisional."""
    code, provisional = year_end.year_end_class(facts_with_official_lamp(known, commitment))
    return {"year_end": code, "year_end_provisional": provisional}


def evidence_behind(known: Snapshot) -> dict[int, list[Evidence]]:
    """Return commitment id → the files behind the reports that count, as they stood on the day, each content once."""
    counted = {
        (update.commitment_id, update.period_id): update.revision
        for commitment in known.commitments
        for update in known.effective(commitment)
    }
    found = defaultdict(dict)
    for row in prepared.models(files_standing, commitments=known.ids, night=known.end) if known.ids else ():
        if row.update.revision <= counted.get((row.update.commitment_id, row.update.period_id), 0):
            found[row.update.commitment_id].setdefault(row.sha256, row)
    return defaultdict(list, {pk: list(files.values()) for pk, files in found.items()})


def files_standing(*, commitments, night):
    rows = Evidence.objects.filter(update__commitment__in=commitments, uploaded_at__lt=night)
    rows = rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=night))
    return rows.select_related("update").order_by("pk")


def trajectory_changes(known: Snapshot) -> dict[int, list[HistoryEntry]]:
    """Return commitment id → the changes of its trajectory decided by the day, the oldest first."""
    found = defaultdict(list)
    for row in prepared.models(changes_decided, commitments=known.ids, night=known.end) if known.ids else ():
        found[row.commitment_id].append(row)
    return found


def changes_decided(*, commitments, night):
    rows = HistoryEntry.objects.filter(commitment__in=commitments, action="path_change", at__lt=night)
    return rows.order_by("pk")


def year_completion(known: Snapshot) -> Completion:
    """Return the average completion of what was known, with what was expected of the same targets."""
    verdicts = ((each, judge(known.facts(each))) for each in known.commitments)
    return completion_of(target_shares((each, each.kind, found, found.components) for each, found in verdicts))
