"""The nouns of the ledger."""

from .acts import ACTS
from .bulletin import YEAR_END_CODE, Bulletin
from .calendar import Extension, Holiday
from .commitment import Assignment, Commitment
from .contribution import Contribution, ContributionFigure
from .delegation import Delegation
from .due_days import DueDays
from .evidence import Evidence, named_file
from .former_leader import FormerLeader, LeadersThen, bring_leaders_then, leaders_then
from .handover import Handover, owners_then
from .held import HeldAct
from .history import GENESIS, HistoryEntry, reference
from .indicator import DEFINITION_FIELDS, Indicator, Observation, Target
from .organisation import Department, User
from .place import Place, place_kept
from .plan import Paragraph, Plan, Section, ThresholdChange
from .progress import OFFICE_DRAFT, ProgressUpdate, TakenBack
from .promise_link import AboveLink, PromiseLink
from .retrospect import Retrospect
from .role_decision import RoleDecision
from .schedule import AdjustedDay, Milestone, MilestoneReached, ReportingPeriod, TrajectoryPoint
from .sent_back import SentBack
from .set_aside import SetAside
from .system import Installation, Mail, Submission
from .verdict import Overrule, Verdict
from .wording import StockReason

__all__ = [
    "ACTS",
    "DEFINITION_FIELDS",
    "GENESIS",
    "OFFICE_DRAFT",
    "YEAR_END_CODE",
    "AboveLink",
    "AdjustedDay",
    "Assignment",
    "Bulletin",
    "Commitment",
    "Contribution",
    "ContributionFigure",
    "Delegation",
    "Department",
    "DueDays",
    "Evidence",
    "Extension",
    "FormerLeader",
    "Handover",
    "HeldAct",
    "HistoryEntry",
    "Holiday",
    "Indicator",
    "Installation",
    "LeadersThen",
    "Mail",
    "Milestone",
    "MilestoneReached",
    "Observation",
    "Overrule",
    "Paragraph",
    "Place",
    "Plan",
    "ProgressUpdate",
    "PromiseLink",
    "ReportingPeriod",
    "Retrospect",
    "RoleDecision",
    "Section",
    "SentBack",
    "SetAside",
    "StockReason",
    "Submission",
    "TakenBack",
    "Target",
    "ThresholdChange",
    "TrajectoryPoint",
    "User",
    "Verdict",
    "bring_leaders_then",
    "leaders_then",
    "named_file",
    "owners_then",
    "place_kept",
    "reference",
]  # fmt: skip
