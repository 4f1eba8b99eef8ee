"""Verdicts as of a day: what was approved by then counts, and nothing else."""

import datetime

from commitments.choices import DataState, Lamp, Reason
from commitments.models import Verdict
from commitments.workflow.judgement import assessment
from commitments.workflow.reports import entries, moves, review
from tests.world import (
    TODAY,
    make_approved,
    make_commitment,
    make_milestone,
    make_target,
    make_update,
    moment,
)


def on(cast, day=TODAY, commitment=None):
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return assessment.verdicts_on(cast.plan, day)[(commitment or cast.commitment).pk]


def test_before_anything_fell_due_nothing_is_due(cast):
    verdict = on(cast, "2024-03-01")
    assert (verdict.lamp, verdict.reason) == (Lamp.GREY, Reason.NOTHING_DUE)


def test_a_missing_report_is_late_and_not_red(cast):
    verdict = on(cast)
    assert (verdict.lamp, verdict.reason, verdict.report_days_late) == (Lamp.GREY, Reason.NOT_REPORTED, 3)


def test_on_the_due_day_a_report_is_not_late(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    assert on(cast, "2024-10-21").report_days_late == 0
    assert on(cast, "2024-10-22").report_days_late == 1


def test_the_example_of_the_charging_piles(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    verdict = on(cast)
    assert (verdict.lamp, str(verdict.attained), str(verdict.expected), str(verdict.gap)) == (
        "green", "62.00", "70.00", "-8.00",
    )  # fmt: skip


def test_an_update_counts_from_the_day_it_was_approved(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", at="2024-10-18")
    assert str(on(cast, "2024-10-17").attained) == "35.00"
    assert str(on(cast, "2024-10-18").attained) == "62.00"


def test_a_submitted_update_keeps_the_last_lamp_and_says_so(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    moves.send_report(make_update(cast.commitment, cast.reporter, value="9000"), by=cast.reporter, at=moment())
    verdict = on(cast)
    assert (verdict.lamp, verdict.pending_review, str(verdict.attained)) == (Lamp.GREEN, True, "35.00")


def test_a_returned_update_turns_grey_with_the_last_lamp_beside_it(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="9000"), by=cast.reporter, at=moment())
    review.return_report(update, by=cast.supervisor, at=moment("2024-10-22"), reason="口径不符")
    verdict = on(cast)
    assert (verdict.lamp, verdict.reason, verdict.last_lamp) == (Lamp.GREY, Reason.RETURNED, Lamp.GREEN)
    assert on(cast, "2024-10-21").pending_review


def test_data_not_yet_published_is_pending_with_the_last_lamp_beside_it(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3000")
    awaited = {cast.target.indicator_id: entries.Figure(state=DataState.AWAITED)}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=awaited)
    verdict = on(cast)
    # 30 % of the 35 % due by June
    assert (verdict.lamp, verdict.reason, verdict.last_lamp) == (Lamp.GREY, Reason.NOT_PUBLISHED, Lamp.GREEN)


def test_a_shared_indicator_lights_both_commitments(cast):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, indicator=cast.target.indicator)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="10000", at="2024-10-15")
    make_approved(second, cast.reporter, cast.supervisor, at="2024-10-16")
    assert on(cast, commitment=second).lamp == on(cast).lamp == Lamp.DONE


def test_milestones_are_judged_by_days_late(cast):
    commitment = make_commitment(cast.plan, cast.department, code="4-1-5", quote="启动3座变电站建设", kind="milestone")
    make_milestone(commitment, planned="2024-06-30")
    make_approved(commitment, cast.reporter, cast.supervisor)
    assert on(cast, commitment=commitment).lamp == Lamp.RED


def test_verdicts_are_stored_once_and_asked_again_for_free(cast, django_assert_num_queries):
    on(cast)
    assert Verdict.objects.filter(on=TODAY).count() == 1
    with django_assert_num_queries(2):
        assessment.verdicts_on(cast.plan, TODAY)


def test_judging_takes_the_same_queries_for_one_and_for_many(cast, django_assert_max_num_queries):
    for order in range(2, 12):
        make_target(make_commitment(cast.plan, cast.department, code=f"4-1-{order}"))
    with django_assert_max_num_queries(16):
        assessment.verdicts_on(cast.plan, TODAY)


def test_a_later_decision_drops_verdicts_of_later_days(cast):
    on(cast)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", at="2024-10-10")
    assert on(cast).lamp == Lamp.GREEN
