"""Plays the sample's acts through the verbs the screens use, at their business times."""

import datetime
from dataclasses import replace

from django.db.models import Prefetch

from ..choices import DataState, Exactness, Finality, Lamp, UpdateState
from ..models import Department, Milestone, ProgressUpdate, Target, prepared
from ..rules.reading.written_figures import read_written_figure
from ..workflow.judgement import assessment
from ..workflow.office import periods
from ..workflow.reports import drafts, entries, evidence, moves, review
from .rehearsal_acts import CorrectionRehearsal, JointRehearsal
from .rehearsal_bulletins import BulletinRehearsal
from .sample_evidence import sample_uploads

SIGN_AFTER = datetime.timedelta(minutes=25)


class Rehearsal(JointRehearsal, CorrectionRehearsal, BulletinRehearsal):
    """One run over a plan's sample by the demo's cast."""

    def __init__(self, plan, people):
        self.plan, self.people, self.places = plan, people, {}
        targets = Prefetch("targets", Target.objects.select_related("indicator"))
        commitments = plan.commitments.with_people().prefetch_related(
            targets, Prefetch("milestones", Milestone.objects.all())
        )
        self.commitments = {commitment.code: commitment for commitment in commitments}
        self.periods = {period.code: period for period in plan.periods.all()}

    def play(self, act) -> None:
        getattr(self, act.what)(act)

    def open(self, act) -> None:
        self.periods[act.period] = periods.open_period(self.periods[act.period], by=self.people.supervisor, at=act.at)

    def close(self, act) -> None:
        self.periods[act.period] = periods.close_period(self.periods[act.period], by=self.people.supervisor, at=act.at)

    def extend(self, act) -> None:
        department, period = Department.objects.get(code=act.code), self.periods[act.period]
        due, reason = act.said["due"], act.said["reason"]
        periods.extend_period(period, department, due, reason=reason, by=self.people.supervisor, at=act.at)

    def draft(self, act) -> ProgressUpdate:
        commitment, period = self.commitments[act.code], self.periods[act.period]
        by = self.people.reporters[commitment.lead.code]
        entry, begun = self.entry(commitment, period, act.said), self.begun(commitment, period)
        if begun:
            # A contribution was taken over before: it stays behind what the lead writes now.
            entry = replace(entry, narrative=f"{entry.narrative}\n{begun.narrative}")
        version = begun.version if begun else None
        update = drafts.save_draft(commitment, period, entry, by=by, version=version, sample=True)
        if not entry.self_lamp:
            update.self_lamp = own_lamp(update)
            update.save()
        for upload in sample_uploads(act.code, act.period):
            evidence.attach_file(update, upload, by=by, at=act.at)
        return update

    def submit(self, act) -> None:
        update = self.draft(act)
        signer = self.signer(update.department, act.at.date())
        sent = act.at - SIGN_AFTER if signer else act.at
        update = moves.send_report(update, by=update.author, at=sent)
        if signer:
            moves.sign_report(update, by=signer, at=act.at)

    def begun(self, commitment, period) -> ProgressUpdate | None:
        newest = prepared.one(drafts.newest_revision, commitment=commitment.pk, period=period.pk)
        return newest if newest and newest.state == UpdateState.DRAFT else None

    def give_back(self, act) -> None:
        review.return_report(self.pending(act), by=self.reviewer(act), at=act.at, reason=act.said["reason"])

    def approve(self, act) -> None:
        lamp, reason = act.said.get("office", ""), act.said.get("office_reason", "")
        review.approve_report(
            self.pending(act), by=self.reviewer(act), at=act.at, office_lamp=lamp, office_reason=reason
        )

    def pending(self, act) -> ProgressUpdate:
        commitment, period = self.commitments[act.code], self.periods[act.period]
        newest = prepared.one(drafts.newest_revision, commitment=commitment.pk, period=period.pk)
        if newest.state != UpdateState.SUBMITTED:
            raise ProgressUpdate.DoesNotExist(f"{act.code} {act.period} is {newest.state}")
        return newest

    def reviewer(self, act):
        """Return who reviews: the two supervisors share the report's sections."""
        return self.people.second if int(act.code[0]) % 2 else self.people.supervisor

    def entered(self, commitment) -> list:
        """Return the indicators entered at a commitment: the same all year, since the plans stay as they are."""
        if commitment.pk not in self.places:
            self.places[commitment.pk] = drafts.indicators_entered_at(commitment)
        return self.places[commitment.pk]

    def entry(self, commitment, period, said: dict) -> entries.ReportEntry:
        """Return a quarter of the sample as a reporter would have entered it."""
        milestones = {milestone.what: milestone.pk for milestone in commitment.milestones.all()}
        indicators, targets = self.entered(commitment), commitment.targets.all()
        unit = targets[0].indicator.unit if targets else ""
        return entries.ReportEntry(
            cutoff=said.get("cutoff") or period.ends,
            narrative=said["text"],
            problems=said.get("problem", ""),
            help_needed=said.get("help", ""),
            next_steps=said.get("next", ""),
            forecast=read_written_figure(str(said["forecast"]), unit).value if said.get("forecast") else None,
            self_lamp=said.get("self", ""),
            figures={
                i.pk: sample_figure(said, i.unit) for i in indicators if said.keys() & {"value", "raw", "awaited"}
            },
            reached={milestones[what]: day for what, day in said.get("reached", {}).items()},
        )


def sample_figure(said: dict, unit: str) -> entries.Figure:
    """Return the quarter's observation: a figure, one in a foreign unit, or the day it is expected."""
    if "awaited" in said:
        return entries.Figure(state=DataState.AWAITED, expected_on=said["awaited"])
    if "raw" in said:
        return entries.Figure(state=DataState.NOT_COMPARABLE, as_typed=said["raw"])
    read = read_written_figure(str(said["value"]), unit)
    finality = Finality.PROVISIONAL if said.get("provisional") else Finality.FINAL
    return entries.Figure(
        value=read.value, exactness=Exactness(read.exactness), finality=finality, as_typed=str(said["value"])
    )


def own_lamp(update: ProgressUpdate) -> str:
    """Return the lamp a department agrees with: the computed one, green while nothing can be computed."""
    lamp = assessment.preview_verdict(update).lamp
    return lamp if lamp != Lamp.GREY else Lamp.GREEN
