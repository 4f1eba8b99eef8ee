"""A level judged without a baseline, by the office's word."""

from django.db import transaction

from ...choices import BaselineState
from ...models import Target
from ..record import record
from ..refusals import Refused


@transaction.atomic
def waive_baseline(target: Target, *, by, at, note: str) -> Target:
    """Judge a level without its baseline: actual ÷ target. Raises Refused when it is not missing."""
    target = Target.objects.select_for_update(no_key=True).get(pk=target.pk)
    if target.baseline_state != BaselineState.MISSING:
        raise Refused("waive", target.baseline_state)
    target.baseline_state = BaselineState.WAIVED
    target.save()
    change = {"before": {"baseline": BaselineState.MISSING}, "after": {"baseline": target.baseline_state}}
    record("baseline_waive", target, by=by, at=at, commitment=target.commitment, note=note, approved=True, **change)
    return target
