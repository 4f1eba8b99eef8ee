"""What was known of commitments at the end of a day: a fixed number of queries, whatever their number.

A fact counts on a day if it was approved by that day and its cut-off is not later (domain: time).
"""

import datetime
from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from ...choices import DataState, UpdateState
from ...models import ProgressUpdate, prepared
from ...rules.facts import CommitmentFacts, MilestoneFacts, TargetFacts
from ...rules.pace import Pace
from . import known_rows
from .known_reports import KnownReports
from .readings import measure_of, of_newest_revision, reading_of, reading_rank, thresholds_of
from .trajectories import trajectories_of, trajectory_on

# A key no row has: where nothing is to be asked for, a list is asked for all the same, and the number of queries fixed.
NONE = [0]


class Snapshot(KnownReports):
    """The facts of `commitments` (a list) of one plan known on `on`.

    `including` lists updates to count as if approved. With `period` only facts up to that period's end count, and each
    commitment needs an approved update of that very period, whatever its due day: the bulletin's rule.
    """

    def __init__(
        self, plan, on, commitments: list, *, including: list[ProgressUpdate] = (), period=None, ask=prepared.models
    ):
        super().__init__(plan, on, commitments, including, period, ask)
        self.horizon = min(on, period.ends) if period else on
        self.thresholds = thresholds_of(plan.thresholds_on(on, ask))
        self.targets = self.grouped(known_rows.targets)
        self.milestones = self.grouped(known_rows.milestones, on=on)
        self.trajectories = self.trajectories_known()
        self.observed = self.observations_known()
        self.readings, self.given = self.readings_known()
        self.reached_rows = self.milestones_reached()
        self.reached = {pk: row.reached for pk, row in self.reached_rows.items()}

    def grouped(self, rows_of, **asked) -> dict:
        """Return commitment → its rows of that query, each knowing its commitment."""
        groups = defaultdict(list)
        for row in self.ask(rows_of, commitments=self.ids, **asked) if self.ids else ():
            row.commitment = self.by_id[row.commitment_id]
            groups[row.commitment_id].append(row)
        return groups

    def trajectories_known(self) -> dict:
        """Return commitment → the points of the trajectory in force: the latest not valid later than the day."""
        found = {
            pk: trajectory_on(trajectories, self.on) for pk, trajectories in trajectories_of(self.ids, self.ask).items()
        }
        return {pk: trajectory.points for pk, trajectory in found.items() if trajectory}

    def effective(self, commitment) -> list:
        """Return the updates that count: per period the newest revision approved by the day, none cut off later."""
        return self.effective_updates[commitment.pk]

    @cached_property
    def effective_updates(self) -> dict:
        """Commitment → its updates that count."""
        found = {}
        for pk in self.ids:
            known = [u for u in self.updates[pk] if u.cutoff <= self.horizon or u.pk in self.including]
            approved = [u for u in known if self.state_of(u) == UpdateState.APPROVED]
            found[pk] = list({u.period_id: u for u in reversed(approved)}.values())[::-1]
        return found

    def counting(self, rows_of, **asked) -> list:
        """Return the rows of that query whose update counts: approved by the day, or included; none superseded, and
        with a period, of no later one's report."""
        asked |= {"before": self.end, "including": list(self.including) or NONE}
        rows = prepared.models(rows_of, **asked)
        return [row for row in rows if row.update_id not in self.superseded and self.is_of_the_period(row.update)]

    def is_of_the_period(self, update) -> bool:
        """Whether an update belongs to the period asked for or to one before, or is included."""
        return not self.period or update.pk in self.including or update.period.ends <= self.period.ends

    @cached_property
    def superseded(self) -> set[int]:
        """The approved updates that a correction approved by the day took the place of."""
        standing = {update.pk for commitment in self.commitments for update in self.effective(commitment)}
        approved = (u for rows in self.updates.values() for u in rows if self.state_of(u) == UpdateState.APPROVED)
        return {update.pk for update in approved if update.pk not in standing}

    def observations_known(self) -> list:
        """Return the observations of the plan's year of all indicators asked for, of the newest revisions."""
        targets = [target for targets in self.targets.values() for target in targets]
        indicators = [*{pk: None for target in targets for pk in (target.indicator_id, target.relative_to_id) if pk}]
        asked = {
            "indicators": indicators or NONE,
            "starts": self.plan.starts,
            "until": min(self.plan.ends, self.horizon),
        }
        return of_newest_revision(self.counting(known_rows.observations, **asked))

    def readings_known(self) -> tuple[dict, dict]:
        """Return indicator → the observation that counts (latest cut-off, final first, then the latest revision),
        and indicator → the one that counts among those with a figure."""
        ranked = sorted(self.observed, key=reading_rank)
        given = {row.indicator_id: row for row in ranked if row.state == DataState.GIVEN}
        return {row.indicator_id: row for row in ranked}, given

    def milestones_reached(self) -> dict:
        """Return milestone → the row that says when it was reached, as far as approved by the day."""
        milestones = [row.pk for rows in self.milestones.values() for row in rows]
        rows = self.counting(known_rows.milestones_reached, milestones=milestones or NONE, until=self.horizon)
        return {row.milestone_id: row for row in rows}

    @cached_property
    def overrules(self) -> dict:
        """Return commitment → the last word of the office outside reviews, as it stood on the day."""
        rows = prepared.models(known_rows.overrules, commitments=self.ids, on=self.on) if self.ids else []
        return {row.commitment_id: row for row in rows}

    def office(self, commitment) -> tuple[str, str, datetime.date | None]:
        """Return the office's (lamp, reason, day it counts from) for the newest report that counts, set since or at
        its review."""
        newest = next(iter(self.effective(commitment)), None)
        since = self.overrules.get(commitment.pk)
        if since and since.update_id == (newest.pk if newest else None):
            return (since.lamp, since.reason, since.valid_from) if since.lamp else ("", "", None)
        if newest is None or not newest.office_lamp:
            return "", "", None
        return newest.office_lamp, newest.office_reason, newest.decided_at and timezone.localdate(newest.decided_at)

    def facts(self, commitment) -> CommitmentFacts:
        """Return everything rules.lamp.judge needs for `commitment`."""
        effective = self.effective(commitment)
        newest = effective[0] if effective else None
        return CommitmentFacts(
            kind=commitment.kind,
            on=self.on,
            starts=self.plan.starts,
            due=commitment.due,
            cutoff=newest.cutoff if newest else None,
            period_end=newest.period.ends if newest else None,
            targets=tuple(self.target_facts(commitment, target) for target in self.targets[commitment.pk]),
            milestones=tuple(
                MilestoneFacts(m.due_day, self.reached.get(m.pk), str(m), m.adopted)
                for m in self.milestones[commitment.pk]
            ),
            report=self.report(commitment),
            self_lamp=newest.self_lamp if newest else "",
            data_expected=newest.data_expected if newest else None,
            thresholds=self.thresholds,
        )

    def standing(self, commitment) -> CommitmentFacts:
        """Return the facts as if nothing were owed or awaited: what the last lamp was lit by."""
        targets = tuple(self.target_facts(commitment, row, self.given) for row in self.targets[commitment.pk])
        lamps = (update.self_lamp for update in self.effective(commitment) if not update.data_expected)
        return self.facts(commitment).replace(
            report="standing", targets=targets, self_lamp=next(lamps, ""), data_expected=None
        )

    def target_facts(self, commitment, target, readings=None) -> TargetFacts:
        readings = self.readings if readings is None else readings
        reference = reading_of(readings.get(target.relative_to_id))
        return TargetFacts(
            measure=measure_of(target, commitment.kind, reference),
            reading=reading_of(readings.get(target.indicator_id)),
            pace=Pace(self.plan.starts, commitment.due, self.trajectories.get(commitment.pk, ())),
            measured=target.measured,
            label=target.indicator.name,
            baseline_state=target.baseline_state,
            kind=commitment.kind,
            relative_to=target.relative_to.name if target.relative_to else "",
            reference=reference,
        )
