"""Plays the sample's joint work through its verbs: parts asked for, filed and taken over, and a delegation."""

from ..models import Delegation, Department, Part, User
from ..rules.quantity import read_reported
from ..workflow import delegation, joint
from ..workflow.entries import Figure


class JointRehearsal:
    """The acts of joint work, for the rehearsal that knows plan, periods and people."""

    def delegate(self, act) -> None:
        days = {name: act.said[name] for name in ("starts", "ends", "note")}
        deputy = User.objects.get(username=act.said["deputy"])
        by = self.people.approvers[act.said["department"]]
        delegation.delegate(deputy=deputy, **days, by=by, at=act.at, sample=True)

    def part_asked(self, act) -> None:
        commitment, period = self.commitments[act.code], self.periods[act.period]
        said = {name: act.said[name] for name in ("wanted", "due")}
        departments, by = [Department.objects.get(code=act.said["department"])], self.lead_of(act)
        joint.ask(commitment, period, departments=departments, **said, by=by, at=act.at, sample=True)

    def part_filed(self, act) -> None:
        part, by = self.part(act), self.people.reporters[act.said["department"]]
        figures = {}
        if "figure" in act.said:
            indicator = joint.figures_wanted([part.commitment])[part.commitment_id][0]
            read = read_reported(act.said["figure"], indicator.unit)
            figures = {indicator.pk: Figure(value=read.value, as_typed=act.said["figure"])}
        saved = joint.save(part, text=act.said["text"], figures=figures, by=by, version=part.version)
        joint.file(saved, by=by, at=act.at)

    def part_taken(self, act) -> None:
        joint.take_over(self.part(act), by=self.lead_of(act), at=act.at)

    def part(self, act) -> Part:
        wanted = Part.objects.filter(commitment=self.commitments[act.code], period=self.periods[act.period])
        return wanted.get(department__code=act.said["department"])

    def lead_of(self, act) -> User:
        return self.people.reporters[self.commitments[act.code].lead.code]

    def signer(self, department, on) -> User | None:
        """Return who signs in the department that day: a deputy where there is one, else its approver, else None."""
        held = Delegation.objects.on(on).filter(department=department).select_related("deputy").first()
        return held.deputy if held else self.people.approvers.get(department.code)
