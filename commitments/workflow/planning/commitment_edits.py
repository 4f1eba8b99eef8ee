"""One commitment of a draft edited: its words, its quote held to the paragraph, its targets, baselines and milestones.

Saved while one types, so the history keeps none of it; what was opened is fingerprinted there (opening.plan_version).
"""

import datetime
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from ...choices import Measured, Standing
from ...models import Commitment, User
from ...rules.target_consistency import TargetShape, kind_contradiction, target_contradiction
from ..judgement import assessment
from ..refusals import Incomplete, Stale
from .draft_baselines import BaselineEdit, set_baseline
from .drafts_locked import locked_draft


@dataclass(frozen=True)
class TargetEdit:
    """What a target demands; `wording` stands in the quote."""

    comparator: str
    direction: str
    value: Decimal
    upper: Decimal | None = None
    wording: str = ""
    stretch: bool = False
    baseline: BaselineEdit | None = None


@dataclass(frozen=True)
class MilestoneEdit:
    what: str
    verb: str
    planned: datetime.date
    confirmed: bool = False


@dataclass(frozen=True)
class CommitmentEdit:
    """Everything the form of one commitment says; targets and milestones by their keys."""

    title: str
    kind: str
    due: datetime.date
    due_confirmed: bool
    quote: str
    evidence_hint: str = ""
    note: str = ""
    targets: dict[int, TargetEdit] = field(default_factory=dict)
    milestones: dict[int, MilestoneEdit] = field(default_factory=dict)


TEXTS_EDITED = ("title", "kind", "due", "quote", "evidence_hint", "note")


def commitment_version(commitment: Commitment) -> str:
    """Return what a form was drawn from: changes with everything the form shows."""
    told = [commitment.code, *(getattr(commitment, name) for name in (*TEXTS_EDITED, "due_standing", "quote_start"))]
    targets = commitment.targets.order_by("pk")
    told += targets.values_list("pk", "comparator", "direction", "value", "upper", "wording", "stretch")
    told += targets.values_list("baseline_state", "baseline__value")
    told += commitment.milestones.order_by("pk").values_list("pk", "what", "verb", "planned", "standing")
    return hashlib.sha256(repr([str(each) for each in told]).encode()).hexdigest()[:16]


def locked_draft_commitment(commitment: Commitment, by: User, version: str | None) -> Commitment:
    """Return a draft's commitment, locked with its plan. Raises Refused, and Stale where it is not as it was seen."""
    plan = locked_draft(commitment.plan, by)
    rows = plan.commitments.select_related("plan", "paragraph__section")
    found = rows.filter(pk=commitment.pk).first()
    if found is None or (version is not None and version != commitment_version(found)):
        raise Stale(found)
    return found


@transaction.atomic
def save_commitment(commitment: Commitment, edit: CommitmentEdit, *, by: User, at, version: str | None) -> Commitment:
    """Store what was typed. Raises Refused past the draft, Stale, and Incomplete with field → code.

    Fields of a target are named target_KEY_FIELD, those of a milestone milestone_KEY_FIELD.
    """
    row = locked_draft_commitment(commitment, by, version)
    targets = {target.pk: target for target in row.targets.select_related("indicator", "baseline")}
    stones = {stone.pk: stone for stone in row.milestones.all()}
    errors = words_errors(row, edit) | targets_errors(edit, targets) | milestones_errors(row, edit, stones)
    if errors:
        raise Incomplete(errors)
    for name in TEXTS_EDITED:
        setattr(row, name, getattr(edit, name))
    row.due_standing = Standing.CONFIRMED if edit.due_confirmed else Standing.PROPOSED
    row.quote_start = place_of(row.paragraph.text, edit.quote, row.quote_start)
    row.save()
    for pk, target in targets.items():
        store_target(row, target, edit.targets.get(pk))
    for pk, stone in stones.items():
        store_milestone(stone, edit.milestones.get(pk))
    assessment.refresh([row], at.date())
    return row


def words_errors(row: Commitment, edit: CommitmentEdit) -> dict[str, str]:
    """Return field → code of what is wrong with the commitment's own words."""
    errors = {} if edit.title.strip() else {"title": "required"}
    if not edit.quote or edit.quote not in row.paragraph.text:
        errors["quote"] = "not_there"
    if not row.plan.starts <= edit.due <= row.plan.ends:
        errors["due"] = "other_year"
    return errors


def place_of(text: str, quote: str, near: int) -> int:
    """Return where the quote stands in a text; of several places the one nearest to where it stood."""
    places, start = [], text.find(quote)
    while start >= 0:
        places.append(start)
        start = text.find(quote, start + 1)
    return min(places, key=lambda place: abs(place - near))


def targets_errors(edit: CommitmentEdit, targets: dict) -> dict[str, str]:
    """Return field → code of targets that contradict themselves, the quote or the commitment's kind."""
    errors, shapes = {}, []
    for pk, target in targets.items():
        said = edit.targets.get(pk)
        if said is None:
            continue
        shape = TargetShape(target.indicator.basis, said.comparator, said.direction, target.indicator.unit)
        shapes += [shape] if target.measured == Measured.OBSERVED else []
        if code := target_contradiction(shape):
            errors[f"target_{pk}_direction"] = code
        if said.wording not in edit.quote:
            errors[f"target_{pk}_wording"] = "not_in_quote"
        if said.upper is not None and not (said.comparator == ">=" and said.upper > said.value):
            errors[f"target_{pk}_upper"] = "range"
    code = kind_contradiction(edit.kind, shapes)
    return errors | ({"kind": code} if code else {})


def milestones_errors(row: Commitment, edit: CommitmentEdit, stones: dict) -> dict[str, str]:
    errors, seen = {}, set()
    for pk in stones:
        said = edit.milestones.get(pk)
        if said is None:
            continue
        if said.what in seen:
            errors[f"milestone_{pk}_what"] = "twice"
        seen.add(said.what)
        if not row.plan.starts <= said.planned <= row.plan.ends:
            errors[f"milestone_{pk}_planned"] = "other_year"
    return errors


def store_target(row: Commitment, target, said: TargetEdit | None) -> None:
    if said is None:
        return
    for name in ("comparator", "direction", "value", "upper", "wording", "stretch"):
        setattr(target, name, getattr(said, name))
    if said.baseline is not None:
        set_baseline(target, said.baseline, row.plan)
    target.save()


def store_milestone(stone, said: MilestoneEdit | None) -> None:
    if said is None:
        return
    stone.what, stone.verb, stone.planned = said.what, said.verb, said.planned
    stone.standing = Standing.CONFIRMED if said.confirmed else Standing.PROPOSED
    stone.save()
