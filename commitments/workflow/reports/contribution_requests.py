"""The lead's request: supporting departments are asked for their contributions to one report."""

import datetime

from django.db import transaction

from ...choices import ContributionState
from ...models import Commitment, Contribution, ReportingPeriod, User
from ...rules.contribution_moves import latest_due
from ..record import record
from ..refusals import Incomplete, Refused
from .contributions import newest_update
from .drafts import may_write_report
from .locks import lock_reports


@transaction.atomic
def ask_contributions(
    commitment: Commitment,
    period: ReportingPeriod,
    *,
    departments: list,
    wanted: str,
    due: datetime.date,
    by: User,
    at,
    sample=False,
) -> list[Contribution]:
    """Ask departments that take part in the commitment for their contributions; return these. One entry in the history.

    Raises Refused unless `by` is of the lead and may write the period's report, Incomplete with field → code:
    departments (required, not_assigned, already_asked), wanted (required), due (past, too_late).
    """
    lock_reports([commitment.pk])
    update = newest_update(commitment, period)
    if not may_write_report(commitment, period, update, by) or period.opened is None:
        raise Refused("ask", update.state if update else "")
    standing = {
        contribution.department_id: contribution
        for contribution in Contribution.objects.filter(commitment=commitment, period=period)
    }
    last = latest_due(period.due_for(by.represents, at.date()), at.date())
    if wrong := asking_errors(commitment, standing, departments, wanted, due, (at.date(), last)):
        raise Incomplete(wrong)
    contributions = [standing.get(each.pk) or Contribution(version=0) for each in departments]
    for contribution, department in zip(contributions, departments, strict=True):
        contribution.commitment, contribution.period, contribution.department, contribution.sample = (
            commitment,
            period,
            department,
            sample,
        )
        contribution.state, contribution.wanted, contribution.due, contribution.return_reason = (
            ContributionState.ASKED,
            wanted.strip(),
            due,
            "",
        )
        contribution.asked_by, contribution.asked_at, contribution.version = by, at, contribution.version + 1
        contribution.save()
    names = [department.short_name for department in departments]
    record(
        "part_ask", f"{commitment.code} {period.code}", by=by, at=at, commitment=commitment, note=wanted.strip(),
        after={"departments": names, "due": str(due)}, sample=sample,
    )  # fmt: skip
    return contributions


def asking_errors(commitment, standing: dict, departments: list, wanted: str, due, days: tuple) -> dict[str, str]:
    """Return field → code of what stands against asking; `days` are the first and the last day it may be due."""
    wrong = {}
    taking_part = {duty.department_id for duty in commitment.current_duties} - {commitment.lead.pk}
    asked = {pk for pk, contribution in standing.items() if contribution.state not in ContributionState.settled()}
    if not departments:
        wrong["departments"] = "required"
    elif not {each.pk for each in departments} <= taking_part:
        wrong["departments"] = "not_assigned"
    elif {each.pk for each in departments} & asked:
        wrong["departments"] = "already_asked"
    if not wanted.strip():
        wrong["wanted"] = "required"
    if not days[0] <= due <= days[1]:
        wrong["due"] = "past" if due < days[0] else "too_late"
    return wrong
