"""The department's verbs: who may, from which state, and what is missing."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from commitments.choices import UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import drafts, entries, moves, review
from tests.world import TODAY, make_approved, make_commitment, make_milestone, make_target, make_update, moment


def save(cast, update=None, by=None, version=None, **changes):
    entry = entries.ReportEntry(cutoff=datetime.date(2024, 9, 30), narrative="改写。", self_lamp="green")
    period = cast.plan.periods.get(code="2024-Q3")
    return drafts.save_draft(
        cast.commitment,
        period,
        dataclasses.replace(entry, **changes),
        by=by or cast.reporter,
        version=version,
    )


def test_the_first_draft_is_revision_one(cast):
    update = make_update(cast.commitment, cast.reporter, value="6200")
    assert (update.revision, update.version, update.state) == (1, 1, UpdateState.DRAFT)
    assert update.observations.get().value == 6200


def test_saving_again_replaces_figures_and_counts_the_version_up(cast):
    make_update(cast.commitment, cast.reporter, value="6200")
    update = save(cast, version=1)
    assert (update.version, update.observations.count()) == (2, 0)


def test_a_draft_writes_no_history(cast):
    assert make_update(cast.commitment, cast.reporter, value="6200").state == UpdateState.DRAFT
    assert not HistoryEntry.objects.exists()


def test_a_stale_version_is_told_and_nothing_is_overwritten(cast):
    make_update(cast.commitment, cast.reporter, narrative="第一人写的。")
    with pytest.raises(Stale) as stale:
        save(cast, version=None)
    assert stale.value.current.narrative == "第一人写的。"


def test_another_department_may_not_write(cast):
    with pytest.raises(Refused):
        save(cast, by=cast.outsider)


def test_a_period_closed_while_somebody_typed_takes_no_draft(cast):
    period = cast.plan.periods.get(code="2024-Q3")
    cast.plan.periods.filter(pk=period.pk).update(closed=datetime.date(2024, 10, 23))
    entry = entries.ReportEntry(cutoff=period.ends, narrative="按计划推进。")
    with pytest.raises(Refused):
        drafts.save_draft(cast.commitment, period, entry, by=cast.reporter, version=None)


def test_nothing_is_written_for_a_closed_period(cast):
    cast.plan.periods.begun(TODAY).update(closed=datetime.date(2024, 10, 22))
    with pytest.raises(Refused):
        save(cast)


def test_a_department_without_approver_submits_directly(cast):
    update = make_update(cast.commitment, cast.reporter, value="7000")
    sent = moves.send_report(update, by=cast.reporter, at=moment())
    assert (sent.state, sent.signed_by, sent.submitted_at) == (UpdateState.SUBMITTED, None, moment())


def test_with_an_approver_an_update_is_signed_first(cast):
    approver = cast.with_approver()
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    assert (update.state, update.submitted_at) == (UpdateState.SIGNING, None)
    signed = moves.sign_report(update, by=approver, at=moment())
    assert (signed.state, signed.signed_by) == (UpdateState.SUBMITTED, approver)


def test_nobody_signs_their_own(cast):
    approver = cast.with_approver()
    update = make_update(cast.commitment, approver, value="7000")
    update = moves.send_report(update, by=approver, at=moment())
    with pytest.raises(Refused):
        moves.sign_report(update, by=approver, at=moment())


def test_the_approver_sends_back_with_a_note(cast):
    approver = cast.with_approver()
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    with pytest.raises(Incomplete):
        moves.send_report_back(update, by=approver, at=moment(), note=" ")
    back = moves.send_report_back(update, by=approver, at=moment(), note="请补充点位。")
    assert back.state == UpdateState.DRAFT
    assert HistoryEntry.objects.first().note == "请补充点位。"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"narrative": " "}, {"narrative"}),
        ({"self_lamp": ""}, {"self_lamp"}),
        ({"self_lamp": "yellow"}, {"problems", "next_steps"}),
        ({"value": "100"}, {"problems", "next_steps"}),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_sent(cast, changes, missing):
    update = make_update(cast.commitment, cast.reporter, **({"value": "7000"} | changes))
    with pytest.raises(Incomplete) as error:
        moves.send_report(update, by=cast.reporter, at=moment())
    assert set(error.value.fields) == missing
    assert ProgressUpdate.objects.get().state == UpdateState.DRAFT


def test_a_figure_is_required_where_it_is_entered(cast):
    update = make_update(cast.commitment, cast.reporter)
    assert set(drafts.sending_errors(update)) == {f"figure_{cast.target.indicator_id}"}


def test_a_shared_indicator_is_entered_at_its_first_commitment_only(cast):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, indicator=cast.target.indicator)
    assert drafts.indicators_entered_at(cast.commitment) == [cast.target.indicator]
    assert drafts.indicators_entered_at(second) == []


def test_a_second_submit_is_refused(cast):
    update = make_update(cast.commitment, cast.reporter, value="7000")
    moves.send_report(update, by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        moves.send_report(update, by=cast.reporter, at=moment())
    assert HistoryEntry.objects.count() == 1


def test_an_undecided_update_can_be_withdrawn(cast):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    back = moves.withdraw_report(update, by=cast.reporter, at=moment())
    assert (back.state, back.submitted_at) == (UpdateState.DRAFT, None)


def test_after_a_return_the_next_revision_begins_with_what_is_typed(cast):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    review.return_report(update, by=cast.supervisor, at=moment(), reason="口径不符")
    again = save(cast, narrative="按口径重报。")
    assert (again.revision, again.state) == (2, UpdateState.DRAFT)
    assert ProgressUpdate.objects.get(revision=1).state == UpdateState.RETURNED


def test_milestones_are_kept_with_the_update(cast):
    milestone = make_milestone(cast.commitment)
    update = save(cast, reached={milestone.pk: datetime.date(2024, 8, 16)})
    assert update.milestones_reached.get().reached == datetime.date(2024, 8, 16)


def test_figures_are_exact_decimals(cast):
    update = make_update(cast.commitment, cast.reporter, value="12345678901.1234")
    assert update.observations.get().value == Decimal("12345678901.1234")


def test_an_approved_update_is_not_written_again(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7000")
    with pytest.raises(Refused):
        save(cast, version=3)
