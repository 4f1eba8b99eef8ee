"""Evidence: who attaches and withdraws what and when, what stays on disk, and who sees it."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from commitments.choices import AssignmentRole, ContributionState, Role, UpdateState
from commitments.models import Assignment, Contribution, Evidence, HistoryEntry, ProgressUpdate
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports import drafts, entries, evidence, evidence_store, moves, review
from tests.world import TINY_PDF, make_approved, make_evidence, make_update, make_user, moment

OTHER_PDF = TINY_PDF.replace(b"Catalog", b"catalog")


@pytest.fixture
def draft(cast):
    return make_update(cast.commitment, cast.reporter, value="7200")


@pytest.fixture
def contribution(cast):
    """Return the other department's contribution, asked for by the lead."""
    Assignment.objects.create(
        commitment=cast.commitment, department=cast.other, role=AssignmentRole.SUPPORTING,
        valid_from=cast.plan.starts,
    )  # fmt: skip
    return Contribution.objects.create(
        commitment=cast.commitment, period=cast.plan.periods.get(code="2024-Q3"), department=cast.other,
        wanted="通电明细", due=datetime.date(2024, 10, 15), asked_by=cast.reporter, asked_at=moment(),
    )  # fmt: skip


def file_contribution(contribution, by, state=ContributionState.FILED):
    contribution.state, contribution.filed_by, contribution.filed_at = state, by, moment()
    contribution.save()


def lying() -> set:
    return {each.name for each in evidence_store.evidence_folder().iterdir()}


def send(draft, cast):
    return moves.send_report(draft, by=cast.reporter, at=moment())


def test_a_file_is_kept_as_it_was_sent(cast, draft):
    row = make_evidence(draft, cast.reporter)
    assert evidence_store.file_path(row).read_bytes() == TINY_PDF
    assert (row.size, row.name, row.uploaded_by) == (len(TINY_PDF), "验收单.pdf", cast.reporter)
    assert row.stored_as.isalnum()
    assert evidence_store.file_path(row).stat().st_mode & 0o777 == 0o600


def test_the_same_file_twice_is_one_row_and_one_file(cast, draft):
    before = lying()
    rows = {make_evidence(draft, cast.reporter, name).pk for name in ("验收单.pdf", "另一个名字.pdf")}
    assert (len(rows), len(lying() - before)) == (1, 1)


def test_a_file_withdrawn_can_be_attached_again(cast, draft):
    row = make_evidence(draft, cast.reporter)
    evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")
    assert make_evidence(draft, cast.reporter).pk != row.pk


def test_attaching_writes_no_history_but_sending_names_the_files(cast, draft):
    row = make_evidence(draft, cast.reporter)
    assert not HistoryEntry.objects.exists()
    send(draft, cast)
    assert HistoryEntry.objects.get().after["files"] == [f"验收单.pdf {row.sha256[:12]}"]


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader", "auditor", "system_admin"])
def test_only_the_lead_s_people_attach(cast, draft, who):
    before = lying()
    with pytest.raises(Refused):
        make_evidence(draft, getattr(cast, who))
    assert (lying(), Evidence.objects.count()) == (before, 0)


def test_what_was_sent_or_approved_takes_no_files(cast, draft):
    update = send(draft, cast)
    with pytest.raises(Refused):
        make_evidence(update, cast.reporter)
    update = review.approve_report(update, by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        make_evidence(update, cast.reporter)


def test_the_database_itself_gives_an_approved_update_no_file(cast, draft):
    row = make_evidence(draft, cast.reporter)
    review.approve_report(send(draft, cast), by=cast.supervisor, at=moment())
    row.pk = None
    with pytest.raises(DatabaseError, match="approved_is_frozen"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"name": "x.pdf"}, {"stored_as": "x"}])
def test_the_database_itself_lets_nobody_exchange_a_file(cast, draft, change):
    make_evidence(draft, cast.reporter)
    with pytest.raises(DatabaseError, match="evidence_stays"), transaction.atomic():
        Evidence.objects.update(**change)
    with pytest.raises(DatabaseError, match="evidence_stays"), transaction.atomic():
        Evidence.objects.all()._raw_delete("default")


def test_a_closed_period_takes_no_files(cast, draft):
    draft.period.closed = datetime.date(2024, 10, 22)
    draft.period.save()
    with pytest.raises(Refused):
        make_evidence(draft, cast.reporter)


def test_a_first_file_begins_the_draft_at_the_version_an_open_form_carries(cast):
    period = cast.plan.periods.get(code="2024-Q3")
    draft = evidence.open_draft(cast.commitment, period, by=cast.reporter)
    entry = entries.ReportEntry(cutoff=period.ends, narrative="随后填写")
    saved = drafts.save_draft(cast.commitment, period, entry, by=cast.reporter, version=0)
    assert (saved.pk, saved.narrative) == (draft.pk, "随后填写")


def test_an_open_form_of_a_returned_update_is_still_saved_after_a_file(cast, draft):
    returned = review.return_report(send(draft, cast), by=cast.supervisor, at=moment(), reason="请补验收单")
    evidence.open_draft(cast.commitment, returned.period, by=cast.reporter)
    entry = entries.ReportEntry(cutoff=returned.cutoff, narrative="已补验收单。")
    saved = drafts.save_draft(cast.commitment, returned.period, entry, by=cast.reporter, version=0)
    assert (saved.revision, saved.narrative) == (2, "已补验收单。")


def test_a_file_for_a_returned_update_begins_the_next_with_all_it_said(cast, draft):
    make_evidence(draft, cast.reporter)
    returned = review.return_report(send(draft, cast), by=cast.supervisor, at=moment(), reason="请补验收单")
    mended = evidence.open_draft(cast.commitment, returned.period, by=cast.reporter)
    assert (mended.revision, mended.version, mended.narrative) == (2, 0, returned.narrative)
    assert mended.observations.get().value == 7200
    make_evidence(mended, cast.reporter, "补充.pdf", OTHER_PDF)
    assert [row.name for row in Evidence.objects.behind(mended)] == ["验收单.pdf", "补充.pdf"]
    assert [row.name for row in Evidence.objects.behind(returned)] == ["验收单.pdf"]


@pytest.mark.parametrize("who", ["outsider", "supervisor"])
def test_a_stranger_begins_no_draft(cast, who):
    with pytest.raises(Refused):
        evidence.open_draft(cast.commitment, cast.plan.periods.get(code="2024-Q3"), by=getattr(cast, who))


@pytest.mark.parametrize("state", [ContributionState.ASKED, ContributionState.RETURNED])
def test_a_contribution_takes_files_until_it_is_filed(cast, contribution, state):
    contribution.return_reason = "x"
    file_contribution(contribution, cast.outsider, state)
    assert make_evidence(contribution, cast.outsider).contribution == contribution
    with pytest.raises(Refused):
        make_evidence(contribution, cast.reporter)
    file_contribution(contribution, cast.outsider)
    with pytest.raises(Refused):
        make_evidence(contribution, cast.outsider, content=OTHER_PDF)


# Withdrawing.


def test_withdrawing_removes_the_bytes_and_keeps_the_rest(cast, draft, django_capture_on_commit_callbacks):
    row = make_evidence(draft, cast.reporter)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason=" 传错了 ")
    gone = Evidence.objects.get()
    assert not evidence_store.file_path(gone).exists()
    assert (gone.sha256, gone.name, gone.withdrawn_reason) == (row.sha256, row.name, "传错了")
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.note, entry.before["sha256"]) == ("evidence_withdraw", "传错了", row.sha256)


def test_the_bytes_stay_when_the_withdrawal_is_rolled_back(cast, draft, django_capture_on_commit_callbacks):
    row = make_evidence(draft, cast.reporter)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")
        transaction.set_rollback(True)
    assert evidence_store.file_path(row).exists()
    assert not Evidence.objects.get().withdrawn_at


def test_withdrawing_needs_a_reason(cast, draft):
    with pytest.raises(Incomplete):
        evidence.withdraw_file(make_evidence(draft, cast.reporter), by=cast.reporter, at=moment(), reason="  ")


def test_nothing_is_withdrawn_twice(cast, draft):
    row = make_evidence(draft, cast.reporter)
    evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")
    with pytest.raises(Refused):
        evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")


def test_nobody_decides_on_what_they_did_not_see(cast, draft):
    row = make_evidence(draft, cast.reporter)
    update = send(draft, cast)
    evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")
    assert ProgressUpdate.objects.get().version == update.version + 1


def test_after_approval_only_the_office_withdraws(cast, draft):
    row = make_evidence(draft, cast.reporter)
    review.approve_report(send(draft, cast), by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        evidence.withdraw_file(row, by=cast.reporter, at=moment(), reason="传错了")
    evidence.withdraw_file(row, by=cast.supervisor, at=moment(), reason="含个人信息")
    assert HistoryEntry.objects.latest("pk").approved


def test_a_file_of_a_returned_update_is_decided_once_a_later_revision_is_approved(cast, draft):
    row = make_evidence(draft, cast.reporter)
    returned = review.return_report(send(draft, cast), by=cast.supervisor, at=moment(), reason="请补")
    assert evidence.may_withdraw_file(Evidence.objects.with_decided().get(pk=row.pk), cast.reporter)
    second = evidence.open_draft(cast.commitment, returned.period, by=cast.reporter)
    make_evidence(second, cast.reporter, content=TINY_PDF + b"\n")
    second = send(second, cast)
    review.approve_report(second, by=cast.supervisor, at=moment())
    assert not evidence.may_withdraw_file(Evidence.objects.with_decided().get(pk=row.pk), cast.reporter)


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader", "auditor"])
def test_a_draft_s_file_is_its_department_s_to_withdraw(cast, draft, who):
    with pytest.raises(Refused):
        evidence.withdraw_file(make_evidence(draft, cast.reporter), by=getattr(cast, who), at=moment(), reason="x")


# Who sees what.
PEOPLE = ("reporter", "approver", "outsider", "supervisor", "leader", "auditor", "system_admin", "security_admin")
OWN, SENT_SEEN = {"reporter", "approver"}, {"reporter", "approver", "supervisor", "leader"}


def seers(cast, row) -> set:
    cast.approver = make_user("approver", Role.APPROVER, cast.department)
    return {who for who in PEOPLE if Evidence.objects.visible_to(getattr(cast, who)).filter(pk=row.pk).exists()}


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (UpdateState.DRAFT, OWN), (UpdateState.SIGNING, OWN), (UpdateState.SUBMITTED, SENT_SEEN),
        (UpdateState.RETURNED, SENT_SEEN), (UpdateState.APPROVED, SENT_SEEN),
    ],
)  # fmt: skip
def test_an_update_s_file_is_seen_by_its_department_and_once_sent_by_office_and_leaders(cast, draft, state, seen):
    row = make_evidence(draft, cast.reporter)
    draft.state, draft.return_reason = state, "x"
    draft.submitted_at = draft.decided_at = moment()
    draft.save()
    assert seers(cast, row) == seen


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (ContributionState.ASKED, {"outsider"}), (ContributionState.FILED, SENT_SEEN | {"outsider"}),
        (ContributionState.TAKEN, SENT_SEEN | {"outsider"}),
    ],
)  # fmt: skip
def test_a_contribution_s_file_is_seen_by_its_department_and_once_filed_by_lead_office_and_leaders(
    cast, contribution, state, seen
):
    row = make_evidence(contribution, cast.outsider)
    if state != ContributionState.ASKED:
        file_contribution(contribution, cast.outsider, state)
    assert seers(cast, row) == seen


def test_laying_out_takes_one_query_for_any_number_of_updates(cast, draft, django_assert_num_queries):
    earlier = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_evidence(draft, cast.reporter)
    with django_assert_num_queries(1):
        evidence.load_files([draft, earlier], cast.reporter)
        assert ([row.withdrawable for row in draft.files], earlier.files) == ([True], [])
