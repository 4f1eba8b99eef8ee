"""Where a level stood before the plan began, as the office gives it in a draft."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ...choices import BaselineState, Basis, Finality
from ...models import Observation, Plan, Target
from ..judgement.last_years_figures import is_adopted
from ..refusals import Incomplete

# The source of a figure typed into a draft: it may be changed there, while no other target counts from it.
TYPED_INTO_DRAFT = "编制时填写"


@dataclass(frozen=True)
class BaselineEdit:
    """A baseline as it is given, with whether that is settled; without a value it is missing, or waived."""

    value: Decimal | None
    confirmed: bool = False
    waived: bool = False


def needs_baseline(target: Target) -> bool:
    return target.indicator.basis == Basis.LEVEL


def set_baseline(target: Target, said: BaselineEdit, plan: Plan) -> None:
    """Write the baseline of a level onto the target, unsaved; a figure that stands unchanged keeps its source."""
    if not needs_baseline(target):
        return
    if said.value is None:
        target.baseline, target.baseline_state = None, BaselineState.WAIVED if said.waived else BaselineState.MISSING
        return
    if target.baseline is None or target.baseline.value != said.value:
        target.baseline = figure_before(target, said.value, plan)
    target.baseline_state = BaselineState.CONFIRMED if said.confirmed else BaselineState.PROPOSED


def figure_before(target: Target, value: Decimal, plan: Plan) -> Observation:
    """Return the figure of the day before the plan begins; raises Incomplete where others count from another one."""
    day = plan.starts - datetime.timedelta(days=1)
    row = Observation.objects.filter(indicator=target.indicator_id, cutoff=day, update=None).first()
    if row is None:
        return Observation.objects.create(
            indicator_id=target.indicator_id, cutoff=day, value=value, finality=Finality.FINAL, source=TYPED_INTO_DRAFT
        )
    if row.value != value:
        typed = row.taken_from_id or row.source == TYPED_INTO_DRAFT
        if Target.objects.filter(baseline=row).exclude(pk=target.pk).exists() or not typed or is_adopted(row):
            raise Incomplete({f"target_{target.pk}_baseline": "taken"})
        row.value, row.source, row.taken_from = value, TYPED_INTO_DRAFT, None
        row.save(update_fields=["value", "source", "taken_from"])
    return row
