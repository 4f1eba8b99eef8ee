"""Every enumeration of the ledger with its label; a lamp also names its mark and its colour token.

Values are stored in the database and in data files: never rename one.
"""

from .figures import (
    BaselineState,
    Basis,
    Comparability,
    Comparator,
    DataState,
    Direction,
    Exactness,
    Finality,
    Kind,
    Measured,
)
from .judgement import Lamp, Reason, YearEnd
from .organisation import DepartmentKind, Role, RoleOutcome
from .plan import (
    AccountsThen,
    AssignmentRole,
    DayKind,
    DraftsThen,
    Frequency,
    Level,
    LinkKind,
    PlanState,
    SentThen,
    SetAsideReason,
    Standing,
    Verb,
)
from .round import BulletinForm, BulletinKind, BulletinState, ContributionState, HeldMove, UpdateState

__all__ = [
    "AccountsThen",
    "AssignmentRole",
    "BaselineState",
    "Basis",
    "BulletinForm",
    "BulletinKind",
    "BulletinState",
    "Comparability",
    "Comparator",
    "ContributionState",
    "DataState",
    "DayKind",
    "DepartmentKind",
    "Direction",
    "DraftsThen",
    "Exactness",
    "Finality",
    "Frequency",
    "HeldMove",
    "Kind",
    "Lamp",
    "Level",
    "LinkKind",
    "Measured",
    "PlanState",
    "Reason",
    "Role",
    "RoleOutcome",
    "SentThen",
    "SetAsideReason",
    "Standing",
    "UpdateState",
    "Verb",
    "YearEnd",
]
