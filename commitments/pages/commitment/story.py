"""What was reported of a commitment over the year, each update with the judgement its own data earned."""

from dataclasses import replace
from functools import cached_property

from django.db.models import prefetch_related_objects

from ...choices import DataState, Measured, UpdateState
from ...models import owners_then
from ...rules import lamp as lamps
from ...rules import projections
from ...rules.facts import CommitmentVerdict
from ...rules.pace import Pace, expected_share
from ...rules.target import whole_units
from ...rules.trajectory import value_at_share
from ...rules.year_on_year import compare_with_last_year
from ...workflow.judgement.trend import days_of_periods
from ...workflow.reports import evidence
from ...workflow.snapshot.known_reports import end_of_day
from ...workflow.snapshot.readings import reading_of
from ...workflow.snapshot.snapshot import Snapshot
from .chart import Chart
from .curve import CommitmentTrajectory, Curve, planned_values
from .lines import TargetLine, TimelineEntry


class Story:
    """Everything the page tells of one commitment, from a fixed number of queries.

    Of a past day only what was approved by its end. `beside` holds what shares its indicators (query.shared_uses).
    """

    def __init__(self, commitment, user, on, *, past=False, beside=None):
        self.commitment, self.user, self.on, self.beside = commitment, user, on, beside or {}
        self.known = Snapshot(commitment.plan, on, [commitment])
        self.facts = self.known.facts(commitment)
        self.last_days = {period.pk: day for period, day in days_of_periods(self.known.periods, on)}
        self.targets = self.known.targets[commitment.pk]
        prefetch_related_objects(self.targets, "indicator__owner", "last_year")
        for pk, owner in (owners_then(on) if past else {}).items():
            for target in self.targets:
                target.indicator.owner = owner if target.indicator_id == pk else target.indicator.owner
        self.observations = self.observations_by_indicator()
        visible = commitment.updates.visible_to(user).newest_first()
        if past:
            visible = visible.approved().filter(decided_at__lt=end_of_day(on))
        self.updates = list(
            visible.select_related(
                "period", "author", "decided_by", "signed_by", "signed_for", "department"
            ).prefetch_related("observations__indicator", "milestones_reached__milestone", "overrules__by")
        )
        evidence.load_files(self.updates, user)
        known = {update.pk: update for update in self.updates}
        for update in self.updates:
            update.corrects = known.get(update.corrects_id)

    @cached_property
    def trajectory(self) -> CommitmentTrajectory:
        return CommitmentTrajectory(self.commitment, self.on)

    def observations_by_indicator(self) -> dict:
        """Return indicator → its approved observations of the plan's year known by the day, by cut-off."""
        indicators = {target.indicator_id: target.indicator for target in self.targets}
        found = {}
        for row in sorted(self.known.observed, key=lambda row: (row.cutoff, row.pk)):
            if row.indicator_id in indicators:
                row.indicator = indicators[row.indicator_id]
                found.setdefault(row.indicator_id, {})[row.cutoff] = row
        return found

    @property
    def timeline(self) -> list[TimelineEntry]:
        """The updates newest first, one line per period."""
        lines = {}
        for update in self.updates:
            lines.setdefault(update.period_id, []).append(update)
        return [self.told(revisions) for revisions in lines.values()]

    def told(self, revisions: list) -> TimelineEntry:
        """Return a period's line: what was approved stands until a correction of it is."""
        update = next((each for each in revisions if each.state == UpdateState.APPROVED), revisions[0])
        newest = revisions[0] if revisions[0] != update else None
        may = "correct" in update.moves_for(self.user)
        earlier = [each for each in revisions if each not in (update, newest)]
        begin = may and not (newest and newest.is_open)
        return TimelineEntry(update, self.observation_of(update), self.judged(update), newest, earlier, begin, may)

    def observation_of(self, update):
        """Return the figure of the first target: the update's own, or the shared one of that day."""
        if not self.targets:
            return None
        indicator = self.targets[0].indicator_id
        own = next((row for row in update.observations.all() if row.indicator_id == indicator), None)
        return own or self.observations.get(indicator, {}).get(update.cutoff)

    def judged(self, update) -> CommitmentVerdict:
        """Return the verdict on the update's own data and cut-off."""
        own = {row.indicator_id: row for row in update.observations.all()}
        shared = {pk: rows.get(update.cutoff) for pk, rows in self.observations.items()}
        readings = shared | own
        targets = tuple(
            replace(facts, reading=reading_of(readings.get(target.indicator_id)), pace=self.pace_for(facts, update))
            for facts, target in zip(self.facts.targets, self.targets, strict=True)
        )
        milestones = tuple(
            m if m.reached and m.reached <= update.cutoff else replace(m, reached=None) for m in self.facts.milestones
        )
        return lamps.judge(
            self.facts.replace(
                targets=targets, milestones=milestones, cutoff=update.cutoff, report="approved",
                self_lamp=update.self_lamp, data_expected=update.data_expected, period_end=update.period.ends,
            )
        )  # fmt: skip

    def pace_for(self, facts, update) -> Pace:
        """Return the pace an update's period was judged by while it was the newest: no later trajectory counts."""
        day = self.last_days.get(update.period_id, self.on)
        return replace(facts.pace, points=self.trajectory.points_on(day))

    @property
    def target_lines(self) -> list[TargetLine]:
        """The targets with figures, components and charts."""
        components = iter(lamps.judge(self.facts).components)
        return [
            self.target_line(target, facts, next(components, None) if target.measured == Measured.OBSERVED else None)
            for target, facts in zip(self.targets, self.facts.targets, strict=True)
        ]

    def target_line(self, target, facts, component) -> TargetLine:
        rows = self.observations.get(target.indicator_id, {})
        newest = self.known.readings.get(target.indicator_id)
        measure, last = facts.measure, target.last_year
        value = newest.value if newest else None
        planned = component.expected if component else None
        projected = projections.projection(measure, value, planned) if value is not None else None
        return TargetLine(
            target=target, measure=measure, observation=newest, component=component, projection=projected,
            change=compare_with_last_year(measure, last.value) if last and measure.is_paced else None,
            expected_value=value_at_share(measure, planned) if planned is not None and measure.is_paced else None,
            chart=self.chart(target, facts, rows, projected, component) if measure.is_paced and rows else None,
            uses=self.beside.get(target.indicator_id, []) if target.measured == Measured.OBSERVED else [],
            is_paced=measure.is_paced,
        )  # fmt: skip

    def chart(self, target, facts, rows, projected, component) -> Chart | None:
        """Return the chart of planned against actual, or None without a figure."""
        measure, pace = facts.measure, facts.pace
        actual = [(day, row.value) for day, row in sorted(rows.items()) if row.state == DataState.GIVEN]
        if not actual:
            return None
        newest = next((update for update in self.updates if update.forecast is not None), None)
        former = replace(pace, points=self.trajectory.former) if self.trajectory.changes else None
        curve = Curve(
            starts=pace.starts, ends=self.commitment.plan.ends, start_value=measure.starts_at or 0,
            plan=planned_values(measure, pace), actual=actual, target=measure.value, projection=projected,
            forecast=newest.forecast if newest else None,
            last_year=target.last_year.value if target.last_year else None,
            unit=target.indicator.unit, name=target.indicator.name, lamp=component.lamp if component else "grey",
            expected=value_at_share(measure, expected_share(pace, actual[-1][0], whole_units(measure))),
            yellow=self.known.thresholds.yellow, red=self.known.thresholds.red,
            former=planned_values(measure, former) if former else [],
        )  # fmt: skip
        return Chart(curve)

    @property
    def milestones(self) -> list:
        """(milestone, day reached or None, component) of each, in order."""
        rows = self.known.milestones[self.commitment.pk]
        components = lamps.judge(self.facts).components[-len(rows) :] if rows else ()
        return [(m, self.known.reached.get(m.pk), component) for m, component in zip(rows, components, strict=False)]

    @property
    def milestones_reached(self) -> int:
        return sum(reached is not None for _milestone, reached, _part in self.milestones)

    @property
    def milestones_open(self) -> list:
        """The milestones not reached by the day."""
        return [row for row in self.known.milestones[self.commitment.pk] if row.pk not in self.known.reached]

    @property
    def evidence(self) -> list:
        """The files the reader may see, each once, of all periods."""
        return list({file.pk: file for update in self.updates for file in update.files}.values())
