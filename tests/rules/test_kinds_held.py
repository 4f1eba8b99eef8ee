"""Rates, ceilings, milestones and qualitative commitments, worked by hand."""

import datetime

import pytest

from commitments.choices import Kind, Lamp, Reason
from commitments.rules.facts import MilestoneFacts, Thresholds
from commitments.rules.lamp import judge
from commitments.rules.target import Reading, is_met
from tests.rules.cases import DUE, Q1, Q2, Q3, D, facts, measure, verdict

RATE, CEILING = {"kind": Kind.RATE}, {"kind": Kind.CEILING}


@pytest.mark.parametrize(
    ("target", "actual", "cutoff", "final", "attained", "gap", "short", "lamp"),
    [
        # always 100 % expected; the share lights the lamp, the words speak of the rate's own points
        ("12", "12", Q2, True, "100.00", "0.00", "0", "green"),
        ("12", "13.2", Q2, True, "110.00", "10.00", "0", "green"),
        ("12", "10.81", Q2, True, "90.08", "-9.92", "1.19", "green"),
        ("12", "10.8", Q2, True, "90.00", "-10.00", "1.2", "yellow"),
        ("12", "8.4", Q2, True, "70.00", "-30.00", "3.6", "yellow"),
        ("12", "8.3988", Q2, True, "69.99", "-30.01", "3.6012", "red"),
        ("5", "0.2", Q3, True, "4.00", "-96.00", "4.8", "red"),
        ("5", "-1", Q3, True, "-20.00", "-120.00", "6", "red"),
        # done only on final data of the year's end
        ("5", "6", DUE, False, "120.00", "20.00", "0", "green"),
        ("5", "6", DUE, True, "120.00", "20.00", "0", "done"),
        ("5", "4.9", DUE, False, "98.00", "-2.00", "0.1", "red"),
        # a target not above zero has no share: met or red
        ("0", "0", Q2, True, None, None, "0", "green"),
        ("0", "-0.1", Q2, True, None, None, "0.1", "red"),
        ("-2", "-1.5", Q2, True, None, None, "0", "green"),
        ("-2", "-1.5", DUE, True, None, None, "0", "done"),
        ("-2", "-2.1", Q2, True, None, None, "0.1", "red"),
    ],
)
def test_a_rate(target, actual, cutoff, final, attained, gap, short, lamp):
    found = verdict(measure("rate", ">=", target, "%"), actual, cutoff, final=final, **RATE)
    assert (found.attained, found.gap) == (attained and D(attained), gap and D(gap))
    assert (found.expected, found.ratio, found.deciding.short_by, found.lamp) == (100, None, D(short), lamp)


def test_about_a_rate_allows_half_a_point_downwards():
    of = measure("rate", "~=", "6.5", "%")
    assert [is_met(of, Reading(D(v))) for v in ("6.0", "5.99", "8")] == [True, False, True]
    assert verdict(of, "6.0", DUE, **RATE).lamp == Lamp.DONE
    assert verdict(of, "5.99", DUE, **RATE).reason == Reason.PAST_DUE


@pytest.mark.parametrize(
    ("comparator", "actual", "cutoff", "final", "over", "lamp", "reason"),
    [
        ("<=", "5.49", Q3, True, "0", "green", "within"),
        ("<=", "5.5", Q3, True, "0", "green", "within"),
        ("<=", "5.51", Q3, True, "0.01", "yellow", "exceeded"),
        ("<=", "5.6", Q3, True, "0.1", "yellow", "exceeded"),
        ("<=", "6.05", Q3, True, "0.55", "yellow", "exceeded"),  # exactly a tenth of 5.5
        ("<=", "6.0501", Q3, True, "0.5501", "red", "exceeded"),
        ("<", "5.5", Q3, True, "0", "yellow", "exceeded"),  # "below" is not met by the limit itself
        ("<=", "5.5", DUE, False, "0", "green", "within"),
        ("<=", "5.5", DUE, True, "0", "done", "met"),
        ("<=", "5.51", DUE, True, "0.01", "red", "past_due"),
    ],
)
def test_a_ceiling(comparator, actual, cutoff, final, over, lamp, reason):
    found = verdict(measure("rate", comparator, "5.5", "%"), actual, cutoff, final=final, **CEILING)
    assert (found.attained, found.expected, found.gap, found.ratio) == (None, None, None, None)
    assert (found.deciding.over_by, found.lamp, found.reason) == (D(over), lamp, reason)


def test_a_sum_of_the_year_within_a_limit_is_held_and_not_done_in_spring():
    of = measure("flow", "<=", "100", "吨")
    assert verdict(of, "20", Q1).lamp == Lamp.GREEN
    assert [verdict(of, value, Q3).lamp for value in ("110", "110.01")] == [Lamp.YELLOW, Lamp.RED]
    assert verdict(of, "100", DUE).lamp == Lamp.DONE


def days_after(day, days):
    return day + datetime.timedelta(days=days)


def milestones(*rows, cutoff=Q3, due=DUE, **more):
    components = tuple(MilestoneFacts(planned, reached) for planned, reached in rows)
    return judge(facts(cutoff=cutoff, due=due, kind=Kind.MILESTONE, milestones=components, **more))


@pytest.mark.parametrize(
    ("late", "lamp", "reason"),
    [
        (-30, "green", "not_yet_planned"),
        (-1, "green", "not_yet_planned"),
        (0, "yellow", "milestone_late"),
        (30, "yellow", "milestone_late"),
        (31, "red", "milestone_late"),
    ],
)
def test_a_milestone_not_reached(late, lamp, reason):
    found = milestones((days_after(Q3, -late), None))
    assert (found.lamp, found.reason, found.deciding.late_days) == (lamp, reason, late)


def test_a_milestone_reached_is_done_however_late():
    found = milestones((Q1, Q3))
    assert (found.lamp, found.deciding.late_days) == (Lamp.DONE, 183)


def test_the_days_of_grace_belong_to_the_plan():
    week = Thresholds(milestone_days=7)
    assert [milestones((days_after(Q3, -n), None), thresholds=week).lamp for n in (7, 8)] == [Lamp.YELLOW, Lamp.RED]


def test_on_the_commitment_s_due_day_a_milestone_not_reached_is_behind():
    assert milestones((DUE, None), cutoff=DUE).reason == Reason.PAST_DUE
    assert milestones((Q2, None), cutoff=Q2, due=Q2).lamp == Lamp.RED


def test_the_latest_of_several_milestones_decides():
    found = milestones((Q1, Q1), (days_after(Q3, -5), None), (days_after(Q3, -20), None), (DUE, None))
    assert (found.lamp, found.deciding.late_days) == (Lamp.YELLOW, 20)


def test_without_any_report_a_milestone_is_pending():
    assert milestones((Q1, None), cutoff=None, period_end=None).reason == Reason.NO_DATA


@pytest.mark.parametrize("lamp", ["done", "green", "yellow", "red"])
def test_a_qualitative_commitment_is_as_its_department_says_even_past_its_due_day(lamp):
    for cutoff in (Q3, DUE):
        found = judge(facts(cutoff=cutoff, kind=Kind.QUALITATIVE, self_lamp=lamp))
        assert (found.lamp, found.reason, found.attained) == (lamp, Reason.DEPARTMENT_SAYS, None)


def test_a_qualitative_commitment_of_which_nobody_said_anything_is_pending():
    assert judge(facts(kind=Kind.QUALITATIVE)).reason == Reason.NO_DATA


@pytest.mark.parametrize(
    ("basis", "actual", "over", "lamp", "reason"),
    [
        ("rate", "4.8", "0", "green", "within"),
        ("rate", "6", "0", "green", "within"),  # 5.5 and half a point
        ("rate", "6.04", "0.54", "yellow", "exceeded"),
        ("rate", "7.9", "2.4", "red", "exceeded"),
        ("level", "5.7", "0", "green", "within"),  # 5.5 and 5 % of it
        ("level", "7.9", "2.4", "red", "exceeded"),
    ],
)
def test_a_limit_worded_about_holds_up_to_its_tolerance_and_is_never_too_low(basis, actual, over, lamp, reason):
    of = measure(basis, "~=", "5.5", "%", direction="keep_within")
    found = verdict(of, actual, Q3, **CEILING)
    assert (found.lamp, found.reason, found.deciding.over_by) == (lamp, reason, D(over))
    assert found.attained is None


def test_a_limit_on_a_level_is_held_where_the_kind_says_ceiling():
    limit = measure("level", "<=", "30.5", "微克/立方米", held=True)
    assert [verdict(limit, v, Q2, **CEILING).lamp for v in ("30", "31", "40")] == ["green", "yellow", "red"]


@pytest.mark.parametrize(
    ("comparator", "exactness", "met"), [(">=", "at_most", False), (">=", "exact", True), (">", "at_least", True)]
)
def test_a_figure_said_to_be_less_does_not_meet_what_it_only_touches(comparator, exactness, met):
    assert is_met(measure("flow", comparator, "500", "亿元"), Reading(D("500"), exactness)) is met
