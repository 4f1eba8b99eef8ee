"""The late board: how far each lead department is with a period's reports, in a fixed number of queries."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from ...choices import UpdateState
from ...clock import today
from ...documents.reminder_words import Chase, OwedReport, chat_text
from ...models import Department, Plan, ReportingPeriod, prepared
from ...rules.period import days_late
from ...rules.turns import NOT_BEGUN, DueBasis, DueRule, due_by
from ...workflow.snapshot import known_rows
from ...workflow.snapshot.commitments_told import departments_known
from ...workflow.snapshot.known_reports import end_of_day, update_state_before
from ...workflow.todo.facts import WaitFacts, local_day
from .board_rows import OwedCommitment, PeriodUpdate, commitments_owed, updates_of_period

STAGES = (
    NOT_BEGUN, UpdateState.DRAFT, UpdateState.SIGNING, UpdateState.SUBMITTED, UpdateState.RETURNED,
    UpdateState.APPROVED,
)  # fmt: skip
OWED, LATE = "owed", "late"
UNSENT_STAGES = (NOT_BEGUN, *UpdateState.unsent(), UpdateState.SIGNING)


@dataclass(frozen=True)
class BoardItem:
    """One commitment in the period: how far its report is, when it is due, by how many days it is late.

    `reason` is why it was last returned, as long as it was not sent again.
    """

    commitment: OwedCommitment
    stage: str
    due: datetime.date
    days_late: int
    reason: str = ""
    data_awaited: bool = False


@dataclass(frozen=True)
class BoardLine:
    """A department's commitments, or all of them in the totals (department None)."""

    department: Department | None
    items: list[BoardItem]
    period: ReportingPeriod
    due: datetime.date
    on: datetime.date

    def of(self, stage: str) -> list[BoardItem]:
        """Return the items of a stage, of all stages (owed), or the late ones."""
        if stage == OWED:
            return self.items
        return [item for item in self.items if (item.days_late if stage == LATE else item.stage == stage)]

    @property
    def cells(self) -> list[tuple[str, int]]:
        """(stage, number) for owed and each stage: the stages add up to what is owed."""
        return [(OWED, len(self.items)), *((stage, self.stages[stage]) for stage in STAGES)]

    @cached_property
    def stages(self) -> Counter:
        return Counter(item.stage for item in self.items)

    @cached_property
    def late(self) -> int:
        return len(self.of(LATE))

    @property
    def days(self) -> int:
        """The days of the report that is late the longest; 0 when none is."""
        return max((item.days_late for item in self.items), default=0)

    @cached_property
    def text(self) -> str:
        """The reminder for the department's chat group, "" when nothing is to be done there."""
        pending = [item for item in self.items if not item.data_awaited]
        chase = Chase(
            self.department.short_name, self.period.code, self.due,
            unsent=owed_reports(pending, NOT_BEGUN, UpdateState.DRAFT),
            signing=owed_reports(pending, UpdateState.SIGNING),
            returned=[OwedReport(i.commitment.code, i.commitment.title, i.due, i.reason) for i in pending if i.reason],
        )  # fmt: skip
        return chat_text(chase, self.on) if chase else ""


def owed_reports(items: list[BoardItem], *stages) -> list[OwedReport]:
    return [
        OwedReport(i.commitment.code, i.commitment.title, i.due) for i in items if i.stage in stages and not i.reason
    ]


class Board:
    """The period `code` of a plan as it stands on `on`; without such a period begun, the newest one."""

    def __init__(self, plan: Plan, code: str, on: datetime.date):
        self.plan, self.on, self.periods = plan, on, prepared.models(known_rows.periods, plan=plan.pk, on=on)
        chosen = next((period for period in self.periods if period.code == code), None)
        self.period = chosen or (self.periods[0] if self.periods else None)
        self.facts, self.dues = WaitFacts(plan, on), {}

    @cached_property
    def revisions(self) -> dict[int, list[PeriodUpdate]]:
        """Commitment → its updates for the period, the newest last.

        Of a past day those submitted by then, in the state they were in; drafts leave no trace to go by.
        """
        before = {"before": end_of_day(self.on)} if self.is_past else {}
        found = defaultdict(list)
        for row in map(PeriodUpdate._make, prepared.rows(updates_of_period, period=self.period.pk, **before)):
            then = row._replace(state=update_state_before(row, before["before"])) if before else row
            found[row.commitment].append(then)
        return found

    @cached_property
    def commitments(self) -> list[OwedCommitment]:
        """Those that stood on the day, in report order."""
        asked = {"plan": self.plan.pk, "on": self.on, "day": self.plan.day_of(self.on)}
        departments = {each.pk: each for each in prepared.models(departments_known)}
        rows = prepared.rows(commitments_owed, **asked)
        return [OwedCommitment(*row, departments.get(lead)) for *row, lead in rows]

    @cached_property
    def is_past(self) -> bool:
        return self.on < today()

    @cached_property
    def items(self) -> list[BoardItem]:
        return [self.item(commitment) for commitment in self.commitments] if self.period else []

    def item(self, commitment: OwedCommitment) -> BoardItem:
        """Return how far the report is: approved stays approved while it is corrected."""
        period_due, late = self.due_of(commitment.lead and commitment.lead.pk)
        updates = self.revisions.get(commitment.pk)
        if not updates:
            return BoardItem(commitment, NOT_BEGUN, period_due, late)
        approved = any(update.state == UpdateState.APPROVED for update in updates)
        stage = UpdateState.APPROVED if approved else updates[-1].state
        back = next((u for u in reversed(updates) if u.state == UpdateState.RETURNED), None)
        returned = local_day(back.decided_at) if back and stage in UNSENT_STAGES else None
        due = due_by(DueRule.PERIOD, DueBasis(self.on, period_due, returned), self.facts.workdays)
        return BoardItem(
            commitment, stage, due, days_late(due, self.until) if stage in UNSENT_STAGES else 0,
            back.return_reason if returned else "", self.awaits_data(updates),
        )  # fmt: skip

    def due_of(self, department: int | None) -> tuple[datetime.date, int]:
        """Return when a department's reports fall due (None: nobody's), and by how many days one not begun is late."""
        if department not in self.dues:
            due = self.facts.due_days.of(self.period, department)
            self.dues[department] = due, days_late(due, self.until)
        return self.dues[department]

    def awaits_data(self, updates: list) -> bool:
        """Whether nothing is lacking but data nobody has published; asked for the sake of reminders, so of today."""
        return not self.is_past and bool(updates) and updates[-1].pk in self.facts.data_awaited

    @property
    def until(self) -> datetime.date:
        """The day up to which lateness counts: nothing gets later once the period is closed."""
        return min(self.on, self.period.closed or self.on)

    @cached_property
    def lines(self) -> list[BoardLine]:
        """Return the departments in the official order, those with late reports first; nobody's are the last."""
        groups = defaultdict(list)
        for item in self.items:
            groups[item.commitment.lead and item.commitment.lead.pk].append(item)
        lines = [self.line(items[0].commitment.lead, items) for items in groups.values()]
        nobodys = [line for line in lines if line.department is None]
        named = sorted((line for line in lines if line.department), key=lambda line: line.department.place)
        return sorted(named + nobodys, key=lambda line: not line.late)

    def line(self, department: Department | None, items: list[BoardItem]) -> BoardLine:
        return BoardLine(
            department, items, self.period, self.facts.due_days.of(self.period, department and department.pk), self.on
        )

    @cached_property
    def total(self) -> BoardLine:
        return self.line(None, self.items)

    @property
    def reminds(self) -> bool:
        """Whether there is anybody to remind: not of a closed period, and not on a past day."""
        return not self.is_past and not (self.period.closed and self.period.closed <= self.on)

    @cached_property
    def texts(self) -> list[tuple[Department, str]]:
        """Return (department, reminder) of those who have something to do."""
        if not self.period or not self.reminds:
            return []
        return [(line.department, text) for line in self.lines if line.department and (text := line.text)]
