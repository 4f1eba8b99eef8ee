"""What hangs on the history hangs on the row, not on what it was called when something was done to it."""

import datetime

from commitments.models import HistoryEntry
from commitments.workflow.reports import corrections, moves
from commitments.workflow.todo.waiting import open_waits
from tests.world import TODAY, make_approved, make_update, moment


def renumber(cast):
    cast.commitment.code = "9-9-9"
    cast.commitment.save()


def test_since_when_a_report_waits(cast):
    cast.with_approver()
    draft = make_update(cast.commitment, cast.reporter, value="7100", problems="偏慢。", next_steps="加快。")
    moves.send_report(draft, by=cast.reporter, at=moment("2024-10-15"))
    renumber(cast)
    assert [wait.since for wait in open_waits(cast.plan, TODAY)] == [datetime.date(2024, 10, 15)]


def test_whether_others_have_seen_a_correction(cast):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment(), reason="漏计一批。")
    moves.withdraw_report(moves.send_report(draft, by=cast.reporter, at=moment()), by=cast.reporter, at=moment())
    renumber(cast)
    draft.refresh_from_db()
    assert corrections.stays_on_record(draft)


def test_what_is_kept_from_the_lead(cast):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    draft = corrections.start_correction(approved, by=cast.supervisor, at=moment(), reason="漏计一批。")
    renumber(cast)
    rows = cast.commitment.updates.filter(pk=draft.pk)
    assert HistoryEntry.objects.about(draft).exists()
    assert not HistoryEntry.objects.without(rows).filter(action="update_correct").exists()
