"""The contribution's workflow as one table, who may make which move, and until when a contribution may be asked for."""

import datetime

from ..choices import ContributionState

ASKED, FILED, RETURNED = ContributionState.ASKED, ContributionState.FILED, ContributionState.RETURNED
TAKEN, CANCELLED = ContributionState.TAKEN, ContributionState.CANCELLED

# A contribution that is not there yet has the state "". What was cancelled or taken over may be asked for again.
CONTRIBUTION_MOVES = {
    ("", "ask"): ASKED,
    (CANCELLED, "ask"): ASKED,
    (TAKEN, "ask"): ASKED,
    (ASKED, "file"): FILED,
    (RETURNED, "file"): FILED,
    (FILED, "withdraw"): ASKED,
    (FILED, "take_over"): TAKEN,
    (FILED, "return"): RETURNED,
    (ASKED, "cancel"): CANCELLED,
    (RETURNED, "cancel"): CANCELLED,
}
SUPPORTING_MOVES = frozenset({"file", "withdraw"})
LEAD_MOVES = frozenset({"ask", "take_over", "return", "cancel"})
# Nothing is filled in on the day it is asked for: once the report itself is late, a contribution still has so long.
LATE_REPORT_GRACE = datetime.timedelta(days=7)


def open_contribution_moves(state: str, *, supports: bool, leads: bool) -> frozenset[str]:
    """Return the moves open in `state` ("" before it was asked for) to people of its department or of the lead."""
    mine = (SUPPORTING_MOVES if supports else frozenset()) | (LEAD_MOVES if leads else frozenset())
    return frozenset(move for (start, move) in CONTRIBUTION_MOVES if start == state) & mine


def latest_due(report_due: datetime.date, on: datetime.date) -> datetime.date:
    """Return the last day a contribution asked for on `on` may be due: the report's, a week from now once past."""
    return report_due if report_due >= on else on + LATE_REPORT_GRACE
