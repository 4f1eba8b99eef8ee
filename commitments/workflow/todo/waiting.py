"""What waits for whom since when: all open reports, corrections and contributions of a plan, in a few queries.

A report is owed for every period open on the day, older ones too: what a period left unsent lapses when it closes;
what was sent still waits for its decision.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from ...choices import ContributionState, Role, UpdateState
from ...models import Commitment, Contribution, Department, Plan, ProgressUpdate, ReportingPeriod, prepared
from ...rules import turns as rules
from ...rules.period import days_late
from ...rules.turns import NOT_BEGUN, DueBasis, TurnOwner
from .facts import WaitFacts, is_correction, local_day
from .waiting_rows import deputies


@dataclass(frozen=True)
class Wait:
    """One thing that waits. `kind` is report, correction or part (a contribution); `state` says how far it is.

    It waits for those who hold `role` in `department` (None: the supervision office). `lead` answers for the
    commitment. `only` is the one account it waits for, `barred` the one that may not decide on its own work.
    `vacant` marks a department without anybody to do it, `data_awaited` a draft that lacks nothing but data
    nobody has published yet. `reason` is why it was returned.
    """

    kind: str
    state: str
    commitment: Commitment
    period: ReportingPeriod
    lead: Department | None
    department: Department | None
    role: str
    since: datetime.date
    due: datetime.date
    subject: object = None
    only: int | None = None
    barred: int | None = None
    vacant: bool = False
    data_awaited: bool = False
    reason: str = ""

    @property
    def key(self) -> str:
        """The state with its kind before it, but for a report's: not_begun, correction_draft, part_asked."""
        return self.state if self.kind == "report" else f"{self.kind}_{self.state}"

    def days_over(self, on: datetime.date) -> int:
        """Return by how many days it is over its due day; 0 when it is not."""
        return days_late(self.due, on)

    def waits_for(self, user, deputies: frozenset = frozenset()) -> bool:
        """Whether `user` has the next move; `deputies_on` are the (department, account) that may sign on the day."""
        if self.only not in (None, user.pk) or (user.pk == self.barred and self.role != Role.REPORTER):
            return False
        if self.department is None:
            return user.has_role(Role.SUPERVISOR)
        if not user.fills_in or user.department_id != self.department.pk:
            return False
        signs = self.role == Role.APPROVER and (self.department.pk, user.pk) in deputies
        return signs or user.has_role(self.role)

    def concerns(self, department) -> bool:
        """Whether it is a matter of this department: its commitment, or what it is asked for."""
        return department in (self.lead, self.department)


def open_waits(plan: Plan, on: datetime.date, without=None, department: int | None = None) -> list[Wait]:
    """Return what waits on `on`, the earliest due day first, then in report order; as if an account had left.

    With `department` (its key) only of the commitments it bears or contributes to: all that concerns it, and more.
    """
    return sorted(
        PlanWaits(plan, on, without, department).waits(), key=lambda wait: (wait.due, wait.commitment.order, wait.kind)
    )


def deputies_on(on: datetime.date) -> frozenset:
    """Return the (department, account) pairs that sign in an approver's place on the day."""
    return frozenset(prepared.rows(deputies, on=on))


class PlanWaits(WaitFacts):
    """The rows of one plan on one day, made from its facts."""

    def waits(self):
        """Yield everything that waits, in no order."""
        owed = ((commitment, period) for period in self.periods for commitment in self.commitments.values())
        yield from (self.not_begun(c, period) for c, period in owed if (c.pk, period.pk) not in self.reported)
        yield from (self.of_update(u) for u in self.updates if u.commitment_id in self.commitments and self.counts(u))
        yield from (self.of_contribution(p) for p in self.contributions if p.commitment_id in self.commitments)

    def counts(self, update: ProgressUpdate) -> bool:
        """Whether it still waits: an unsent report of a period that is closed does not."""
        unsent = update.state in UpdateState.unsent() and not is_correction(update)
        return not unsent or update.period in self.periods

    def not_begun(self, commitment: Commitment, period: ReportingPeriod) -> Wait:
        turn = rules.REPORT_TURNS[NOT_BEGUN]
        return self.wait("report", NOT_BEGUN, turn, commitment, period, period.opened)

    def of_update(self, update: ProgressUpdate) -> Wait:
        kind = "correction" if is_correction(update) else "report"
        table = rules.CORRECTION_TURNS if kind == "correction" else rules.REPORT_TURNS
        back = self.returns.get((update.commitment_id, update.period_id))
        mine = update.author_id if update.by_office else None
        decides = update.state == UpdateState.SIGNING or (update.by_office and update.state == UpdateState.SUBMITTED)
        return self.wait(
            kind, update.state, table[update.state], self.commitments[update.commitment_id], update.period,
            self.since(update, back), subject=update, returned=local_day(back.decided_at) if back else None,
            only=mine if update.state in UpdateState.unsent() else None, barred=update.author_id if decides else None,
            data_awaited=update.pk in self.data_awaited, reason=back.return_reason if back else "",
        )  # fmt: skip

    def since(self, update: ProgressUpdate, back: ProgressUpdate | None) -> datetime.date:
        """Return the day it came to whoever has it now; a draft waits since it could be begun."""
        if update.state in (UpdateState.SUBMITTED, UpdateState.RETURNED):
            return local_day(update.decided_at if update.state == UpdateState.RETURNED else update.submitted_at)
        begun = timezone.localdate(update.created) if is_correction(update) else update.period.opened
        turned = self.turned.get(update.pk)
        return min(turned or (local_day(back.decided_at) if back else begun), self.on)

    def of_contribution(self, contribution: Contribution) -> Wait:
        moments = {
            ContributionState.ASKED: contribution.asked_at,
            ContributionState.FILED: contribution.filed_at,
            ContributionState.RETURNED: contribution.settled_at,
        }
        return self.wait(
            "part", contribution.state, rules.CONTRIBUTION_TURNS[contribution.state],
            self.commitments[contribution.commitment_id], contribution.period,
            local_day(moments[contribution.state] or contribution.asked_at), subject=contribution,
            contribution_due=contribution.due, reason=contribution.return_reason,
        )  # fmt: skip

    def wait(
        self,
        kind,
        state,
        turn,
        commitment,
        period,
        since,
        *,
        subject=None,
        returned=None,
        contribution_due=None,
        **more,
    ):
        """Return the row of `turn`: its owner as people who can act, its due day as a date."""
        department, role = self.whose(turn.owner, commitment, subject)
        dates = DueBasis(
            since,
            self.due_days.of(period, commitment.lead and commitment.lead.pk),
            returned,
            contribution_due,
            self.plan.review_days,
        )
        return Wait(
            kind, state, commitment, period, commitment.lead, department, role, since,
            rules.due_by(turn.due, dates, self.workdays), subject,
            vacant=department is not None and not self.seats[department.pk], **more,
        )  # fmt: skip

    def whose(self, owner: TurnOwner, commitment: Commitment, subject) -> tuple[Department | None, str]:
        """Return (department, role) of the owner; where nobody holds the role, the department's other one."""
        if owner == TurnOwner.OFFICE or (owner == TurnOwner.AUTHOR and subject.by_office):
            return None, Role.SUPERVISOR
        department = commitment.lead if owner == TurnOwner.LEAD else subject.department
        role = Role.APPROVER if owner == TurnOwner.APPROVER else Role.REPORTER
        held = self.seats[department.pk] if department else set()
        return department, role if role in held or not held else next(iter(held))
