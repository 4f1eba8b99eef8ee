"""What counts while a correction is under way: the old text stands in every lamp until the new one is approved."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from commitments.choices import Lamp
from commitments.documents.bulletin_data import bulletin_data
from commitments.models import Verdict
from commitments.workflow.judgement import assessment
from commitments.workflow.reports import corrections, moves, review
from commitments.workflow.snapshot.snapshot import Snapshot
from tests.world import TODAY, make_approved, make_milestone, moment

BEGUN, DECIDED = moment("2024-10-18"), moment("2024-10-20")


@pytest.fixture
def approved(cast):
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def draft(cast, approved):
    """Return a draft that halves the figure: red instead of green."""
    draft = corrections.start_correction(approved, by=cast.reporter, at=BEGUN, reason="重复统计。")
    entry = corrections.entry_of(draft)
    figures = {pk: replace(figure, value=Decimal("3100")) for pk, figure in entry.figures.items()}
    entry = replace(entry, figures=figures, problems="重复统计。", next_steps="核实台账。")
    return corrections.save_correction(draft, entry, "重复统计。", by=cast.reporter, version=draft.version)


def send(cast, draft):
    return moves.send_report(draft, by=cast.reporter, at=BEGUN)


def judged(cast, on=TODAY) -> Verdict:
    """Return the verdict of a day, judged anew."""
    return assessment.assess(cast.plan, on, [cast.commitment])[0]


def stands(cast, on=TODAY) -> tuple:
    verdict = judged(cast, on)
    return verdict.official, verdict.actual, verdict.report_days_late


OLD, NEW = (Lamp.GREEN, Decimal("6200"), 0), (Lamp.RED, Decimal("3100"), 0)


def test_a_draft_changes_nothing(cast, draft):
    assert stands(cast) == OLD


def test_a_correction_under_review_leaves_the_old_lamp_and_says_so(cast, draft):
    send(cast, draft)
    assert stands(cast) == OLD
    assert judged(cast).pending_review


def test_a_returned_correction_leaves_the_old_one_standing(cast, draft):
    review.return_report(send(cast, draft), by=cast.supervisor, at=DECIDED, reason="依据不足")
    assert stands(cast) == OLD
    assert not judged(cast).pending_review


def test_a_withdrawn_and_a_dropped_one_leave_no_trace_in_the_lamps(cast, draft):
    back = moves.withdraw_report(send(cast, draft), by=cast.reporter, at=BEGUN)
    assert stands(cast) == OLD
    corrections.drop_correction(back, by=cast.reporter, at=DECIDED, note="不再更正。")
    assert stands(cast) == OLD
    assert not judged(cast).pending_review


def test_an_approved_correction_counts_from_its_day_and_not_before(cast, draft):
    review.approve_report(send(cast, draft), by=cast.supervisor, at=DECIDED)
    assert stands(cast) == NEW
    assert stands(cast, DECIDED.date()) == NEW
    assert stands(cast, DECIDED.date() - datetime.timedelta(days=1)) == OLD
    assert judged(cast, DECIDED.date() - datetime.timedelta(days=1)).pending_review


def test_the_stored_verdict_follows_the_approval(cast, draft):
    review.approve_report(send(cast, draft), by=cast.supervisor, at=DECIDED)
    assert Verdict.objects.get(commitment=cast.commitment, on=DECIDED.date()).official == Lamp.RED


def test_a_second_correction_replaces_the_first(cast, draft):
    first = review.approve_report(send(cast, draft), by=cast.supervisor, at=DECIDED)
    second = corrections.start_correction(first, by=cast.reporter, at=DECIDED, reason="再次核实。")
    entry = corrections.entry_of(second)
    figures = {pk: replace(figure, value=Decimal("6500")) for pk, figure in entry.figures.items()}
    second = corrections.save_correction(
        second, replace(entry, figures=figures), "再次核实。", by=cast.reporter, version=1
    )
    review.approve_report(
        moves.send_report(second, by=cast.reporter, at=DECIDED), by=cast.supervisor, at=moment("2024-10-22")
    )
    assert stands(cast)[1] == 6500
    assert stands(cast, datetime.date(2024, 10, 21)) == NEW


def test_a_milestone_taken_back_by_a_correction_no_longer_counts(cast):
    milestone = make_milestone(cast.commitment)
    reached = {milestone.pk: datetime.date(2024, 8, 16)}
    first = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", reached=reached)
    draft = corrections.start_correction(first, by=cast.reporter, at=BEGUN, reason="尚未投用。")
    entry = replace(corrections.entry_of(draft), reached={}, self_lamp="red", problems="延期。", next_steps="赶工。")
    draft = corrections.save_correction(draft, entry, "尚未投用。", by=cast.reporter, version=1)
    known = Snapshot(cast.plan, TODAY, [cast.commitment])
    assert milestone.pk in known.reached
    review.approve_report(moves.send_report(draft, by=cast.reporter, at=BEGUN), by=cast.supervisor, at=DECIDED)
    assert milestone.pk not in Snapshot(cast.plan, TODAY, [cast.commitment]).reached
    assert milestone.pk in Snapshot(cast.plan, datetime.date(2024, 10, 19), [cast.commitment]).reached


def test_a_correction_of_an_earlier_period_is_judged_at_its_own_end(cast, approved):
    earlier = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-10-16", value="3500")
    draft = corrections.start_correction(earlier, by=cast.reporter, at=BEGUN, reason="核实。")
    assert assessment.preview_verdicts(cast.plan, [draft, approved])[draft.pk].attained == Decimal("35.00")
    assert judged(cast).actual == 6200


def test_the_next_bulletin_counts_the_corrected_figure(cast, draft):
    review.approve_report(send(cast, draft), by=cast.supervisor, at=DECIDED)
    before, after = (
        bulletin_data(draft.period, day)["sections"][0]["paragraphs"][0]["items"][0]["rate"]
        for day in (datetime.date(2024, 10, 19), TODAY)
    )
    assert (before, after) == ("62.0%", "31.0%")
