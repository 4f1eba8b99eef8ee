"""What a reporter enters for one commitment, before it is stored and as it would be entered again."""

import datetime
from dataclasses import dataclass, field, fields
from decimal import Decimal

from ...choices import DataState, Exactness, Finality, UpdateState
from ...models import ProgressUpdate


@dataclass(frozen=True)
class Figure:
    """One indicator's observation as entered; `value` is in the indicator's unit."""

    state: str = DataState.GIVEN
    value: Decimal | None = None
    exactness: str = Exactness.EXACT
    finality: str = Finality.FINAL
    expected_on: datetime.date | None = None
    as_typed: str = ""


@dataclass(frozen=True)
class ReportEntry:
    """What a reporter filled in for one commitment; figures by indicator id, milestone days by milestone id."""

    cutoff: datetime.date
    narrative: str = ""
    problems: str = ""
    help_needed: str = ""
    next_steps: str = ""
    return_answer: str = ""
    forecast: Decimal | None = None
    self_lamp: str = ""
    data_expected: datetime.date | None = None
    figures: dict[int, Figure] = field(default_factory=dict)
    reached: dict[int, datetime.date] = field(default_factory=dict)


def entry_of(update: ProgressUpdate) -> ReportEntry:
    """Return what a stored update says, as it would be entered again; an answer is its own draft's alone."""
    said = {
        each.name: getattr(update, each.name) for each in fields(ReportEntry) if each.name not in ("figures", "reached")
    }
    said["return_answer"] = update.return_answer if update.state == UpdateState.DRAFT else ""
    return ReportEntry(
        **said,
        figures={row.indicator_id: entered_figure(row) for row in update.observations.all()},
        reached={row.milestone_id: row.reached for row in update.milestones_reached.all()},
    )


def entered_figure(row) -> Figure:
    """Return an observation, or a contribution's figure, as it would be entered again."""
    return Figure(**{each.name: getattr(row, each.name) for each in fields(Figure) if hasattr(row, each.name)})
