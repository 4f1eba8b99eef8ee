"""Bulletins: what was known for a period, and the issue that freezes it. The page renders; this verb keeps."""

import hashlib

from django.db import transaction

from ...choices import BulletinState, Role
from ...models import Bulletin, Installation, ReportingPeriod, User
from ...rules.lamp import judge, with_office_lamp
from ..record import record
from ..refusals import Refused
from ..snapshot.snapshot import Snapshot


def bulletin_verdicts(period: ReportingPeriod, on) -> dict:
    """Return commitment → (rules verdict, its own approved update of the period or None), by the bulletin's rule.

    The verdict bears the office's lamp, set at the review or since. Only facts approved by `on` count, with a
    cut-off not after the period's end.
    """
    rows = period.plan.commitments.standing_on(on).in_report_order().with_people().prefetch_related("targets")
    commitments = list(rows.select_related("plan", "paragraph__section"))
    known = Snapshot(period.plan, on, commitments, period=period)
    return {
        commitment: (
            with_office_lamp(judge(known.facts(commitment)), *known.office(commitment)),
            update_of_period(known, commitment, period),
        )
        for commitment in commitments
    }


def update_of_period(known: Snapshot, commitment, period):
    """Return the approved update of this very period, or None."""
    return next((update for update in known.effective(commitment) if update.period_id == period.pk), None)


def next_issue_number(period: ReportingPeriod) -> int:
    """Return the running number the plan's next bulletin gets."""
    return Bulletin.objects.filter(period__plan=period.plan, state=BulletinState.ISSUED).count() + 1


@transaction.atomic
def issue_bulletin(period: ReportingPeriod, *, data: dict, pdf: bytes, number: str, by: User, at) -> Bulletin:
    """Keep the bulletin for good: its data, its pages and their SHA-256; returns the frozen row.

    Raises Refused unless `by` is a supervisor.
    """
    if not by.has_role(Role.SUPERVISOR):
        raise Refused("issue")
    Installation.objects.locked()
    bulletin = Bulletin.objects.create(
        period=period, issue=next_issue_number(period), number=number, state=BulletinState.ISSUED, data=data, pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(), issued_on=at.date(), issued_by=by,
    )  # fmt: skip
    after = {"issue": bulletin.issue, "number": number, "sha256": bulletin.sha256}
    record("bulletin_issue", bulletin, by=by, at=at, after=after, approved=True)
    return bulletin
