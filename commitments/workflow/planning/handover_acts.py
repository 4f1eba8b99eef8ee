"""What a handover does to each class of rows, on its day."""

from ...choices import AccountsThen, ContributionState, DraftsThen, SentThen, UpdateState
from ...models import (
    Contribution,
    Department,
    Extension,
    Handover,
    Indicator,
    ProgressUpdate,
    ReportingPeriod,
    User,
)
from ..accounts.administration import account_facts, record_account, release_role
from ..judgement import assessment
from ..record import record
from .duties import record_duties, write_duties
from .handover_rows import WITH_OTHERS, HandoverRows, last_day_before


def hand_over_rows(handover: Handover, at) -> dict:
    """Let everything pass on; return the numbers that the history keeps. Rows are read before the first changes."""
    rows = HandoverRows(handover.plan, handover.former, handover.heir, handover.codes)
    reports, contributions = rows.reports, [(each, rows.passes_on(each)) for each in rows.contributions]
    accounts, handover.moved = rows.accounts, [indicator.pk for indicator in rows.indicators]
    for duty in rows.duties:
        write_duties(duty.commitment, duty.plan, duty.duties, duty.after, handover.day)
        record_duties("duty_change", duty.commitment, duty.duties, by=handover.by, at=at, note=handover.reason)
    for update in reports:
        hand_over_report(update, handover)
    for contribution, passes in contributions:
        hand_over_contribution(contribution, passes, handover, at)
    extended = hand_over_extensions(handover, at)
    Indicator.objects.filter(pk__in=handover.moved).update(owner=handover.heir)
    for account in accounts:
        hand_over_account(account, handover, at)
    if handover.merges:
        end_department(handover, at)
    opened = [duty.commitment for duty in rows.duties if duty.plan.is_open]
    if opened:
        assessment.refresh(opened, at.date())
    return {
        "commitments": len(rows.duties), "reports": [str(update) for update in reports],
        "contributions": len(contributions), "indicators": len(handover.moved), "moved_accounts": len(accounts),
        "extensions": extended,
    }  # fmt: skip


def hand_over_extensions(handover: Handover, at) -> list[str]:
    """Give the heir of all duties the time its former department had in periods still open; return their codes."""
    extended, on = [], at.date()
    periods = ReportingPeriod.objects.reporting(on).prefetch_related("extensions") if not handover.codes else ()
    for period in periods:
        due = period.due_for(handover.former, on)
        if due > period.due_for(handover.heir, on):
            Extension.objects.create(
                period=period, department=handover.heir, due=due, reason=handover.reason, valid_from=on,
                granted_by=handover.by,
            )  # fmt: skip
            extended.append(period.code)
    return extended


def hand_over_report(update: ProgressUpdate, handover: Handover) -> None:
    """Put a report that is under way under the new department's name, or leave or drop it as was chosen.

    One that waited for the former approver waits for the new one; where there is none its reporter sends it again.
    """
    if update.state in WITH_OTHERS and handover.sent == SentThen.KEEP:
        return
    if update.state == UpdateState.DRAFT and handover.drafts == DraftsThen.DROP and may_be_dropped(update):
        update.delete()
        return
    update.department = handover.heir
    if update.state == UpdateState.SIGNING and not handover.heir.has_approver:
        update.state = UpdateState.DRAFT
    update.version += 1
    update.save(update_fields=["department", "state", "version"])


def may_be_dropped(update: ProgressUpdate) -> bool:
    """Whether nothing hangs on a draft: no file, no contribution taken over, no approved report it corrects."""
    taken = Contribution.objects.filter(
        commitment=update.commitment_id, period=update.period_id, state=ContributionState.TAKEN
    )
    return update.corrects_id is None and update.revision == 1 and not update.evidence.exists() and not taken.exists()


def hand_over_contribution(contribution: Contribution, passes: bool, handover: Handover, at) -> None:
    """Let the new department owe, or have filed, a contribution; what it would owe itself is no longer asked for."""
    if passes:
        contribution.department = handover.heir
    elif contribution.state in ContributionState.owed():
        contribution.state, contribution.settled_at = ContributionState.CANCELLED, at
    else:
        return
    contribution.version += 1
    contribution.save(update_fields=["department", "state", "settled_at", "version"])


def hand_over_account(account: User, handover: Handover, at) -> None:
    """Move an account along, its role to be granted anew by the security administrator, or switch it off."""
    if handover.accounts == AccountsThen.KEEP:
        return
    before, former = account_facts(account), account.department
    if handover.accounts == AccountsThen.CLOSE:
        account.is_active = False
    else:
        account.department = handover.heir
        release_role(account, former)
    account.save(update_fields=["is_active", "department", "role", "proposed_role"])
    record_account("account_change", account, before, by=handover.by, at=at, note=handover.reason)


def end_department(handover: Handover, at) -> None:
    """Write down its last day and its successor."""
    former = Department.objects.select_for_update(no_key=True).get(pk=handover.former_id)
    before = {"valid_to": str(former.valid_to or ""), "successor": ""}
    former.valid_to, former.successor = last_day_before(handover.day), handover.heir
    former.save(update_fields=["valid_to", "successor"])
    after = {"valid_to": str(former.valid_to), "successor": handover.heir.short_name}
    record("department_change", former, by=handover.by, at=at, note=handover.reason, approved=True, **{
        "before": before, "after": after,
    })  # fmt: skip
