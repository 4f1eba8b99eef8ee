"""Where a rule's values begin and end: no share below nothing, nothing owed too early, no class without a figure."""

import pytest

from commitments.choices import Comparator, DataState, Exactness
from commitments.rules.pace import Pace, elapsed_share, share_by_steps
from commitments.rules.reading.targets import ReadTarget, means_the_same
from commitments.rules.target import Reading, attained_share, is_met
from commitments.rules.trajectory import ShareError, read_planned_share, trajectory_errors, value_at_share
from commitments.rules.year_end import classify
from tests.rules.cases import DUE, Q1, Q3, STARTS, D, day, measure, shares


def test_no_time_has_gone_before_the_plan_and_all_of_it_after():
    assert elapsed_share(STARTS, DUE, STARTS.replace(year=2023)) == 0
    assert elapsed_share(STARTS, DUE, DUE.replace(year=2025)) == 100


def test_nothing_is_owed_before_the_first_step_nor_before_the_due_day():
    assert [share_by_steps(Pace(STARTS, DUE), on) for on in (day("12-30"), DUE)] == [0, 100]
    assert [share_by_steps(Pace(STARTS, DUE, shares(10, 35, 70, 100)), on) for on in (day("03-30"), Q1)] == [0, 10]


@pytest.mark.parametrize(("value", "share"), [("0", None), ("-1", None), ("0.5", "8000.00"), ("80", "50.00")])
def test_a_level_to_be_lowered_without_baseline_has_a_share_of_what_is_above_nothing(value, share):
    assert attained_share(measure("level", "<=", 40), D(value)) == (share and D(share))


@pytest.mark.parametrize("state", [DataState.AWAITED, DataState.NOT_COMPARABLE])
def test_what_is_no_given_figure_meets_nothing_and_has_no_class(state):
    told = Reading(D(200), Exactness.EXACT, True, DUE, state)
    assert not is_met(measure("flow", ">=", 100), told)
    assert not is_met(measure("flow", ">=", 100), Reading(None, Exactness.EXACT, True, DUE, DataState.GIVEN))
    assert is_met(measure("flow", ">=", 100), Reading(D(200), Exactness.EXACT, True, DUE, DataState.GIVEN))
    assert classify(measure("flow", ">=", 100), told) == ("cannot_be_judged", False)


@pytest.mark.parametrize(("value", "met"), [("5.5", True), ("6", True), ("6.01", False)])
def test_a_limit_holds_up_to_its_tolerance(value, met):
    limit = measure("rate", "<=", "5.5", "%", tolerance="0.5")
    assert is_met(limit, Reading(D(value), Exactness.EXACT, True, Q3, DataState.GIVEN)) == met


@pytest.mark.parametrize(
    ("said", "exactness", "comparator", "tolerance", "same"),
    [
        ("<=", "about", "~=", None, True),
        ("<=", "about", "<=", D("0.5"), True),
        ("<=", "about", "<=", None, False),
        ("<=", "exact", "~=", None, False),
        ("<=", "exact", "<=", None, True),
        (">=", "about", ">=", None, True),
        (">=", "about", "~=", None, False),
    ],
)
def test_whether_a_comparator_says_what_the_words_say(said, exactness, comparator, tolerance, same):
    read = ReadTarget(comparator=Comparator(said), exactness=Exactness(exactness))
    assert means_the_same(read, Comparator(comparator), tolerance) == same


def test_a_share_is_read_up_to_twelve_characters_and_refused_by_name():
    assert read_planned_share("00000000035%") == 35
    with pytest.raises(ShareError, match="not_a_share"):
        read_planned_share("000000000035%")


def test_a_trajectory_may_begin_on_the_plan_s_first_day():
    assert trajectory_errors(((STARTS, D(5)), (DUE, D(100))), STARTS, DUE) == {}
    assert trajectory_errors(((STARTS.replace(year=2023), D(5)), (DUE, D(100))), STARTS, DUE) == {"points": "days"}


def test_of_a_share_that_ends_at_a_hundredth_half_of_that_may_be_missing():
    # 0.005 % of 20,000 is one.
    assert value_at_share(measure("flow", ">=", 20000, "个"), D("0.01")) == 1
