"""Corrections: who may begin one, what stands meanwhile, and that nothing is left in limbo."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import serializers

from commitments.choices import DataState, UpdateState
from commitments.models import Evidence, HistoryEntry, ProgressUpdate
from commitments.workflow.office import periods
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import corrections, entries, moves, review
from tests.world import make_approved, make_evidence, make_milestone, make_update, moment, while_open

LATER = moment("2024-10-18")


@pytest.fixture
def approved(cast):
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


def correct(update, by, reason="漏报一个充电站。"):
    return corrections.start_correction(update, by=by, at=LATER, reason=reason)


def write(draft, by, value="6900", **changes):
    """Return the draft saved with another figure."""
    entry = corrections.entry_of(draft)
    figures = {pk: replace(figure, value=Decimal(value)) for pk, figure in entry.figures.items()}
    entry = replace(entry, figures=figures, **changes)
    return corrections.save_correction(draft, entry, draft.correction_reason, by=by, version=draft.version)


def corrected(cast, approved, by=None, value="6900"):
    """Return a correction of another figure, submitted."""
    by = by or cast.reporter
    return moves.send_report(write(correct(approved, by), by, value), by=by, at=LATER)


def actions(cast) -> list[str]:
    return list(HistoryEntry.objects.order_by("pk").values_list("action", flat=True))[2:]


def test_a_correction_is_a_copy_with_a_reason(cast, approved):
    draft = correct(approved, cast.reporter)
    assert (draft.revision, draft.state, draft.corrects, draft.by_office) == (2, UpdateState.DRAFT, approved, False)
    assert draft.observations.get().value == approved.observations.get().value
    assert (draft.narrative, draft.correction_reason) == (approved.narrative, "漏报一个充电站。")


def test_milestones_come_along_and_the_files_stand_behind_the_correction_too(cast, approved):
    milestone = make_milestone(cast.commitment)
    day = datetime.date(2024, 6, 20)
    with while_open(cast.plan, "2024-Q2"):
        first = make_update(cast.commitment, cast.reporter, "2024-Q2", value="3500", reached={milestone.pk: day})
        file = make_evidence(first, cast.reporter)
        first = moves.send_report(first, by=cast.reporter, at=moment())
    first = review.approve_report(first, by=cast.supervisor, at=moment())
    draft = correct(first, cast.reporter)
    assert draft.milestones_reached.get().reached == day
    assert list(Evidence.objects.standing().behind(draft)) == [file]


def test_beginning_one_leaves_exactly_one_entry(cast, approved):
    correct(approved, cast.reporter)
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert actions(cast) == ["update_correct"]
    assert (entry.note, entry.after["revision"], entry.approved) == ("漏报一个充电站。", 2, False)


@pytest.mark.parametrize("who", ["outsider", "leader", "auditor", "system_admin", "security_admin"])
def test_only_the_department_and_the_office_correct(cast, approved, who):
    with pytest.raises(Refused):
        correct(approved, getattr(cast, who))
    assert ProgressUpdate.objects.count() == 1


def test_a_correction_needs_a_reason(cast, approved):
    with pytest.raises(Incomplete):
        correct(approved, cast.reporter, reason="  ")


def test_only_one_is_under_way_at_a_time(cast, approved):
    correct(approved, cast.reporter)
    with pytest.raises(Refused):
        correct(approved, cast.supervisor)


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_is_not_approved_is_not_corrected(cast, state):
    update = make_update(cast.commitment, cast.reporter, value="7000")
    update = moves.send_report(update, by=cast.reporter, at=moment()) if state == "submitted" else update
    with pytest.raises(Refused):
        correct(update, cast.reporter)


def test_only_the_newest_approved_revision_is_corrected(cast, approved):
    review.approve_report(corrected(cast, approved), by=cast.supervisor, at=LATER)
    with pytest.raises(Refused):
        correct(approved, cast.reporter)


def test_a_correction_is_written_after_the_period_is_closed(cast, approved):
    periods.close_period(approved.period, by=cast.supervisor, at=moment("2024-10-17"))
    update = review.approve_report(corrected(cast, approved), by=cast.supervisor, at=LATER)
    assert (update.state, update.observations.get().value) == (UpdateState.APPROVED, 6900)


def test_the_departments_correction_goes_through_sign_off(cast, approved):
    approver = cast.with_approver()
    update = corrected(cast, approved)
    assert update.state == UpdateState.SIGNING
    assert moves.sign_report(update, by=approver, at=LATER).state == UpdateState.SUBMITTED


def test_the_offices_correction_goes_to_another_supervisor(cast, approved):
    cast.with_approver()
    update = corrected(cast, approved, by=cast.supervisor)
    assert (update.state, update.by_office, update.department) == (UpdateState.SUBMITTED, True, cast.department)
    with pytest.raises(Refused):
        review.approve_report(update, by=cast.supervisor, at=LATER)
    assert review.approve_report(update, by=cast.second_supervisor, at=LATER).state == UpdateState.APPROVED


def test_the_department_has_no_hand_in_the_offices_draft(cast, approved):
    draft = correct(approved, cast.supervisor)
    with pytest.raises(Refused):
        write(draft, cast.reporter)
    with pytest.raises(Refused):
        write(draft, cast.second_supervisor)
    with pytest.raises(Refused):
        moves.send_report(draft, by=cast.reporter, at=LATER)
    with pytest.raises(Refused):
        corrections.drop_correction(draft, by=cast.reporter, at=LATER)


def test_an_office_draft_is_seen_by_the_office_and_by_the_department_once_submitted(cast, approved):
    draft = correct(approved, cast.supervisor)
    seen = ProgressUpdate.objects.visible_to
    assert draft in seen(cast.second_supervisor)
    assert draft not in seen(cast.reporter)
    assert draft not in seen(cast.leader)
    moves.send_report(draft, by=cast.supervisor, at=LATER)
    assert draft in seen(cast.reporter)
    assert draft not in seen(cast.outsider)


def test_the_approved_revision_is_byte_for_byte_unchanged(cast, approved):
    def rows():
        kept = ProgressUpdate.objects.get(pk=approved.pk)
        return serializers.serialize("json", [kept, *kept.observations.all()])

    before = rows()
    review.approve_report(corrected(cast, approved), by=cast.supervisor, at=LATER)
    assert rows() == before


def test_each_move_leaves_exactly_one_entry(cast, approved):
    approver = cast.with_approver()
    update = moves.sign_report(corrected(cast, approved), by=approver, at=LATER)
    review.approve_report(update, by=cast.supervisor, at=LATER)
    assert actions(cast) == ["update_correct", "update_send_to_sign", "update_sign", "update_approve"]


def test_a_returned_correction_is_written_again_for_the_same_reason(cast, approved):
    update = review.return_report(corrected(cast, approved), by=cast.supervisor, at=LATER, reason="请附清单")
    again = write(update, cast.reporter, "7000")
    assert (again.revision, again.corrects, again.correction_reason) == (
        3,
        approved,
        approved.corrections.first().correction_reason,
    )
    assert (again.state, ProgressUpdate.objects.get(pk=update.pk).state) == (UpdateState.DRAFT, UpdateState.RETURNED)


def test_the_offices_returned_correction_stays_the_offices(cast, approved):
    update = corrected(cast, approved, by=cast.supervisor)
    review.return_report(update, by=cast.second_supervisor, at=LATER, reason="依据不足")
    again = write(ProgressUpdate.objects.get(pk=update.pk), cast.supervisor, "7000")
    assert (again.by_office, again.department, again.author) == (True, cast.department, cast.supervisor)


def test_a_withdrawn_correction_is_a_draft_again_and_can_be_given_up(cast, approved):
    update = moves.withdraw_report(corrected(cast, approved), by=cast.reporter, at=LATER)
    with pytest.raises(Incomplete):
        corrections.drop_correction(update, by=cast.reporter, at=LATER)
    corrections.drop_correction(update, by=cast.reporter, at=LATER, note="数据无误，不再更正。")
    kept = ProgressUpdate.objects.get(pk=update.pk)
    assert (kept.state, kept.return_reason) == (UpdateState.RETURNED, "数据无误，不再更正。")
    assert correct(approved, cast.supervisor).revision == 3


def test_a_draft_nobody_saw_is_deleted_and_only_its_beginning_and_end_stay(cast, approved):
    draft = correct(approved, cast.reporter)
    corrections.drop_correction(draft, by=cast.reporter, at=LATER, version=draft.version)
    assert list(ProgressUpdate.objects.all()) == [approved]
    assert actions(cast) == ["update_correct", "update_drop"]


def test_a_draft_with_a_file_of_its_own_is_kept(cast, approved):
    draft = correct(approved, cast.reporter)
    draft.evidence.create(
        name="新清单.xlsx", stored_as="b2", sha256="b" * 64, size=9, uploaded_by=cast.reporter, uploaded_at=LATER
    )
    corrections.drop_correction(draft, by=cast.reporter, at=LATER, note="不再更正。")
    assert ProgressUpdate.objects.get(pk=draft.pk).state == UpdateState.RETURNED


def test_what_was_given_up_is_not_written_on(cast, approved):
    update = moves.withdraw_report(corrected(cast, approved), by=cast.reporter, at=LATER)
    corrections.drop_correction(update, by=cast.reporter, at=LATER, note="不再更正。")
    with pytest.raises(Refused):
        write(ProgressUpdate.objects.get(pk=update.pk), cast.reporter)


def test_a_report_is_not_given_up_and_a_sent_correction_neither(cast, approved):
    with pytest.raises(Refused):
        corrections.drop_correction(approved, by=cast.reporter, at=LATER)
    with pytest.raises(Refused):
        corrections.drop_correction(corrected(cast, approved), by=cast.reporter, at=LATER)


def test_a_draft_of_a_supervisor_who_left_blocks_nobody(cast, approved):
    draft = correct(approved, cast.supervisor)
    with pytest.raises(Refused):
        corrections.drop_correction(draft, by=cast.second_supervisor, at=LATER)
    cast.supervisor.is_active = False
    cast.supervisor.save()
    corrections.drop_correction(draft, by=cast.second_supervisor, at=LATER)
    assert not ProgressUpdate.objects.filter(pk=draft.pk).exists()


def test_a_stale_form_overwrites_nothing(cast, approved):
    draft = correct(approved, cast.reporter)
    write(draft, cast.reporter, "6900")
    with pytest.raises(Stale):
        write(draft, cast.reporter, "1")
    assert ProgressUpdate.objects.get(pk=draft.pk).observations.get().value == 6900


def test_a_form_of_the_returned_revision_does_not_fill_the_next_one(cast, approved):
    update = review.return_report(corrected(cast, approved), by=cast.supervisor, at=LATER, reason="请附清单")
    write(update, cast.reporter, "7000")
    with pytest.raises(Stale):
        write(update, cast.reporter, "1")


def test_a_figure_can_be_corrected_to_not_yet_published(cast, approved):
    draft = correct(approved, cast.reporter)
    awaited = entries.Figure(state=DataState.AWAITED, expected_on=datetime.date(2024, 11, 1))
    entry = replace(corrections.entry_of(draft), figures={cast.target.indicator_id: awaited})
    corrections.save_correction(draft, entry, "数据有误", by=cast.reporter, version=draft.version)
    assert draft.observations.get().state == DataState.AWAITED
