"""The lines of the page: a target with what was reached of it, and a period of the timeline."""

from dataclasses import dataclass

from ...models import Observation, ProgressUpdate, Target
from ...rules.differences import differences
from ...rules.facts import CommitmentVerdict, ComponentVerdict
from ...rules.quantity import format_quantity
from ...workflow.reports.drafts import TEXTS
from .chart import Chart


@dataclass(frozen=True)
class TimelineEntry:
    """One period as the timeline shows it: the approved revision, else the newest; the others beside it.

    `observation` is its first indicator's, `correction` the one that is not approved, `earlier` the other revisions.
    """

    update: ProgressUpdate
    observation: Observation | None
    verdict: CommitmentVerdict
    correction: ProgressUpdate | None
    earlier: list
    may_correct: bool
    may_open: bool

    @property
    def office_lamp(self) -> str:
        """The office's lamp on this report: the last one set or lifted since, else that of the review."""
        since = list(self.update.overrules.all())
        return since[-1].lamp if since else self.update.office_lamp

    @property
    def was(self) -> list[tuple]:
        """What the approved correction changed."""
        return changed_texts(self.update.corrects, self.update)

    @property
    def would(self) -> list[tuple]:
        """What the correction under way would change."""
        return changed_texts(self.update, self.correction) if self.correction else []


def changed_texts(old, new) -> list[tuple]:
    """Return (label, runs of the old text, runs of the new) of the texts and figures that differ."""
    if old is None:
        return []
    pairs = [(figures_text(old), figures_text(new))]
    pairs += [(getattr(old, name), getattr(new, name)) for name in TEXTS]
    labels = ["", *(ProgressUpdate._meta.get_field(name).verbose_name for name in TEXTS)]
    return [(label, *differences(*pair)) for label, pair in zip(labels, pairs, strict=True) if pair[0] != pair[1]]


def figures_text(update) -> str:
    """Return the figures of an update, exactly as they count."""
    rows = (row for row in update.observations.all() if row.value is not None)
    return "，".join(f"{row.indicator.name} {format_quantity(row.value)}{row.indicator.unit}" for row in rows)


@dataclass(frozen=True)
class TargetLine:
    """One target with what was reached of it; figures in the indicator's unit, `component` from the rules.

    `uses` are the promises that share its indicator (query.IndicatorUse), itself among them; empty where none does.
    """

    target: Target
    observation: Observation | None
    component: ComponentVerdict | None
    projection: object
    gained: object
    gained_share: object
    expected_value: object
    chart: Chart | None
    uses: list
    is_paced: bool

    @property
    def shortfall(self):
        """By how much the projection misses the target."""
        return self.target.value - self.projection
