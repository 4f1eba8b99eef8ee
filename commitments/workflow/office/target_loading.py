"""Loading a plan's targets from checked files, each with its indicator, its baseline and last year's figure."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from ...choices import BaselineState, Basis, Comparability, Finality, Measured
from ...models import Commitment, Indicator, Observation, Target
from ...rules.reading.targets import proposed_direction

FILE_MEASURES = {None: Measured.OBSERVED, "milestones": Measured.MILESTONES, "scope": Measured.SCOPE}


@dataclass
class LoadReport:
    """What a load did: how many rows of each model it created, which (model, name) these are as far as they have one,
    and (row, field, kept, file) that differ."""

    created: Counter = field(default_factory=Counter)
    named: list[tuple] = field(default_factory=list)
    differences: list[tuple] = field(default_factory=list)


class TargetLoading:
    """The loading of one plan's files, as far as its targets go; `plan` and `departments` (by code) come first."""

    def __init__(self, files):
        self.files, self.report = files, LoadReport()

    def one(self, model, lookup: dict, values: dict, name: str):
        """Return (row, created): the row of that lookup, made with `values` when missing, else compared."""
        row = model.objects.filter(**lookup).first()
        if row is None:
            self.report.created[model.__name__] += 1
            self.report.named.append((model, name))
            return model.objects.create(**lookup, **values), True
        for key, value in values.items():
            kept = getattr(row, key)
            if kept != value and not (isinstance(value, Decimal) and kept is not None and Decimal(kept) == value):
                self.report.differences.append((name, key, kept, value))
        return row, False

    def target(self, commitment: Commitment, row: dict, target: dict) -> None:
        owner = self.departments[row["lead"]]
        name = target["indicator"]
        indicator = Indicator.objects.called_in_files(name)
        if indicator is None:
            values = {"name": name, "unit": target["unit"], "basis": target["basis"], "owner": owner}
            indicator, _created = self.one(Indicator, {"loaded_as": name}, values, name)
        baseline, state = self.baseline(row, indicator)
        values = {
            "comparator": target["comparator"], "value": exact_decimal(target.get("value", 0)),
            "upper": exact_decimal(target.get("value_max")), "wording": target["wording"],
            "lead_in": target.get("lead_in") or "", "stretch": target["stretch"],
            "stretch_value": exact_decimal(target.get("stretch_value")), "source": target.get("source") or "",
            "direction": direction_of_row(target, row["kind"]), "tolerance": exact_decimal(target.get("tolerance")),
            "measured": FILE_MEASURES[target.get("counted_from")], "baseline": baseline, "baseline_state": state,
            "last_year": self.last_year(row, indicator),
        }  # fmt: skip
        self.one(Target, {"commitment": commitment, "indicator": indicator}, values, f"{row['code']} {indicator.name}")

    def relate(self, row: dict) -> None:
        """Name what the row's targets are relative to, now that every indicator is there; what is named stays."""
        of_row = Target.objects.filter(commitment__plan=self.plan, commitment__code=row["code"], relative_to=None)
        for target in row["targets"]:
            if name := target.get("relative_to"):
                found = of_row.filter(indicator=Indicator.objects.called_in_files(target["indicator"]))
                found.update(relative_to=Indicator.objects.called_in_files(name))

    def baseline(self, row: dict, indicator: Indicator) -> tuple:
        """Return (observation or None, BaselineState) of a stock's baseline, proposed until confirmed."""
        given = row.get("baseline")
        if indicator.basis != Basis.LEVEL or given is None:
            return None, BaselineState.NOT_NEEDED
        if given.get("value") is None:
            return None, BaselineState.MISSING
        return self.reference(indicator, given["value"], row["last_year"]["quote"]), BaselineState.PROPOSED

    def last_year(self, row: dict, indicator: Indicator):
        """Return last year's figure of the same measure as a provisional observation, or None."""
        last = row.get("last_year") or {}
        if last.get("comparability") != Comparability.SAME or last.get("value") is None:
            return None
        if indicator.unit != last.get("unit"):
            return None
        return self.reference(indicator, last["value"], last["quote"])

    def reference(self, indicator: Indicator, value, source: str) -> Observation:
        """Return the figure that came with the plan for the day before it starts."""
        day = self.plan.starts - datetime.timedelta(days=1)
        values = {"value": exact_decimal(value), "finality": Finality.PROVISIONAL, "source": source}
        return self.one(Observation, {"indicator": indicator, "cutoff": day, "update": None}, values, indicator.name)[0]


def direction_of_row(target: dict, kind: str) -> str:
    """Return the direction a row of a plan's file gives its target, or the proposed one."""
    wording = f"{target.get('lead_in') or ''}{target['wording']}"
    words = (wording, target["unit"], target["indicator"])
    return target.get("direction") or proposed_direction(target["comparator"], kind, *words)


def exact_decimal(value) -> Decimal | None:
    return None if value is None else Decimal(str(value))
