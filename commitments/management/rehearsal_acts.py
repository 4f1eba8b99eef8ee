"""Plays the sample's contributions, delegation and corrections through the verbs the screens use."""

from dataclasses import replace

from ..models import Contribution, Delegation, Department, ProgressUpdate, User, prepared
from ..rules.reading.written_figures import read_written_figure
from ..workflow.reports import contribution_requests, contributions, corrections, delegation, moves, review
from ..workflow.reports.entries import Figure, entry_of


class JointRehearsal:
    """The acts of contributions, for the rehearsal that knows plan, periods and people."""

    def delegate(self, act) -> None:
        days = {name: act.said[name] for name in ("starts", "ends", "note")}
        deputy = User.objects.get(username=act.said["deputy"])
        by = self.people.approvers[act.said["department"]]
        delegation.delegate(deputy=deputy, **days, by=by, at=act.at, sample=True)

    def contribution_asked(self, act) -> None:
        commitment, period = self.commitments[act.code], self.periods[act.period]
        said = {name: act.said[name] for name in ("wanted", "due")}
        departments, by = [Department.objects.get(code=act.said["department"])], self.lead_of(act)
        contribution_requests.ask_contributions(
            commitment, period, departments=departments, **said, by=by, at=act.at, sample=True
        )

    def contribution_filed(self, act) -> None:
        contribution, by = self.contribution(act), self.people.reporters[act.said["department"]]
        figures = {}
        if "figure" in act.said:
            indicator = contributions.figures_wanted([contribution.commitment])[contribution.commitment_id][0]
            read = read_written_figure(act.said["figure"], indicator.unit)
            figures = {indicator.pk: Figure(value=read.value, as_typed=act.said["figure"])}
        saved = contributions.save_contribution(
            contribution, text=act.said["text"], figures=figures, by=by, version=contribution.version
        )
        contributions.file_contribution(saved, by=by, at=act.at)

    def contribution_taken(self, act) -> None:
        contributions.take_over_contribution(self.contribution(act), by=self.lead_of(act), at=act.at)

    def contribution(self, act) -> Contribution:
        wanted = Contribution.objects.filter(commitment=self.commitments[act.code], period=self.periods[act.period])
        return wanted.get(department__code=act.said["department"])

    def lead_of(self, act) -> User:
        return self.people.reporters[self.commitments[act.code].lead.code]

    def signer(self, department, on) -> User | None:
        """Return who signs in the department that day: a deputy where there is one, else its approver, else None."""
        held = prepared.one(deputies_of, department=department.pk, day=on)
        return held.deputy if held else self.people.approvers.get(department.code)


def deputies_of(*, department, day):
    held = Delegation.objects.on(day).filter(department=department).select_related("deputy")
    return held.order_by("-starts", "pk")[:1]


class CorrectionRehearsal:
    """The acts of corrections, for the rehearsal that knows plan, periods and people."""

    def correction_begun(self, act) -> None:
        by = self.reviewer(act) if act.said.get("office") else self.lead_of(act)
        draft = corrections.start_correction(self.newest(act), by=by, at=act.at, reason=act.said["reason"])
        entry = replace(entry_of(draft), narrative=act.said["text"])
        if "figure" in act.said:
            (indicator, figure), *_others = entry.figures.items()
            read = read_written_figure(act.said["figure"], draft.observations.get().indicator.unit)
            figures = {indicator: replace(figure, value=read.value, as_typed=act.said["figure"])}
            entry = replace(entry, figures=figures)
        corrections.save_correction(draft, entry, act.said["reason"], by=by, version=draft.version)

    def correction_sent(self, act) -> None:
        draft = self.newest(act)
        moves.send_report(draft, by=draft.author, at=act.at)

    def correction_approved(self, act) -> None:
        review.approve_report(self.newest(act), by=self.reviewer(act), at=act.at)

    def newest(self, act) -> ProgressUpdate:
        """Return the newest revision of the act's commitment and period."""
        return self.commitments[act.code].updates.filter(period=self.periods[act.period]).order_by("-revision").first()
