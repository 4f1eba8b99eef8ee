"""What a department has that passes on with its duties: looked up once, for the preview and for the act alike."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import cached_property

from ...choices import ContributionState, PlanState, UpdateState
from ...models import Assignment, Commitment, Contribution, Department, Indicator, Plan, ProgressUpdate, User
from ...rules.duties import BEARING, SUPPORTING, passed_duties, passing_outcome
from .duties import current_duties, roles_of

# Reports that are with the approver or with the office.
WITH_OTHERS = (UpdateState.SIGNING, UpdateState.SUBMITTED)


@dataclass(frozen=True)
class PassedDuty:
    """One commitment of the former department: its duties before and after, and what becomes of the former one's."""

    commitment: Commitment
    duties: list[Assignment]
    before: dict[int, str]
    after: dict[int, str]
    outcome: str

    @property
    def plan(self) -> Plan:
        return self.commitment.plan


class HandoverRows:
    """All that is the former department's now: of every plan that is not closed, or of some commitments of one."""

    def __init__(self, plan: Plan, former: Department, heir: Department, codes: list[str] | None = None):
        self.plan, self.former, self.heir, self.codes = plan, former, heir, codes or []
        duties = Assignment.objects.current().filter(department=former)
        rows = Commitment.objects.standing().exclude(plan__state=PlanState.CLOSED)
        rows = rows.filter(plan=plan, code__in=self.codes) if self.codes else rows
        rows = rows.filter(pk__in=duties.values("commitment")).select_related("plan")
        self.commitments = list(rows.order_by("plan__year", "plan", "order", "pk"))

    @cached_property
    def duties(self) -> list[PassedDuty]:
        current = current_duties([row.pk for row in self.commitments])
        return [self.passed(row, current[row.pk]) for row in self.commitments]

    def passed(self, commitment: Commitment, duties: list[Assignment]) -> PassedDuty:
        before, between = roles_of(duties), (self.former.pk, self.heir.pk)
        outcome = passing_outcome(before, *between)
        return PassedDuty(commitment, duties, before, passed_duties(before, *between), outcome)

    @property
    def borne_duties(self) -> list[PassedDuty]:
        """What the former department leads or is responsible for."""
        return [duty for duty in self.duties if duty.before[self.former.pk] in BEARING]

    @property
    def supported_duties(self) -> list[PassedDuty]:
        return [duty for duty in self.duties if duty.before[self.former.pk] == SUPPORTING]

    @property
    def outcomes(self) -> Counter:
        return Counter(duty.outcome for duty in self.duties)

    @cached_property
    def reports(self) -> list[ProgressUpdate]:
        """The newest revisions that are not approved; the office's own drafts are its own business."""
        rows = ProgressUpdate.objects.newest_revisions().exclude(state=UpdateState.APPROVED)
        rows = rows.filter(department=self.former, commitment__in=self.commitments, by_office=False)
        return list(rows.select_related("commitment__plan", "period").order_by("pk"))

    def reports_in(self, *states) -> list[ProgressUpdate]:
        return [update for update in self.reports if update.state in states]

    @cached_property
    def approved(self) -> int:
        """How many approved reports stay as they are."""
        rows = ProgressUpdate.objects.approved().filter(department=self.former, commitment__in=self.commitments)
        return rows.count()

    @cached_property
    def contributions(self) -> list[Contribution]:
        """The contributions to others' reports in which one of both still has to move."""
        rows = Contribution.objects.under_way().filter(department=self.former, commitment__in=self.commitments)
        rows = rows.filter(state__in=ContributionState.unsettled())
        return list(rows.select_related("commitment__plan", "period").order_by("pk"))

    @cached_property
    def asked_already(self) -> set[tuple[int, int]]:
        """(commitment, period) for which the new department was asked itself."""
        rows = Contribution.objects.filter(department=self.heir, commitment__in=self.commitments)
        return set(rows.values_list("commitment", "period"))

    def passes_on(self, contribution: Contribution) -> bool:
        """Whether the new department takes the contribution over: not if it was asked itself, or leads now."""
        after = next(duty.after for duty in self.duties if duty.commitment == contribution.commitment)
        asked = (contribution.commitment_id, contribution.period_id) in self.asked_already
        return after.get(self.heir.pk) == SUPPORTING and not asked

    @cached_property
    def indicators(self) -> list[Indicator]:
        of_these = Q(targets__commitment__in=self.commitments) if self.codes else Q()
        return list(Indicator.objects.filter(of_these, owner=self.former).distinct().order_by("pk"))

    @cached_property
    def accounts(self) -> list[User]:
        """The accounts that are not switched off; some commitments alone take nobody along."""
        rows = User.objects.filter(department=self.former, is_active=True).select_related("department")
        return [] if self.codes else list(rows.order_by("pk"))


def last_day_before(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(1)
