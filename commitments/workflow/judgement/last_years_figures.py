"""Last year's approved figures as figures that come with the next plan: its baselines and its comparison."""

from ...choices import BaselineState, Basis, Comparability, DataState, Finality, PlanState
from ...models import Observation, Target
from ...rules.quantity import format_quantity

COPIED = ("value", "exactness", "finality", "as_typed")


class References:
    """The approved figures of the old year (`known`, its snapshot) as figures that come with the new plan."""

    def __init__(self, known):
        self.known, self.made = known, {}

    def approved(self, target: Target) -> Observation | None:
        """Return the approved figure of the target's indicator, or None."""
        found = self.known.readings.get(target.indicator_id)
        return found if found and found.state == DataState.GIVEN else None

    def of(self, target: Target) -> Observation | None:
        """Return it as a figure without a report, made once for each indicator; one typed for its day stays."""
        found = self.approved(target)
        if found and found.indicator_id not in self.made:
            self.made[found.indicator_id] = self.reference(found)
        return self.made.get(target.indicator_id) if found else None

    def reference(self, found: Observation) -> Observation:
        """Return the row of the figure's day: made, or brought to the figure's state as far as nothing adopted it."""
        values = {name: getattr(found, name) for name in COPIED}
        values |= {"source": source_words(self.known.plan, found), "taken_from": found}
        lookup = {"indicator_id": found.indicator_id, "cutoff": found.cutoff, "update": None}
        row, created = Observation.objects.get_or_create(**lookup, defaults=values)
        if not created and row.taken_from_id and row.taken_from_id != found.pk and not is_adopted(row):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
        return row

    def baseline_state(self, target: Target) -> str:
        """Return whether the baseline is settled: only by a final figure of the old year's last day."""
        if not counts_from_baseline(target):
            return BaselineState.NOT_NEEDED
        found = self.approved(target)
        if found is None:
            return BaselineState.MISSING
        settled = found.finality == Finality.FINAL and found.cutoff == self.known.plan.ends
        return BaselineState.CONFIRMED if settled else BaselineState.PROPOSED

    def comparison(self, targets) -> dict:
        """Return the columns last_year_… of a commitment: its first approved figure, as the pages compare it."""
        pairs = ((target, self.approved(target)) for target in targets)
        target, found = next(((target, found) for target, found in pairs if found), (None, None))
        if found is None:
            told = None, "", "", Comparability.NONE, ""
        else:
            unit, note = target.indicator.unit, source_words(self.known.plan, found)
            told = found.value, unit, f"{format_quantity(found.value)}{unit}", Comparability.SAME, note
        names = ("value", "unit", "quote", "comparability", "note")
        return {f"last_year_{name}": value for name, value in zip(names, told, strict=True)}


def is_adopted(row: Observation) -> bool:
    """Whether a plan past its draft counts from the figure, or compares with it: such a figure stays as it is."""
    opened = Target.objects.exclude(commitment__plan__state=PlanState.DRAFT)
    return opened.filter(baseline=row).exists() or opened.filter(last_year=row).exists()


def counts_from_baseline(target: Target) -> bool:
    return target.indicator.basis == Basis.LEVEL and target.baseline_state != BaselineState.NOT_NEEDED


def source_words(plan, observation: Observation) -> str:
    """Return where a carried figure comes from, in the language of the papers."""
    return f"{plan.year}{SOURCE_WORDS}{observation.cutoff}"


SOURCE_WORDS = "年审定数据，截至"
