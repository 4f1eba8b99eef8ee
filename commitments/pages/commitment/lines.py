"""The lines of the page: a target with what was reached of it, and a period of the timeline."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...documents.judgement_words import distance_words
from ...models import Observation, ProgressUpdate, Target
from ...rules.differences import differences
from ...rules.facts import CommitmentVerdict, ComponentVerdict
from ...rules.projections import shortfall
from ...rules.quantity import format_quantity
from ...rules.shown import format_growth
from ...rules.target import Measure
from ...rules.year_on_year import ChangeOnLastYear
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
    measure: Measure
    observation: Observation | None
    component: ComponentVerdict | None
    projection: object
    change: ChangeOnLastYear | None
    expected_value: object
    chart: Chart | None
    uses: list
    is_paced: bool

    @property
    def change_words(self) -> str:
        """By how much more or less than last year's result was promised: in points of percentages, else in percent."""
        change, unit = self.change, self.target.indicator.unit
        if change.difference == 0:
            return _("as much as last year")
        more = change.difference > 0
        words = _("%(distance)s more than last year") if more else _("%(distance)s less than last year")
        growth = "" if change.share is None else _(", ") + format_growth(change.share)
        return words % {"distance": distance_words(abs(change.difference), unit)} + growth

    @property
    def shortfall(self):
        """By how much the projection misses the target, below zero where it does not."""
        return shortfall(self.measure, self.projection)
