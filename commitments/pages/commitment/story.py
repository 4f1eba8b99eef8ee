"""What was reported of a commitment over the year, each update with the judgement its own data earned."""

from dataclasses import dataclass, replace

from ...choices import DataState, Measured
from ...models import Observation, ProgressUpdate, Target
from ...rules import lamp as lamps
from ...rules.pace import Pace, expected
from ...rules.target import Measure, whole_units
from ...workflow.knowledge import Knowledge
from ...workflow.readings import in_force, measure_of, reading_of
from .chart import Chart, Curve


@dataclass(frozen=True)
class Told:
    """One update as the timeline shows it; `observation` is its first indicator's, `earlier` its older revisions."""

    update: ProgressUpdate
    observation: Observation | None
    verdict: lamps.Verdict
    earlier: list

    @property
    def office_lamp(self) -> str:
        """The office's lamp on this report: the last one set or lifted since, else that of the review."""
        since = list(self.update.overrules.all())
        return since[-1].lamp if since else self.update.office_lamp


@dataclass(frozen=True)
class TargetLine:
    """One target with what was reached of it; figures in the indicator's unit, `part` from the rules."""

    target: Target
    observation: Observation | None
    part: lamps.PartVerdict | None
    projection: object
    gained: object
    gained_share: object
    expected_value: object
    chart: Chart | None

    @property
    def shortfall(self):
        """By how much the projection misses the target."""
        return self.target.value - self.projection

    @property
    def is_paced(self) -> bool:
        return measure_of(self.target, self.target.commitment.kind).is_paced


class Story:
    """Everything the page tells of one commitment, from a fixed number of queries."""

    def __init__(self, commitment, user, on):
        self.commitment, self.on = commitment, on
        self.known = Knowledge(commitment.plan, on, [commitment])
        self.facts = self.known.facts(commitment)
        self.targets = self.known.targets[commitment.pk]
        self.observations = self.observations_by_indicator()
        visible = commitment.updates.visible_to(user).newest_first()
        self.updates = list(
            visible.select_related("period", "author", "decided_by", "signed_by", "department").prefetch_related(
                "observations__indicator", "evidence", "milestones_reached__milestone", "overrules__by"
            )
        )

    def observations_by_indicator(self) -> dict:
        """Return indicator → its approved observations of the plan's year known by the day, by cut-off."""
        plan = self.commitment.plan
        rows = Observation.objects.filter(
            self.known.counts(), indicator__in=[t.indicator_id for t in self.targets],
            cutoff__range=(plan.starts, min(plan.ends, self.on)),
        ).select_related("update__period").order_by("cutoff", "pk")  # fmt: skip
        found = {}
        for row in in_force(rows):
            found.setdefault(row.indicator_id, {})[row.cutoff] = row
        return found

    @property
    def timeline(self) -> list[Told]:
        """The updates newest first, one line per period."""
        lines = {}
        for update in self.updates:
            lines.setdefault(update.period_id, []).append(update)
        return [self.told(revisions[0], revisions[1:]) for revisions in lines.values()]

    def told(self, update, earlier) -> Told:
        return Told(update, self.observation_of(update), self.judged(update), earlier)

    def observation_of(self, update):
        """Return the figure of the first target: the update's own, or the shared one of that day."""
        if not self.targets:
            return None
        indicator = self.targets[0].indicator_id
        own = next((row for row in update.observations.all() if row.indicator_id == indicator), None)
        return own or self.observations.get(indicator, {}).get(update.cutoff)

    def judged(self, update) -> lamps.Verdict:
        """Return the verdict on the update's own data and cut-off."""
        own = {row.indicator_id: row for row in update.observations.all()}
        shared = {pk: rows.get(update.cutoff) for pk, rows in self.observations.items()}
        readings = shared | own
        targets = tuple(
            replace(facts, reading=reading_of(readings.get(target.indicator_id)))
            for facts, target in zip(self.facts.targets, self.targets, strict=True)
        )
        milestones = tuple(
            m if m.reached and m.reached <= update.cutoff else replace(m, reached=None) for m in self.facts.milestones
        )
        return lamps.judge(
            self.facts.replace(
                targets=targets, milestones=milestones, cutoff=update.cutoff, report="approved",
                self_lamp=update.self_lamp, period_end=update.period.ends,
            )
        )  # fmt: skip

    @property
    def target_lines(self) -> list[TargetLine]:
        """The targets with figures, parts and charts."""
        parts = iter(lamps.judge(self.facts).parts)
        return [
            self.target_line(target, facts, next(parts, None) if target.measured == Measured.OBSERVED else None)
            for target, facts in zip(self.targets, self.facts.targets, strict=True)
        ]

    def target_line(self, target, facts, part) -> TargetLine:
        rows = self.observations.get(target.indicator_id, {})
        newest = self.known.readings.get(target.indicator_id)
        measure, last = facts.measure, target.last_year
        value = newest.value if newest else None
        planned = part.expected if part else None
        projected = lamps.projection(measure, value, planned) if value is not None else None
        gained = target.value - last.value if last and measure.is_paced else None
        return TargetLine(
            target=target, observation=newest, part=part, projection=projected, gained=gained,
            gained_share=gained / last.value * 100 if gained is not None and last.value else None,
            expected_value=value_at(measure, planned) if planned is not None and measure.is_paced else None,
            chart=self.chart(target, facts, rows, projected, part) if measure.is_paced and rows else None,
        )  # fmt: skip

    def chart(self, target, facts, rows, projected, part) -> Chart | None:
        """Return the chart of planned path against actual, or None without a figure."""
        measure, pace = facts.measure, facts.pace
        actual = [(day, row.value) for day, row in sorted(rows.items()) if row.state == DataState.GIVEN]
        if not actual:
            return None
        newest = next((update for update in self.updates if update.forecast is not None), None)
        curve = Curve(
            starts=pace.starts, ends=self.commitment.plan.ends, start_value=measure.starts_at or 0,
            plan=planned_values(measure, pace), actual=actual, target=measure.value, projection=projected,
            forecast=newest.forecast if newest else None,
            last_year=target.last_year.value if target.last_year else None,
            unit=target.indicator.unit, name=target.indicator.name, lamp=part.lamp if part else "grey",
            expected=value_at(measure, expected(pace, actual[-1][0], whole_units(measure))),
            yellow=self.commitment.plan.yellow_at, red=self.commitment.plan.red_below,
        )  # fmt: skip
        return Chart(curve)

    @property
    def milestones(self) -> list:
        """(milestone, day reached or None, part) of each, in order."""
        rows = self.known.milestones[self.commitment.pk]
        parts = lamps.judge(self.facts).parts[-len(rows) :] if rows else ()
        return [(m, self.known.reached.get(m.pk), part) for m, part in zip(rows, parts, strict=False)]

    @property
    def milestones_reached(self) -> int:
        return sum(reached is not None for _milestone, reached, _part in self.milestones)

    @property
    def evidence(self) -> list:
        return [file for update in self.updates for file in update.evidence.all()]


def value_at(measure: Measure, share):
    """Return the indicator's value at a share of the way, in its unit."""
    start = measure.starts_at or 0
    return start + (measure.value - start) * share / 100


def planned_values(measure: Measure, pace: Pace) -> list:
    """Return the planned path as (day, value): its points, or the quarter ends of a straight path."""
    days = [day for day, _share in pace.points] or [
        pace.starts.replace(month=month, day=day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
    ]
    return [(day, value_at(measure, expected(Pace(pace.starts, pace.due, pace.points), day))) for day in days]
