"""Plays the sample's corrections through their verbs: begun and rewritten, sent, approved."""

from dataclasses import replace

from ..models import ProgressUpdate
from ..rules.quantity import read_reported
from ..workflow import correcting, reporting, review
from ..workflow.entries import entry_of


class CorrectionRehearsal:
    """The acts of corrections, for the rehearsal that knows plan, periods and people."""

    def correction_begun(self, act) -> None:
        by = self.reviewer(act) if act.said.get("office") else self.lead_of(act)
        draft = correcting.correct(self.newest(act), by=by, at=act.at, reason=act.said["reason"])
        entry = replace(entry_of(draft), narrative=act.said["text"])
        if "figure" in act.said:
            (indicator, figure), *_others = entry.figures.items()
            read = read_reported(act.said["figure"], draft.observations.get().indicator.unit)
            figures = {indicator: replace(figure, value=read.value, as_typed=act.said["figure"])}
            entry = replace(entry, figures=figures)
        correcting.save(draft, entry, act.said["reason"], by=by, version=draft.version)

    def correction_sent(self, act) -> None:
        draft = self.newest(act)
        reporting.send(draft, by=draft.author, at=act.at)

    def correction_approved(self, act) -> None:
        review.approve(self.newest(act), by=self.reviewer(act), at=act.at)

    def newest(self, act) -> ProgressUpdate:
        """Return the newest revision of the act's commitment and period."""
        return self.commitments[act.code].updates.filter(period=self.periods[act.period]).order_by("-revision").first()
