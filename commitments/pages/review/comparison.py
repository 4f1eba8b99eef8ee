"""One update beside the one before it, or beside the text it corrects: figures, lamps, marked texts, files."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...choices import Measured
from ...clock import today
from ...models import MilestoneReached, Observation, ProgressUpdate
from ...rules.differences import differences
from ...workflow.judgement import assessment
from ...workflow.reports.drafts import TEXTS
from ..returns_shown import returns_shown


@dataclass(frozen=True)
class FigureRow:
    """One target's figure before and now, with what was gained and the components of both verdicts."""

    target: object
    before: Observation | None
    now: Observation | None
    before_component: object
    now_component: object

    @property
    def gained(self) -> Decimal | None:
        values = [row.value if row else None for row in (self.now, self.before)]
        return None if None in values else values[0] - values[1]

    @property
    def has_share(self) -> bool:
        return any(
            component is not None and component.attained is not None
            for component in (self.before_component, self.now_component)
        )


@dataclass(frozen=True)
class MilestoneRow:
    """One milestone with the day it was reached, as known before and as reported now."""

    milestone: object
    before: object
    now: object


class Comparison:
    """`update` beside `before`: the revision it corrects, else the approved update of the period before.

    `item` is its place in the queue, where its verdict is at hand; None once it is decided.
    """

    def __init__(self, update: ProgressUpdate, item=None):
        self.update, self.flags = update, item.flags if item else []
        self.before, self.returned = revision_before(update), returns_shown(item.returns if item else [])
        self.verdict, self.calculation = (item.verdict, item.calculation) if item else explained_update(update)
        self.before_verdict, self.before_calculation = explained_update(self.before) if self.before else (None, ())

    @cached_property
    def targets(self) -> list:
        related = ("indicator__owner", "last_year", "baseline", "relative_to")
        return list(self.update.commitment.targets.select_related(*related).order_by("pk"))

    @property
    def several(self) -> bool:
        """Whether the update holds more figures than one."""
        return len(self.figures) > 1

    @property
    def unit(self) -> str:
        """The unit of the first target; a forecast is given in it."""
        return self.targets[0].indicator.unit if self.targets else ""

    @cached_property
    def figures(self) -> list[FigureRow]:
        """A row for each observed target, in order."""
        observed = [target for target in self.targets if target.measured == Measured.OBSERVED]
        now, before = observations_by_indicator(self.update), observations_by_indicator(self.before)
        components, earlier = (v.components if v else () for v in (self.verdict, self.before_verdict))
        return [
            FigureRow(
                target, before.get(target.indicator_id), now.get(target.indicator_id),
                earlier[n] if n < len(earlier) else None, components[n] if n < len(components) else None,
            )
            for n, target in enumerate(observed)
        ]  # fmt: skip

    @cached_property
    def milestones(self) -> list[MilestoneRow]:
        """A row for each milestone that was reached before or is reported now."""
        rows = list(self.update.commitment.milestones.adjusted_by(today()))
        if not rows:
            return []
        reported = {row.milestone_id: row.reached for row in self.update.milestones_reached.all()}
        known = self.reached_before()
        now = reported if self.update.corrects else known | reported
        return [MilestoneRow(m, known.get(m.pk), now.get(m.pk)) for m in rows if m.pk in known or m.pk in now]

    def reached_before(self) -> dict:
        """Return milestone → day: of the corrected revision, else of all approved updates of earlier periods."""
        if self.update.corrects:
            rows = self.update.corrects.milestones_reached.all()
        else:
            approved = self.update.commitment.updates.approved().filter(period__ends__lt=self.update.period.ends)
            rows = MilestoneReached.objects.filter(update__in=approved).order_by("update__period__ends", "pk")
        return {row.milestone_id: row.reached for row in rows}

    @cached_property
    def texts(self) -> list[tuple]:
        """(label, runs before, runs now) of each text."""
        return [
            (ProgressUpdate._meta.get_field(name).verbose_name, *differences(getattr(self.before, name, ""), text))
            for name in TEXTS
            for text in [getattr(self.update, name)]
        ]

    @cached_property
    def files(self) -> tuple[list, list]:
        """(files before, files now) as workflow.reports.evidence has them, each with whether it is on one side only."""
        sides = [
            [file for file in each.files if not file.withdrawn_at] if each else []
            for each in (self.before, self.update)
        ]
        known = [{file.sha256 for file in side} for side in sides]
        return tuple([(f, f.sha256 not in known[1 - n]) for f in side] for n, side in enumerate(sides))


def revision_before(update: ProgressUpdate) -> ProgressUpdate | None:
    """Return the revision it corrects, else the approved update of the period before, or None."""
    before = update.corrects or update.previous
    if before:
        before.commitment = update.commitment
    # A revision is one of the same report.
    if update.corrects:
        before.period = update.period
    return before


def explained_update(update: ProgressUpdate) -> tuple:
    """Return the update's verdict as if approved, and the calculation of each component."""
    return assessment.explained_verdicts(update.commitment.plan, [update])[update.pk]


def observations_by_indicator(update: ProgressUpdate | None) -> dict:
    """Return indicator id → the update's observation."""
    return {row.indicator_id: row for row in update.observations.all()} if update else {}
