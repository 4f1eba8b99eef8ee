"""The targets likely to miss as they are stored with the verdicts of a day, those that miss most first."""

import datetime
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Sum

from ...models import Commitment, Observation, Plan, Target, prepared
from ..snapshot.commitments_told import commitments_listed
from ..snapshot.readings import measure_of
from . import days
from .outlook import TargetOutlook


class Miss(NamedTuple):
    """One of them: the key and the official lamp of its commitment, and what outlook.miss_as_json told."""

    commitment: int
    lamp: str
    told: dict

    @property
    def short(self) -> Decimal:
        return Decimal(self.told["short"])


class LikelyMisses:
    """Those of a plan on a day, judged first where nobody asked for the day yet."""

    def __init__(self, plan: Plan, on: datetime.date):
        self.plan, self.on = plan, on
        days.judge_missing(plan, on)

    @cached_property
    def all(self) -> list[Miss]:
        """Every one, the widest miss first, then in report order."""
        rows = prepared.rows(verdicts_missing, plan=self.plan.pk, on=self.on)
        return sorted((Miss(pk, lamp, each) for pk, lamp, told in rows for each in told), key=lambda miss: -miss.short)

    @cached_property
    def foreseen(self) -> int:
        """How many targets have a projection or a forecast."""
        return sum(number or 0 for (number,) in prepared.rows(targets_foreseen, plan=self.plan.pk, on=self.on))

    def told(self, misses: list[Miss]) -> list[TargetOutlook]:
        """Return these with their commitments, and their targets: two queries."""
        if not misses:
            return []
        commitments = commitments_listed(self.plan, self.on, {miss.commitment for miss in misses})
        commitments = {row.pk: row for row in commitments}
        keys = sorted({miss.told["target"] for miss in misses})
        targets = {row.pk: row for row in prepared.models(targets_told, targets=keys)}
        return [restored(miss, commitments[miss.commitment], targets[miss.told["target"]]) for miss in misses]


def restored(miss: Miss, commitment: Commitment, target: Target) -> TargetOutlook:
    """Return a stored miss as it was made, but for how its target was judged."""
    told = miss.told
    figures = {name: told[name] and Decimal(told[name]) for name in ("projection", "forecast")}
    measure = replace(measure_of(target, commitment.kind), value=Decimal(told["goal"]))
    cutoff = told["cutoff"] and datetime.date.fromisoformat(told["cutoff"])
    observation = Observation(value=told["actual"] and Decimal(told["actual"]), cutoff=cutoff) if cutoff else None
    return TargetOutlook(commitment, target, measure, observation, None, **figures, lamp=miss.lamp)


def verdicts_missing(*, plan, on):
    found = days.verdicts_of(plan, on).filter(worst_miss__gt=0).order_by("commitment__order", "commitment")
    return found.values_list("commitment", "official", "misses")


def targets_foreseen(*, plan, on):
    found = days.verdicts_of(plan, on).order_by().values("on")
    return found.annotate(number=Sum("foreseen")).values_list("number")


def targets_told(*, targets):
    return Target.objects.filter(pk__in=targets).select_related("indicator", "baseline").order_by("pk")
