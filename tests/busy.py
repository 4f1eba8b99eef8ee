"""The cast in the middle of its work, for tests that visit every address: a row of every kind in somebody's hand."""

from commitments.choices import BulletinState
from commitments.models import Bulletin, StockReason
from commitments.workflow.reports import delegation, moves
from tests.world import (
    TODAY,
    Cast,
    make_approved,
    make_commitment,
    make_contribution,
    make_evidence,
    make_update,
    moment,
)  # fmt: skip


def make_busy_cast() -> Cast:
    """Return the cast with something in each hand: updates to sign and to review, contributions asked for both ways."""
    cast = Cast()
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    draft = make_update(other, cast.reporter)
    file = make_evidence(draft, cast.reporter)
    submitted = moves.send_report(draft, by=cast.reporter, at=moment())
    asked = make_contribution(cast.commitment, cast.other, cast.reporter)
    theirs = make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    owed = make_contribution(theirs, cast.department, cast.outsider)
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", value="3500")
    cast.approver = cast.with_approver()
    given = delegation.delegate(deputy=cast.reporter, starts=TODAY, ends=TODAY, by=cast.approver, at=moment())
    delegation.revoke_delegation(given, by=cast.approver, at=moment())
    signing = moves.send_report(
        make_update(cast.commitment, cast.reporter, value="7100"), by=cast.reporter, at=moment()
    )
    reason = StockReason.objects.create(text="口径不符")
    cast.bulletin = Bulletin.objects.create(
        period=submitted.period, issue=1, state=BulletinState.ISSUED, pdf=b"%PDF-", sha256="0", issued_on=TODAY
    )
    cast.rows = {
        "signoff": signing.pk, "signoff_revoke": given.pk, "desk": signing.pk, "review": submitted.pk,
        "review_reason": reason.pk, "bulletins": cast.bulletin.pk, "correction": approved.pk,
        "contributions": owed.pk, "contributions_take": asked.pk, "contributions_return": asked.pk,
        "contributions_cancel": asked.pk, "evidence": file.pk, "evidence_contribution": owed.pk,
    }  # fmt: skip
    return cast
