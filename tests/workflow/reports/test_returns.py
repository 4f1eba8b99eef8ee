"""What came back and goes round again: kept as it was, compared with what is sent, never sent unchanged in silence."""

import dataclasses

import pytest

from commitments.choices import UpdateState
from commitments.models import Observation, ProgressUpdate, SentBack
from commitments.workflow.refusals import Incomplete
from commitments.workflow.reports import corrections, drafts, entries, evidence, moves, review
from commitments.workflow.reports.returns import FIELDS, kept_figure, returns_of
from tests.world import make_approved, make_evidence, make_update, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["office", "approver"])
def given_back(request, cast):
    """Return a report given back by the office, or by its own approver; and that one."""
    approver = cast.with_approver() if request.param == "approver" else None
    draft = make_update(cast.commitment, cast.reporter, value="7200", narrative="累计新增7200根。")
    sent = moves.send_report(draft, by=cast.reporter, at=moment())
    if approver:
        return moves.send_report_back(sent, by=approver, at=moment("2024-10-16"), note="请核对。"), approver
    office = cast.supervisor
    return review.return_report(sent, by=office, at=moment("2024-10-16"), reason="请核对。"), office


def written_again(update, by, **changes) -> ProgressUpdate:
    """Return the draft that holds what came back, but for the changes."""
    said = entries.entry_of(update)
    entry = entries.ReportEntry(**vars(said) | changes)
    return drafts.save_draft(update.commitment, update.period, entry, by=by, version=update.version)


def last(update):
    return returns_of([update], inner=True)[update.pk][0]


def test_it_says_by_whom_and_why_and_what_it_said(cast, given_back):
    update, by = given_back
    found = last(written_again(update, cast.reporter, narrative="累计新增7300根。"))
    assert (found.by, found.reason, found.at) == (by, "请核对。", moment("2024-10-16"))
    assert found.said["texts"]["narrative"] == "累计新增7200根。"
    assert [figure["value"] for figure in found.said["figures"].values()] == ["7200"]


def test_sent_again_unchanged_it_asks_for_a_sentence_first(cast, given_back):
    draft = written_again(given_back[0], cast.reporter, narrative="累计新增\n7200根。")
    with pytest.raises(Incomplete) as refused:
        moves.send_report(draft, by=cast.reporter, at=moment())
    assert refused.value.fields == {"return_answer": "unchanged"}
    answered = written_again(draft, cast.reporter, return_answer="数字经核对无误。")
    assert moves.send_report(answered, by=cast.reporter, at=moment()).return_answer == "数字经核对无误。"
    assert last(answered).unchanged


CHANGES = [
    {"narrative": "累计新增7300根。"}, {"problems": "电网容量不足。"}, {"self_lamp": "yellow", "problems": "慢。"},
    {"forecast": 10500}, {"figures": {}},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_what_was_changed_is_named(cast, given_back, change):
    found = last(written_again(given_back[0], cast.reporter, **change))
    assert not found.unchanged
    names = {row.key if row.part != "figures" else "figures" for row in found.changes}
    assert names == set(change)


def test_a_new_file_is_a_change(cast, given_back):
    draft = written_again(given_back[0], cast.reporter)
    file = make_evidence(draft, cast.reporter)
    assert [(row.part, row.now) for row in last(draft).changes] == [("files", file.name)]
    moves.send_report(draft, by=cast.reporter, at=moment())


def test_a_file_taken_out_since_is_a_change_too(cast):
    draft = make_update(cast.commitment, cast.reporter, value="7200")
    file = make_evidence(draft, cast.reporter)
    sent = moves.send_report(draft, by=cast.reporter, at=moment())
    returned = review.return_report(sent, by=cast.supervisor, at=moment("2024-10-16"), reason="传错了。")
    evidence.withdraw_file(file, by=cast.reporter, at=moment("2024-10-17"), reason="传错了。")
    found = last(written_again(returned, cast.reporter))
    assert [(row.part, row.before, row.now) for row in found.changes] == [("files", file.name, None)]


def test_an_answer_is_to_one_return_and_not_to_the_next(cast, given_back):
    update, by = given_back
    sent = moves.send_report(
        written_again(update, cast.reporter, return_answer="无误。"), by=cast.reporter, at=moment()
    )
    again = (
        review.return_report(sent, by=by, at=moment("2024-10-18"), reason="再核。")
        if by == cast.supervisor
        else moves.send_report_back(sent, by=by, at=moment("2024-10-18"), note="再核。")
    )
    with pytest.raises(Incomplete):
        moves.send_report(written_again(again, cast.reporter), by=cast.reporter, at=moment())


def test_taken_back_by_its_author_it_asks_for_nothing(cast):
    sent = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    draft = moves.withdraw_report(sent, by=cast.reporter, at=moment())
    assert moves.send_report(draft, by=cast.reporter, at=moment()).state == UpdateState.SUBMITTED


def test_the_office_does_not_read_what_was_handed_back_inside_the_department(cast):
    approver = cast.with_approver()
    sent = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    moves.send_report_back(sent, by=approver, at=moment(), note="请核对。")
    draft = ProgressUpdate.objects.get(pk=sent.pk)
    assert SentBack.objects.count() == 1
    assert returns_of([draft], inner=True)[draft.pk]
    assert returns_of([draft], inner=False) == {}


def test_a_returned_correction_asks_for_a_sentence_as_well(cast):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment(), reason="漏计一批。")
    sent = moves.send_report(draft, by=cast.reporter, at=moment())
    returned = review.return_report(sent, by=cast.supervisor, at=moment(), reason="请附依据。")
    entry = entries.entry_of(returned)
    again = corrections.save_correction(returned, entry, "漏计一批。", by=cast.reporter, version=returned.version)
    with pytest.raises(Incomplete):
        moves.send_report(again, by=cast.reporter, at=moment())


def test_the_queries_are_as_many_for_one_as_for_many(cast, given_back, django_assert_max_num_queries):
    draft = written_again(given_back[0], cast.reporter)
    with django_assert_max_num_queries(8):
        returns_of([draft], inner=True)


def test_nothing_a_reporter_enters_is_left_out_of_what_is_kept_and_compared():
    entered = {each.name for each in dataclasses.fields(entries.ReportEntry)} - {"return_answer"}
    assert entered == {*drafts.TEXTS, *FIELDS, "figures", "reached"}
    figure = {each.name for each in dataclasses.fields(entries.Figure)}
    assert {*kept_figure(Observation()), "as_typed"} - {"typed"} == figure
