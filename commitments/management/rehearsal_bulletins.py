"""Plays the sample's issues through the verbs the screens use."""

from ..documents.bulletin_issue import frozen_issue
from ..models import Bulletin
from ..workflow.office.bulletins import draft_of, next_number
from ..workflow.office.issuing import issue_bulletin

WRITTEN = ("sent_to", "copied_to", "signatory", "reason", "although")


class BulletinRehearsal:
    """The office's issues, for the rehearsal that knows periods and people."""

    def issue(self, act) -> None:
        period, corrects = self.periods[act.period], None
        if act.said.get("correction"):
            corrects = Bulletin.objects.issued().alone().filter(period=period).latest("pk")
        draft, on = draft_of(period, corrects), act.at.date()
        draft.number = next_number(draft.form, on)
        for name in set(WRITTEN) & set(act.said):
            setattr(draft, name, act.said[name])
        issue_bulletin(draft, frozen_issue(draft, on), by=self.people.supervisor, at=act.at)
