"""The nouns of the ledger."""

from .bulletin import Bulletin
from .commitment import Assignment, Commitment
from .history import GENESIS, HistoryEntry
from .indicator import Indicator, Observation, Target
from .installation import Installation
from .organisation import Department, User
from .plan import Paragraph, Plan, Section
from .progress import OPEN_STATES, SEEN_BY_OFFICE, Evidence, ProgressUpdate
from .schedule import Milestone, MilestoneReached, ReportingPeriod, TrajectoryPoint
from .submission import Submission
from .verdict import Verdict

__all__ = [
    "GENESIS", "OPEN_STATES", "SEEN_BY_OFFICE", "Assignment", "Bulletin", "Commitment", "Department", "Evidence",
    "HistoryEntry", "Indicator", "Installation", "Milestone", "MilestoneReached", "Observation", "Paragraph", "Plan",
    "ProgressUpdate", "ReportingPeriod", "Section", "Submission", "Target", "TrajectoryPoint", "User", "Verdict",
]  # fmt: skip
