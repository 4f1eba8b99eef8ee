"""Nothing is in limbo: for every open state whose turn it is, and by when.

One table each for reports, corrections of approved reports, and contributions; a settled state waits for nobody.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..choices import ContributionState, UpdateState
from .workdays import Workdays

NOT_BEGUN = "not_begun"
TO_REDO, TO_CORRECT = 3, 5


class TurnOwner(StrEnum):
    """Who has the next move. The author's side is the office for a correction the office wrote."""

    LEAD = "lead"
    APPROVER = "approver"
    OFFICE = "office"
    SUPPORTING = "supporting"
    AUTHOR = "author"


class DueRule(StrEnum):
    """What the due day is counted from."""

    PERIOD = "period"  # the period's due day or the department's extension; after a return at least 3 workdays
    REVIEW = "review"  # the plan's workdays for a decision, from submission
    REDO = "redo"  # 3 workdays from the return
    CORRECTION = "correction"  # 5 workdays from its beginning
    CONTRIBUTION = "contribution"  # the day the lead asked for


@dataclass(frozen=True)
class Turn:
    """Whose move it is and by when."""

    owner: TurnOwner
    due: DueRule


REPORT_TURNS = {
    NOT_BEGUN: Turn(TurnOwner.LEAD, DueRule.PERIOD),
    UpdateState.DRAFT: Turn(TurnOwner.LEAD, DueRule.PERIOD),
    UpdateState.SIGNING: Turn(TurnOwner.APPROVER, DueRule.PERIOD),
    UpdateState.SUBMITTED: Turn(TurnOwner.OFFICE, DueRule.REVIEW),
    UpdateState.RETURNED: Turn(TurnOwner.LEAD, DueRule.PERIOD),
    UpdateState.APPROVED: None,
}
CORRECTION_TURNS = {
    UpdateState.DRAFT: Turn(TurnOwner.AUTHOR, DueRule.CORRECTION),
    UpdateState.SIGNING: Turn(TurnOwner.APPROVER, DueRule.CORRECTION),
    UpdateState.SUBMITTED: Turn(TurnOwner.OFFICE, DueRule.REVIEW),
    UpdateState.RETURNED: Turn(TurnOwner.AUTHOR, DueRule.REDO),
    UpdateState.APPROVED: None,
}
CONTRIBUTION_TURNS = {
    ContributionState.ASKED: Turn(TurnOwner.SUPPORTING, DueRule.CONTRIBUTION),
    ContributionState.FILED: Turn(TurnOwner.LEAD, DueRule.PERIOD),
    ContributionState.RETURNED: Turn(TurnOwner.SUPPORTING, DueRule.CONTRIBUTION),
    ContributionState.TAKEN: None,
    ContributionState.CANCELLED: None,
}


@dataclass(frozen=True)
class DueBasis:
    """The days a due day is counted from: since it waits, the period's due day, the last return, the day asked for."""

    since: date
    period_due: date
    returned: date | None = None
    contribution_due: date | None = None
    review_days: int = 5


def due_by(rule: DueRule, dates: DueBasis, workdays: Workdays) -> date:
    """Return the day by which the owner of a turn should have moved."""
    if rule == DueRule.CONTRIBUTION:
        return dates.contribution_due
    if rule == DueRule.PERIOD:
        redo = workdays.after(dates.returned, TO_REDO) if dates.returned else dates.period_due
        return max(dates.period_due, redo)
    days = {DueRule.REVIEW: dates.review_days, DueRule.REDO: TO_REDO, DueRule.CORRECTION: TO_CORRECT}
    return workdays.after(dates.since, days[rule])
