"""What a judgement is made from and what comes out of it: plain values, no database."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..choices import BaselineState, Kind, Measured
from .pace import Pace
from .shares import NOTHING
from .target import POINT_UNITS, Measure, Reading


@dataclass(frozen=True)
class Thresholds:
    """The plan's published rule: yellow from a gap of `yellow` down, red below `red`; milestones by days late."""

    yellow: Decimal = Decimal(-10)
    red: Decimal = Decimal(-30)
    milestone_days: int = 30


@dataclass(frozen=True)
class TargetFacts:
    """One target with what was reported of it by the day.

    A target relative to another indicator names it, with its `reference` reading, which the measure's value holds.
    """

    measure: Measure
    reading: Reading | None
    pace: Pace
    measured: str = Measured.OBSERVED
    label: str = ""
    baseline_state: str = BaselineState.NOT_NEEDED
    kind: str = Kind.FLOW
    relative_to: str = ""
    reference: Reading | None = None

    @property
    def lacks_reference(self) -> bool:
        """Whether what the target is relative to has no figure that reaches as far as the reading."""
        if not self.relative_to or self.reading is None:
            return False
        known = self.reference is not None and self.reference.value is not None
        return not known or self.reference.cutoff < self.reading.cutoff


@dataclass(frozen=True)
class MilestoneFacts:
    """One milestone: the day it is planned for, and the day it was reached as far as known.

    `adopted` is the planned day of the plan where the office set another in its place, else None.
    """

    planned: date
    reached: date | None = None
    label: str = ""
    adopted: date | None = None


@dataclass(frozen=True)
class CommitmentFacts:
    """All that is known of a commitment on the day `on`.

    `report` says how the latest period stands: none_due, missing, returned, pending, approved, or standing
    (before a period falls due the last approved data stands). `cutoff` is the newest approved update's, and so are
    `self_lamp` and, where its data is not published and there are no targets, the day it is expected.
    """

    kind: str
    on: date
    starts: date
    due: date
    cutoff: date | None = None
    period_end: date | None = None
    targets: tuple[TargetFacts, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()
    report: str = "approved"
    self_lamp: str = ""
    data_expected: date | None = None
    thresholds: Thresholds = Thresholds()

    def replace(self, **changes) -> "CommitmentFacts":
        return replace(self, **changes)


@dataclass(frozen=True)
class ComponentVerdict:
    """The judgement of one target or milestone; shares, gap and ratio in percent, rounded to 0.01.

    `short_by` is a rate's distance below its target in its own points, `over_by` a ceiling's excess,
    `late_days` a milestone's lateness on the cut-off day (negative: early). `unit` is the indicator's.
    """

    label: str
    lamp: str
    reason: str
    attained: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    ratio: Decimal | None = None
    late_days: int | None = None
    over_by: Decimal | None = None
    short_by: Decimal | None = None
    met: bool = False
    cutoff: date | None = None
    provisional: bool = False
    unit: str = ""

    @property
    def in_own_points(self) -> bool:
        """Whether it speaks in its own points or unit; its share, if any, only lights the lamp and is not told."""
        return self.short_by is not None or self.over_by is not None


@dataclass(frozen=True)
class CommitmentVerdict:
    """The judgement of a commitment: that of its deciding component, the worst one, with all components beside it.

    `office` is the lamp the office set over the computed one, with its reason and the day it counts from.
    """

    lamp: str
    reason: str
    attained: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    ratio: Decimal | None = None
    cutoff: date | None = None
    provisional: bool = False
    pending_review: bool = False
    stale: bool = False
    components: tuple[ComponentVerdict, ...] = ()
    deciding: ComponentVerdict | None = None
    office: str = ""
    office_reason: str = ""
    office_since: date | None = None

    @property
    def told_share(self) -> Decimal | None:
        """The attained share as it is told: None of what speaks in its own points."""
        return None if self.deciding is not None and self.deciding.in_own_points else self.attained

    @property
    def told_gap(self) -> Decimal | None:
        """The gap as it is told, in percentage points: of a rate those below its target, of a limit none."""
        if self.told_share is not None or self.deciding is None:
            return self.gap
        short_by = self.deciding.short_by
        return None if short_by is None or self.deciding.unit not in POINT_UNITS else NOTHING - short_by

    @property
    def official(self) -> str:
        """The office's lamp where it overruled, else the computed one."""
        return self.office or self.lamp
