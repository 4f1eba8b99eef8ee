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
    rows = Contribution.objects.filter(commitment=commitment, period=period)
    standing = {row.department_id: row for row in rows}
    last = latest_due(period.due_for(by.represents, at.date()), at.date())
    if wrong := asking_errors(commitment, standing, departments, wanted, due, (at.date(), last)):
        raise Incomplete(wrong)
    request = {
        "commitment": commitment, "period": period, "wanted": wanted.strip(), "due": due, "asked_by": by,
        "asked_at": at, "sample": sample,
    }  # fmt: skip
    contributions = [asked_contribution(standing.get(each.pk), department=each, **request) for each in departments]
    names = [department.short_name for department in departments]
    record(
        "part_ask", f"{commitment.code} {period.code}", by=by, at=at, commitment=commitment, note=wanted.strip(),
        after={"departments": names, "due": str(due)}, sample=sample,
    )  # fmt: skip
    return contributions


def asked_contribution(standing: Contribution | None, **request) -> Contribution:
    """Return the department's row, made anew or settled before, as it is asked for now: one version on."""
    contribution = standing or Contribution(version=0)
    for name, value in request.items():
        setattr(contribution, name, value)
    contribution.state, contribution.return_reason = ContributionState.ASKED, ""
    contribution.version += 1
    contribution.save()
    return contribution


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
