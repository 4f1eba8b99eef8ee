"""The lamps over the periods: each as of the last day on which it was the newest, and the same as that day's page."""

import datetime

from commitments.choices import Lamp
from commitments.workflow.judgement import assessment, trend
from tests.world import TODAY, make_approved, make_commitment, make_target

D = datetime.date


def test_a_period_is_shown_as_of_the_day_before_the_next_opened(cast):
    days = [(period.code, day) for period, day in trend.period_days(cast.plan, TODAY)]
    assert days == [("2024-Q1", D(2024, 6, 30)), ("2024-Q2", D(2024, 9, 30)), ("2024-Q3", TODAY)]


def test_of_a_past_day_only_the_periods_begun_by_then(cast):
    days = [(period.code, day) for period, day in trend.period_days(cast.plan, D(2024, 7, 20))]
    assert days == [("2024-Q1", D(2024, 6, 30)), ("2024-Q2", D(2024, 7, 20))]


def test_before_the_first_period_there_is_nothing(cast):
    assert trend.plan_trend(cast.plan, D(2024, 2, 1)) == []
    assert trend.commitment_trend(cast.commitment, D(2024, 2, 1)) == []
    assert len(trend.commitment_trend(cast.commitment, D(2024, 4, 1))) == 1


def test_the_lamps_of_a_commitment_follow_its_reports(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q1", "2024-04-15", value="1000")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2000")
    found = [(period.code, verdict.official) for period, verdict in trend.commitment_trend(cast.commitment, TODAY)]
    # 10 % of 10 %, 20 % of 35 %, and no report for the third quarter
    assert found == [("2024-Q1", Lamp.GREEN), ("2024-Q2", Lamp.YELLOW), ("2024-Q3", Lamp.GREY)]


def test_the_plan_s_counts_add_up_and_late_ones_are_counted_apart(cast):
    make_target(make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个"))
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    stages = trend.plan_trend(cast.plan, TODAY)
    assert [(stage.counts[Lamp.GREEN], stage.counts[Lamp.GREY], stage.late) for stage in stages] == [
        (0, 2, 2), (1, 1, 1), (0, 2, 2),
    ]  # fmt: skip
    assert {stage.total for stage in stages} == {2}


def test_counts_are_those_of_the_stored_verdicts(cast):
    stages = trend.plan_trend(cast.plan, TODAY)
    assert len(stages) == 3
    for stage in stages:
        lamps = [verdict.official for verdict in assessment.verdicts_on(cast.plan, stage.day).values()]
        assert {lamp: lamps.count(lamp) for lamp in Lamp.values} == stage.counts


def test_the_withdrawn_are_left_out_from_that_day_on(cast):
    trend.plan_trend(cast.plan, TODAY)
    cast.commitment.withdrawn_on, cast.commitment.withdrawn_reason = TODAY, "并入他项。"
    cast.commitment.save()
    *before, last = trend.plan_trend(cast.plan, TODAY)
    assert ({stage.total for stage in before}, last.total) == ({1}, 0)


def test_it_costs_the_same_for_one_and_for_many(cast, django_assert_num_queries):
    for order in range(2, 9):
        make_target(make_commitment(cast.plan, cast.department, f"4-1-{order}"))
    trend.plan_trend(cast.plan, TODAY)
    with django_assert_num_queries(3):
        trend.plan_trend(cast.plan, TODAY)
    with django_assert_num_queries(2):
        trend.commitment_trend(cast.commitment, TODAY)
