"""Targets and milestones added to a draft's commitment, and taken out again."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from ...choices import BaselineState, Basis, Standing
from ...models import Commitment, Indicator, Milestone, Target, User
from ...rules.reading.targets import proposed_direction, read_target
from ...rules.target_consistency import TargetShape, target_contradiction
from ..judgement import assessment
from ..refusals import Incomplete, Stale
from .commitment_edits import MilestoneEdit, locked_draft_commitment


@dataclass(frozen=True)
class NewTarget:
    """An indicator promised in words of the quote; without a value it is read from them."""

    indicator: str
    unit: str
    basis: str
    wording: str
    value: Decimal | None = None


@transaction.atomic
def add_target(commitment: Commitment, new: NewTarget, *, by: User, at, version: str | None = None) -> Target:
    """Return a target read from its wording; the indicator is made where none has that name.

    Raises Refused, Stale, and Incomplete: indicator (required, other_unit, twice), unit (required), wording
    (not_in_quote, unread), basis (flow_in_percent).
    """
    row = locked_draft_commitment(commitment, by, version)
    known = Indicator.objects.filter(name=new.indicator).first()
    read = read_target(new.wording, new.unit, new.indicator)
    value = new.value if new.value is not None else read.value
    comparator = read.comparator or ">="
    direction = read.direction or proposed_direction(comparator, row.kind, new.wording, new.unit, new.indicator)
    shape = TargetShape(new.basis, comparator, direction, new.unit)
    if errors := new_target_errors(row, new, known, value, shape):
        raise Incomplete(errors)
    indicator = known or Indicator.objects.create(
        name=new.indicator, unit=new.unit, basis=new.basis, owner=row.lead, loaded_as=new.indicator
    )
    target = Target.objects.create(
        commitment=row, indicator=indicator, comparator=comparator, direction=direction, value=value,
        upper=read.upper if read.value == value else None, wording=new.wording, stretch=read.stretch,
        stretch_value=read.stretch_value,
        baseline_state=BaselineState.MISSING if indicator.basis == Basis.LEVEL else BaselineState.NOT_NEEDED,
    )  # fmt: skip
    assessment.refresh([row], at.date())
    return target


def new_target_errors(row: Commitment, new: NewTarget, known, value, shape: TargetShape) -> dict[str, str]:
    """Return field → code of what is wrong with a new target."""
    errors = {name: "required" for name in ("indicator", "unit") if not getattr(new, name).strip()}
    if known and (known.unit, known.basis) != (new.unit, new.basis):
        errors["indicator"] = "other_unit"
    elif known and row.targets.filter(indicator=known).exists():
        errors["indicator"] = "twice"
    if not new.wording or new.wording not in row.quote:
        errors["wording"] = "not_in_quote"
    elif value is None:
        errors["wording"] = "unread"
    if code := target_contradiction(shape):
        errors["basis"] = code
    return errors


@transaction.atomic
def add_milestone(commitment: Commitment, new: MilestoneEdit, *, by: User, at, version: str | None = None) -> Milestone:
    """Return a new milestone. Raises Refused, Stale, and Incomplete: what (required, twice), planned (other_year)."""
    row = locked_draft_commitment(commitment, by, version)
    errors = {} if new.what.strip() else {"what": "required"}
    if row.milestones.filter(what=new.what).exists():
        errors["what"] = "twice"
    if not row.plan.starts <= new.planned <= row.plan.ends:
        errors["planned"] = "other_year"
    if errors:
        raise Incomplete(errors)
    standing = Standing.CONFIRMED if new.confirmed else Standing.PROPOSED
    made = row.milestones.create(
        what=new.what, verb=new.verb, planned=new.planned, standing=standing, order=row.milestones.count()
    )
    assessment.refresh([row], at.date())
    return made


@transaction.atomic
def drop_row(commitment: Commitment, kind: str, pk: int, *, by: User, at, version: str | None = None) -> None:
    """Take a target or a milestone (`kind`) out of a draft's commitment. Raises Refused, Stale."""
    row = locked_draft_commitment(commitment, by, version)
    rows = row.targets if kind == "target" else row.milestones
    if not rows.filter(pk=pk).exists():
        raise Stale(row)
    rows.filter(pk=pk).delete()
    assessment.refresh([row], at.date())
