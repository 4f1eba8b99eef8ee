"""The calculation behind a lamp names the very figures of its verdict."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import Kind
from commitments.rules.explanation import explain
from commitments.rules.facts import MilestoneFacts
from commitments.rules.lamp import judge
from tests.rules.cases import DUE, Q2, Q3, D, day, facts, measure, shares, target

BACK = shares(10, 35, 70, 100)


def explained(*targets, **more):
    found = facts(*targets, **more)
    return explain(found, judge(found))


def codes(told):
    return [step.code for step in told.steps]


def test_a_flow_on_a_trajectory():
    (told,) = explained(target(measure("flow", ">=", "10000", "根"), "6200", points=BACK))
    assert codes(told) == ["target", "reading", "attained_share", "expected_trajectory", "gap", "thresholds", "lamp"]
    assert told.figures("gap") == {
        "attained": D("62.00"),
        "expected": D("70.00"),
        "gap": D("-8.00"),
        "ratio": D("88.57"),
    }


def test_between_two_points_both_are_named():
    (told,) = explained(target(measure("flow", ">=", "10000", "根"), "5000", day("08-15"), BACK), cutoff=day("08-15"))
    path = told.figures("expected_trajectory")
    assert (path["from"], path["from_share"], path["to"], path["to_share"]) == (Q2, 35, Q3, 70)


def test_before_the_first_point_the_trajectory_begins_at_nothing_on_the_eve_of_the_plan():
    (told,) = explained(target(measure("flow", ">=", "10000", "根"), "500", day("02-01"), BACK), cutoff=day("02-01"))
    path = told.figures("expected_trajectory")
    assert (path["from"], path["from_share"]) == (datetime.date(2023, 12, 31), 0)


def test_linear_pace_counts_months():
    (told,) = explained(target(measure("flow", ">=", 500), "205", Q2), cutoff=Q2)
    assert told.figures("expected_time") == {"gone": 6, "all": 12, "expected": D("50.00")}


def test_a_level_names_its_baseline_and_a_falling_one_counts_down():
    (rising,) = explained(target(measure("level", ">=", 60, baseline=51), "55"))
    (falling,) = explained(target(measure("level", "<=", 40, "吨", baseline=100), "70"))
    assert rising.figures("attained_level")["baseline"] == 51
    assert "attained_falling" in codes(falling)


@pytest.mark.parametrize(("units", "first"), [("2", "expected_due"), ("8", "expected_time")])
def test_small_counts_say_that_whole_units_are_owed(units, first):
    (told,) = explained(target(measure("flow", ">=", units, "个"), "1"))
    assert codes(told)[3:5] == [first, "expected_whole"]


def test_a_rate_a_ceiling_and_a_milestone():
    rate, ceiling = target(measure("rate", ">=", 5, "%"), "4"), target(measure("rate", "<=", "5.5", "%"), "5.6")
    told = explained(rate, ceiling, milestones=(MilestoneFacts(Q2),))
    assert codes(told[0])[3:6] == ["expected_rate", "gap", "short"]
    assert told[1].figures("over")["leeway"] == Decimal("0.55")
    assert codes(told[2]) == ["planned", "not_reached", "days", "lamp"]


def test_past_the_due_day_the_rule_is_the_due_day():
    (told,) = explained(target(measure("flow", ">=", 100), "99", DUE), cutoff=DUE)
    assert codes(told)[-2:] == ["due", "lamp"]


def test_what_has_no_figure_says_so():
    reasons = [explained(target(measure("flow", ">=", 100), None, state=s))[0] for s in ("awaited", "not_comparable")]
    assert [codes(told)[1] for told in reasons] == ["awaited", "not_comparable"]


def test_a_qualitative_one_without_published_data_says_when_it_is_expected():
    (told,) = explained(kind=Kind.QUALITATIVE, data_expected=DUE)
    assert (told.component, told.figures("awaited")["expected_on"]) == (None, DUE)


def test_a_qualitative_one_says_what_the_department_said():
    (told,) = explained(kind=Kind.QUALITATIVE, self_lamp="yellow")
    assert (told.component, told.figures("said")["lamp"]) == (None, "yellow")
