"""The only writer of stored verdicts: judged from what was known on a day, kept with that day."""

import datetime
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from ...choices import Lamp
from ...models import Commitment, Plan, ProgressUpdate, Target, Verdict, prepared
from ...rules import lamp as lamps
from ...rules.explanation import Explanation, explain
from ...rules.facts import CommitmentFacts, CommitmentVerdict, ComponentVerdict
from ..snapshot.snapshot import Snapshot
from .outlook import outlook_columns
from .year_end import year_end_columns

VERDICT_KEY = ("commitment", "on")
# What a component keeps as text, exactly as it was judged.
COMPONENT_FIGURES = ("attained", "expected", "gap", "ratio", "over_by", "short_by")
DERIVED_COLUMNS = [
    field.attname for field in Verdict._meta.concrete_fields if field.attname not in ("id", "commitment_id", "on")
]


def verdicts_on(plan: Plan, on: datetime.date) -> dict[int, Verdict]:
    """Return commitment id → its stored verdict of the day, judging and storing the missing ones first."""
    standing = plan.commitments.standing_on(on)
    stored = {v.commitment_id: v for v in Verdict.objects.filter(commitment__in=standing, on=on)}
    missing = list(standing.exclude(pk__in=stored)) if len(stored) < standing.count() else []
    for verdict in assess(plan, on, missing) if missing else ():
        stored[verdict.commitment_id] = verdict
    return stored


def verdict_on(commitment: Commitment, on: datetime.date) -> Verdict:
    """Return the stored verdict of one commitment on a day, judging and storing it first where it is missing."""
    stored = Verdict.objects.filter(commitment=commitment, on=on).first()
    return stored or assess(commitment.plan, on, [commitment])[0]


def updates_behind(verdicts) -> list[ProgressUpdate]:
    """Return the approved updates that verdicts rest on."""
    return list(ProgressUpdate.objects.filter(pk__in={verdict.update_id for verdict in verdicts}))


@transaction.atomic
def assess(plan: Plan, on: datetime.date, commitments: list[Commitment]) -> list[Verdict]:
    """Judge `commitments` of one plan on a day and store the verdicts the day lacks; return them.

    What a change stored meanwhile is newer than what was judged here, and stays.
    """
    verdicts = judge_commitments(plan, on, commitments)
    Verdict.objects.bulk_create(in_one_order(verdicts), ignore_conflicts=True)
    return verdicts


def in_one_order(verdicts: list[Verdict]) -> list[Verdict]:
    """Return them as everybody stores them, so that nobody waits in a circle."""
    return sorted(verdicts, key=lambda verdict: verdict.commitment_id)


def judge_commitments(plan: Plan, on: datetime.date, commitments: list[Commitment]) -> list[Verdict]:
    """Return the unsaved verdicts of `commitments` of one plan on a day, in their order."""
    known = Snapshot(plan, on, commitments)
    return [judge_commitment(known, commitment) for commitment in commitments]


def refresh(commitments, on: datetime.date) -> None:
    """Judge again what a change on `on` touches: these commitments, all that share their indicators, and all whose
    targets are relative to one of them.

    Verdicts already stored for later days are dropped; they are judged again when somebody asks.
    """
    touched = sorted(commitments_touched(commitments))
    Verdict.objects.filter(commitment__in=touched, on__gt=on).delete()
    standing = prepared.models(standing_commitments, commitments=touched, day=on) if touched else []
    for plan in {commitment.plan: None for commitment in standing}:
        verdicts = judge_commitments(plan, on, [commitment for commitment in standing if commitment.plan == plan])
        store(in_one_order(verdicts))


def standing_commitments(*, commitments, day):
    found = Commitment.objects.filter(pk__in=commitments).standing_on(day)
    return found.select_related("plan").order_by("plan", "pk")


def store(verdicts: list[Verdict]) -> None:
    """Store verdicts of one day in the place of those it has."""
    Verdict.objects.bulk_create(
        verdicts, update_conflicts=True, unique_fields=VERDICT_KEY, update_fields=DERIVED_COLUMNS
    )


def commitments_touched(commitments) -> set[int]:
    """Return the ids of commitments whose verdict hangs on what these report, these themselves included."""
    changed = [each.pk for each in commitments]
    hanging = prepared.rows(targets_hanging, commitments=changed) if changed else []
    return {*changed, *(pk for (pk,) in hanging)}


def targets_hanging(*, commitments):
    indicators = Target.objects.filter(commitment__in=commitments).values("indicator")
    hanging = Target.objects.filter(Q(indicator__in=indicators) | Q(relative_to__in=indicators))
    return hanging.values_list("commitment").order_by("pk")


def preview_verdict(update: ProgressUpdate) -> CommitmentVerdict:
    """Return how `update` would be judged if it were approved as it stands; stores nothing."""
    return preview_verdicts(update.commitment.plan, [update])[update.pk]


def preview_verdicts(plan: Plan, updates: list[ProgressUpdate]) -> dict[int, CommitmentVerdict]:
    """Return update id → its verdict as if all of its period were approved: see previewed_facts."""
    return {pk: lamps.judge(facts) for pk, facts in previewed_facts(plan, updates).items()}


def explained_verdicts(
    plan: Plan, updates: list[ProgressUpdate], ask=prepared.models
) -> dict[int, tuple[CommitmentVerdict, tuple[Explanation, ...]]]:
    """Return update id → its verdict as previews gives it, with the calculation of each component."""
    judged = {pk: (facts, lamps.judge(facts)) for pk, facts in previewed_facts(plan, updates, ask).items()}
    return {pk: (verdict, explain(facts, verdict)) for pk, (facts, verdict) in judged.items()}


def previewed_facts(plan: Plan, updates: list[ProgressUpdate], ask=prepared.models) -> dict[int, CommitmentFacts]:
    """Return update id → the facts as if all of its period were approved: a fixed number of queries a period.

    Each update must have its commitment and period at hand. A period's updates are judged at its end, so that
    a correction of an earlier one is not judged by later data.
    """
    found = {}
    for period in {update.period for update in updates}:
        rows = [update for update in updates if update.period == period]
        on = max(day for update in rows for day in (update.cutoff, period.ends))
        known = Snapshot(plan, on, [update.commitment for update in rows], including=rows, ask=ask)
        found |= {update.pk: known.facts(update.commitment) for update in rows}
    return found


def judge_commitment(known: Snapshot, commitment: Commitment) -> Verdict:
    """Return the unsaved verdict of one commitment."""
    # A lamp of the office stands for the update it was set on, not for the data of a later one.
    verdict = lamps.with_office_lamp(lamps.judge(known.facts(commitment)), *known.office(commitment))
    newest = next(iter(known.effective(commitment)), None)
    return Verdict(
        commitment=commitment,
        on=known.on,
        self_lamp=newest.self_lamp if newest else "",
        office_lamp=verdict.office,
        office_reason=verdict.office_reason,
        official=verdict.official,
        last_lamp=lamps.judge(known.standing(commitment)).lamp if verdict.lamp == Lamp.GREY else "",
        update=newest,
        report_days_late=known.days_late(commitment),
        actual=headline_figure(known, commitment),
        components=[component_as_json(asdict(component)) for component in verdict.components],
        **verdict_columns(verdict),
        **outlook_columns(known, commitment, verdict),
        **year_end_columns(known, commitment),
    )


def verdict_columns(verdict: CommitmentVerdict) -> dict:
    """Return the columns a stored verdict takes over as they are."""
    names = (
        "lamp", "reason", "attained", "expected", "gap", "ratio", "cutoff", "provisional", "pending_review", "stale",
    )  # fmt: skip
    deciding = verdict.deciding
    extra = {name: getattr(deciding, name, None) for name in ("short_by", "over_by", "late_days")}
    return {name: getattr(verdict, name) for name in names} | extra


def headline_figure(known: Snapshot, commitment: Commitment) -> Decimal | None:
    """Return the actual of the commitment's first target in its indicator's unit, or None."""
    targets = known.targets[commitment.pk]
    reading = known.readings.get(targets[0].indicator_id) if targets else None
    return reading.value if reading else None


def component_as_json(component: dict) -> dict:
    return {
        key: str(value) if isinstance(value, Decimal | datetime.date) else value for key, value in component.items()
    }


def restored_component(component: dict) -> ComponentVerdict:
    """Return a stored component as the rules made it."""
    figures = {name: Decimal(component[name]) if component[name] is not None else None for name in COMPONENT_FIGURES}
    cutoff = datetime.date.fromisoformat(component["cutoff"]) if component["cutoff"] else None
    return ComponentVerdict(**(component | figures | {"cutoff": cutoff}))
