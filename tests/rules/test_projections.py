"""Misses, predictions along the trajectory, year on year, and the classes of the year's end; worked by hand."""

import pytest

from commitments.choices import YearEnd
from commitments.rules import projections, year_on_year
from commitments.rules.facts import MilestoneFacts
from commitments.rules.target import Reading
from commitments.rules.year_end import classify, year_end_class
from tests.rules.cases import DUE, Q2, Q3, D, day, facts, measure, target


@pytest.mark.parametrize(
    ("of", "value", "short"),
    [
        (measure("flow", ">=", 10000), "7800", "22"),  # 2,200 of 10,000
        (measure("flow", ">=", 10000), "10000", "0"),
        (measure("flow", ">", 500), "500", "0.01"),  # reached, not exceeded
        (measure("level", "<=", 40), "50", "25"),  # 10 of 40
        (measure("level", "<=", 40), "40", "0"),
        (measure("flow", "~=", 100), "95", "0"),
        (measure("flow", "~=", 100), "94", "6"),
        (measure("rate", ">=", -2, "%"), "-3", "50"),  # 1 of 2
    ],
)
def test_by_how_much_a_figure_misses(of, value, short):
    assert projections.shortfall_percent(of, D(value)) == D(short)


def test_without_a_figure_or_of_a_target_of_zero_there_is_no_share_of_a_miss():
    assert projections.shortfall_percent(measure("flow", ">=", 100), None) is None
    assert projections.shortfall_percent(measure("rate", ">=", 0, "%"), D(-1)) is None


def test_a_figure_is_carried_along_the_planned_trajectory():
    flow, level = measure("flow", ">=", 1000), measure("level", ">=", 60, baseline=51)
    assert projections.project_along_plan(flow, D(300), D(25), D(75)) == 900
    assert projections.project_along_plan(level, D(54), D(50)) == 57  # 51 + 3 × 100 ÷ 50
    assert projections.project_along_plan(flow, D(300), D(0)) is None
    assert projections.project_along_plan(measure("rate", ">=", 5, "%"), D(4), D(100)) is None


def test_errors_are_percentages_of_what_came():
    assert [
        projections.absolute_error(D(90), D(100)),
        projections.absolute_error(D(-120), D(-100)),
        projections.absolute_error(D(1), D(0)),
    ] == [10, 20, None]
    assert (projections.mean_error([D(10), D(20), D(25)]), projections.mean_error([])) == (D("18.33"), None)


@pytest.mark.parametrize(
    ("of", "last", "code", "share"),
    [
        (measure("flow", ">=", 120), "260", "less", "-53.85"),  # −140 ÷ 260
        (measure("flow", ">=", 2), "5", "less", "-60.00"),
        (measure("flow", ">=", 600), "28", "far_more", "2042.86"),  # 572 ÷ 28
        (measure("flow", ">=", 380), "380", "same", "0.00"),
        (measure("flow", ">=", 10000), "6000", "more", "66.67"),
        (measure("flow", ">=", 200), "100", "far_more", "100.00"),  # twice is far
        (measure("flow", ">=", 199), "100", "more", "99.00"),
        (measure("flow", ">=", 5), "0", "more", None),
        (
            measure("rate", "<=", "5.5", "%"),
            "3.17",
            "less",
            None,
        ),  # a wider limit; in points
        (measure("level", "<=", 40), "100", "far_more", "-60.00"),
        (measure("rate", ">=", 5, "%"), "-1", "more", None),
    ],
)
def test_a_target_beside_last_year_s_result(of, last, code, share):
    found = year_on_year.compare_with_last_year(of, D(last))
    assert (found.code, found.share, found.difference) == (code, share and D(share), of.value - D(last))


@pytest.mark.parametrize(
    ("of", "last", "code"),
    [
        (measure("level", "<=", 50), "100", "far_more"),  # half of a limit is far
        (measure("level", "<=", 51), "100", "more"),
        (measure("level", "<=", "99.5"), "100", "more"),
        (measure("level", "<=", "100.5"), "100", "less"),
        (measure("flow", ">=", "100.5"), "100", "more"),
        (measure("flow", ">=", 2), "1", "far_more"),
        (measure("flow", ">=", 1), "0.5", "far_more"),
    ],
)
def test_how_far_a_target_is_from_last_year_s_result(of, last, code):
    assert year_on_year.compare_with_last_year(of, D(last)).code == code


@pytest.mark.parametrize(
    ("of", "value", "code"),
    [
        (measure("flow", ">=", 100), "100", "met"),
        (measure("flow", ">=", 100), "90", "nearly"),
        (measure("flow", ">=", 100), "89.99", "not_met"),
        (measure("level", ">=", 60, baseline=50), "59", "nearly"),  # 9 of 10
        (measure("level", ">=", 60, baseline=50), "58.99", "not_met"),  # 89.9 %
        (measure("rate", "<=", "5.5", "%"), "6.05", "nearly"),
        (measure("rate", "<=", "5.5", "%"), "6.0501", "not_met"),
        (measure("rate", ">=", 5, "%"), "0.3", "not_met"),
        (measure("flow", ">", 500), "500", "nearly"),
    ],
)
def test_a_class_at_the_year_s_end(of, value, code):
    assert classify(of, Reading(D(value), final=True)) == (code, False)
    assert classify(of, Reading(D(value), final=False)) == (code, True)


FLOW = measure("flow", ">=", 100)


@pytest.mark.parametrize(
    ("components", "cutoff", "milestones", "found"),
    [
        ((target(FLOW, "100", DUE),), DUE, (), ("met", False)),
        ((target(FLOW, "100", DUE, final=False),), DUE, (), ("met", True)),
        ((target(FLOW, "100", Q3),), Q3, (), ("met", True)),  # early: final only at the end
        ((target(FLOW, "95", Q3),), Q3, (), ("open", True)),
        ((target(measure("rate", ">=", 5, "%"), "6", Q3),), Q3, (), ("open", True)),  # a rate is of the whole year
        ((target(FLOW, None, DUE, state="not_comparable"),), DUE, (), ("cannot_be_judged", False)),
        ((target(FLOW, None, DUE, state="awaited"),), DUE, (), ("open", True)),
        ((target(FLOW, "100", DUE), target(FLOW, "95", DUE)), DUE, (), ("nearly", False)),
        ((target(FLOW, "100", DUE), target(FLOW, "10", DUE)), DUE, (), ("not_met", False)),
        ((), Q3, (MilestoneFacts(Q2, Q2),), ("met", False)),
        ((), Q3, (MilestoneFacts(Q2),), ("open", True)),
        ((), DUE, (MilestoneFacts(Q2, Q2), MilestoneFacts(day("12-01"))), ("not_met", False)),
    ],
)
def test_a_commitment_takes_the_class_of_its_worst_component(components, cutoff, milestones, found):
    assert year_end_class(facts(*components, cutoff=cutoff, milestones=milestones)) == found


def test_what_has_neither_figure_nor_milestone_is_done_or_left_to_the_office():
    assert year_end_class(facts(cutoff=DUE, kind="qualitative", self_lamp="done")) == (YearEnd.MET, False)
    assert year_end_class(facts(cutoff=Q3, kind="qualitative", self_lamp="green")) == (YearEnd.OFFICE, True)
    assert year_end_class(facts(cutoff=DUE, kind="qualitative", data_expected=DUE)) == (YearEnd.OPEN, True)
