"""The office's verbs."""

import pytest

from commitments.choices import Lamp, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate, Verdict
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import moves, review
from tests.world import TODAY, make_approved, make_update, moment


@pytest.fixture
def submitted(cast):
    return moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())


def test_approving_freezes_and_records_once(cast, submitted):
    approved = review.approve_report(submitted, by=cast.supervisor, at=moment("2024-10-16"))
    assert (approved.state, approved.decided_by) == (UpdateState.APPROVED, cast.supervisor)
    entry = HistoryEntry.objects.get(action="update_approve")
    assert (entry.approved, entry.after["figures"]) == (True, {"指标4-1-1": "7000.0000"})


def test_a_return_needs_a_reason(cast, submitted):
    with pytest.raises(Incomplete):
        review.return_report(submitted, by=cast.supervisor, at=moment(), reason="  ")
    returned = review.return_report(submitted, by=cast.supervisor, at=moment(), reason="口径不符")
    assert returned.state == UpdateState.RETURNED


@pytest.mark.parametrize("who", ["reporter", "outsider", "leader", "auditor", "system_admin", "security_admin"])
def test_only_the_office_decides(cast, submitted, who):
    with pytest.raises(Refused):
        review.approve_report(submitted, by=getattr(cast, who), at=moment())
    with pytest.raises(Refused):
        review.return_report(submitted, by=getattr(cast, who), at=moment(), reason="x")
    assert ProgressUpdate.objects.get().state == UpdateState.SUBMITTED


def test_a_draft_is_not_approved(cast):
    with pytest.raises(Refused):
        review.approve_report(make_update(cast.commitment, cast.reporter), by=cast.supervisor, at=moment())


def test_the_second_of_two_reviewers_is_refused(cast, submitted):
    review.approve_report(submitted, by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        review.return_report(submitted, by=cast.second_supervisor, at=moment(), reason="x")
    with pytest.raises(Stale):
        review.approve_report(submitted, by=cast.second_supervisor, at=moment(), version=submitted.version)


def test_the_offices_own_lamp_needs_a_reason_and_becomes_official(cast, submitted):
    with pytest.raises(Incomplete):
        review.approve_report(submitted, by=cast.supervisor, at=moment(), office_lamp="yellow")
    review.approve_report(submitted, by=cast.supervisor, at=moment(), office_lamp="yellow", office_reason="现场未通电")
    verdict = Verdict.objects.get(on=moment().date())
    assert (verdict.lamp, verdict.office_lamp, verdict.official) == (Lamp.GREEN, Lamp.YELLOW, Lamp.YELLOW)


def test_a_refused_move_changes_and_records_nothing(cast, submitted):
    before = HistoryEntry.objects.count()
    with pytest.raises(Refused):
        review.approve_report(submitted, by=cast.reporter, at=moment())
    assert HistoryEntry.objects.count() == before
    assert ProgressUpdate.objects.get().version == submitted.version


def test_approval_judges_again_at_once(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", at="2024-10-24")
    verdict = Verdict.objects.get(commitment=cast.commitment, on=TODAY)
    assert (verdict.official, str(verdict.attained), str(verdict.gap)) == ("green", "62.00", "-8.00")
