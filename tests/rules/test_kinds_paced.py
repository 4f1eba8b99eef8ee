"""Flow, stock and coverage, worked by hand: attained, expected, gap and lamp, every boundary included."""

import pytest

from commitments.choices import BaselineState, Kind, Lamp, Reason
from commitments.rules.facts import Thresholds
from commitments.rules.lamp import judge
from commitments.rules.pace import Pace, expected_share
from commitments.rules.target import Reading, attained_share, is_met, whole_units
from tests.rules.cases import DUE, Q1, Q2, Q3, STARTS, D, day, facts, measure, shares, target, verdict

BACK = shares(10, 35, 70, 100)
FLOW = measure("flow", ">=", "10000")


@pytest.mark.parametrize(
    ("actual", "cutoff", "points", "attained", "planned", "gap", "ratio", "lamp", "reason"),
    [
        # linear, end of September: 9 ÷ 12 = 75 %
        ("9000", Q3, (), "90.00", "75.00", "15.00", "120.00", "green", "ahead"),
        ("7500", Q3, (), "75.00", "75.00", "0.00", "100.00", "green", "on_pace"),
        ("6501", Q3, (), "65.01", "75.00", "-9.99", "86.68", "green", "within_allowance"),  # 65.01 ÷ 75 = 86.68 %
        ("6500", Q3, (), "65.00", "75.00", "-10.00", "86.67", "yellow", "behind"),  # 86.666… %
        ("4501", Q3, (), "45.01", "75.00", "-29.99", "60.01", "yellow", "behind"),  # 60.0133 %
        ("4500", Q3, (), "45.00", "75.00", "-30.00", "60.00", "yellow", "behind"),
        ("4499", Q3, (), "44.99", "75.00", "-30.01", "59.99", "red", "behind"),  # 59.9866 %
        # rounding half up before the lamp is lit: 65.005 → 65.01, 65.0049 → 65.00
        ("6500.5", Q3, (), "65.01", "75.00", "-9.99", "86.68", "green", "within_allowance"),
        ("6500.49", Q3, (), "65.00", "75.00", "-10.00", "86.67", "yellow", "behind"),
        # 10/35/70/100 on 15 August: 1 15/31 of the quarter's 3 months, 35 + 35 × 1.4839 ÷ 3 = 52.31 %
        ("5000", day("08-15"), BACK, "50.00", "52.31", "-2.31", "95.58", "green", "within_allowance"),
        # nothing expected: no ratio, green however little
        ("0", Q1, shares(0, 0, 50, 100), "0.00", "0.00", "0.00", None, "green", "on_pace"),
        ("12000", Q2, (), "120.00", "50.00", "70.00", "240.00", "done", "met"),
        ("9999", DUE, (), "99.99", "100.00", "-0.01", "99.99", "red", "past_due"),
        ("10000", DUE, (), "100.00", "100.00", "0.00", "100.00", "done", "met"),
    ],
)  # fmt: skip
def test_a_flow(actual, cutoff, points, attained, planned, gap, ratio, lamp, reason):
    found = verdict(FLOW, actual, cutoff, points)
    assert (found.attained, found.expected, found.gap) == (D(attained), D(planned), D(gap))
    assert (found.ratio, found.lamp, found.reason) == (ratio and D(ratio), lamp, reason)


def test_thresholds_belong_to_the_plan():
    strict = Thresholds(yellow=D(-5), red=D(-8))
    lamps = [judge(facts(target(FLOW, v), thresholds=strict)).lamp for v in ("7001", "7000", "6700", "6699")]
    # gaps −4.99, −5, −8, −8.01
    assert lamps == ["green", "yellow", "yellow", "red"]


STOCK = measure("level", ">=", 60, "亿元", baseline=51)
FALLING = measure("level", "<=", 40, "吨", baseline=100)


@pytest.mark.parametrize(
    ("of", "actual", "cutoff", "attained", "gap", "lamp"),
    [
        (STOCK, "55", Q2, "44.44", "-5.56", "green"),  # 4 ÷ 9
        (STOCK, "51", Q2, "0.00", "-50.00", "red"),
        (STOCK, "50", Q2, "-11.11", "-61.11", "red"),  # it fell below where it stood: −1 ÷ 9
        (STOCK, "54.6", Q2, "40.00", "-10.00", "yellow"),  # 3.6 ÷ 9
        (STOCK, "60", Q1, "100.00", "75.00", "done"),
        (FALLING, "100", Q1, "0.00", "-25.00", "yellow"),
        (FALLING, "70", Q2, "50.00", "0.00", "green"),  # 30 ÷ 60
        (FALLING, "82", Q2, "30.00", "-20.00", "yellow"),  # 18 ÷ 60
        (FALLING, "110", Q2, "-16.67", "-66.67", "red"),  # −10 ÷ 60
        (FALLING, "40", Q2, "100.00", "50.00", "done"),
        (FALLING, "41", DUE, "98.33", "-1.67", "red"),  # due and not met
        # a baseline at or above the target says nothing: the whole value counts
        (measure("level", ">=", 60, baseline=60), "54", Q3, "90.00", "15.00", "green"),
        (measure("level", ">=", 60, baseline=75), "45", Q3, "75.00", "0.00", "green"),
        (measure("level", ">=", 60, baseline=51, waived=True), "45", Q3, "75.00", "0.00", "green"),
        # a falling level that already stood below its target: target ÷ actual
        (measure("level", "<=", 40, "吨", baseline=40), "50", Q3, "80.00", "5.00", "green"),
    ],
)
def test_a_level(of, actual, cutoff, attained, gap, lamp):
    found = verdict(of, actual, cutoff, kind=Kind.STOCK)
    assert (found.attained, found.gap, found.lamp) == (D(attained), D(gap), lamp)


def test_a_level_reached_early_is_watched():
    assert [verdict(STOCK, value, Q2).lamp for value in ("60", "56")] == ["done", "green"]  # 55.56 % against 50 %


COVERAGE = {"kind": Kind.COVERAGE}


@pytest.mark.parametrize(
    ("of", "actual", "attained", "gap", "lamp"),
    [
        (measure("rate", ">=", 100, "%", paced_as_coverage=True), "70", "70.00", "-5.00", "green"),
        (measure("rate", ">=", 100, "%", paced_as_coverage=True), "45", "45.00", "-30.00", "yellow"),
        (measure("rate", ">=", 100, "%", paced_as_coverage=True, baseline=40), "70", "50.00", "-25.00", "yellow"),  # ½
        (measure("level", ">=", 100, "%", paced_as_coverage=True), "70", "70.00", "-5.00", "green"),
        (measure("level", ">=", 14, "个", paced_as_coverage=True), "14", "100.00", "25.00", "done"),
    ],
)  # fmt: skip
def test_a_coverage_is_paced_as_a_level_and_counts_from_nothing_without_baseline(of, actual, attained, gap, lamp):
    found = verdict(of, actual, baseline_state=BaselineState.MISSING, **COVERAGE)
    assert (found.attained, found.expected, found.gap, found.lamp) == (D(attained), D("75.00"), D(gap), lamp)


@pytest.mark.parametrize(
    ("units", "points", "cutoff", "share"),
    [
        # at most five: steps at the points, that day included; without points at the due date
        (1, (), day("12-30"), "0.00"),
        (1, (), DUE, "100.00"),
        (2, shares(0, 0, 50, 100), day("09-29"), "0.00"),
        (2, shares(0, 0, 50, 100), Q3, "50.00"),
        (5, shares(15, 45, 80, 100), Q1, "0.00"),  # 0.75 of five
        (5, shares(15, 45, 80, 100), Q2, "40.00"),  # 2.25 → 2
        (5, shares(15, 45, 80, 100), Q3, "80.00"),
        (3, shares(0, "33.33", "66.67", 100), Q2, "33.33"),  # a third can only be planned as 33.33 %: one of three
        (3, shares(0, "33.33", "66.67", 100), Q3, "66.67"),
        # six to ten: rounded down along the trajectory
        (8, shares(10, 35, 70, 100), Q3, "62.50"),  # 5.6 → 5 of 8
        (10, (), day("02-29"), "10.00"),  # 1.666… → 1
        (7, shares("14.29", "28.57", "57.14", 100), Q2, "28.57"),  # 1.9999 is two of seven
        (10, (), day("12-30"), "90.00"),  # 11 30/31 ÷ 12 = 99.73 % → 9
        # eleven are no longer few
        (11, (), day("02-29"), "16.67"),
    ],
)
def test_small_counts_owe_whole_units(units, points, cutoff, share):
    assert expected_share(Pace(STARTS, DUE, points), cutoff, units) == D(share)


@pytest.mark.parametrize(
    ("value", "unit", "more", "units"),
    [
        ("10", "个", {}, 10),
        ("2", "条", {}, 2),
        ("20", "人(家)", {}, 20),
        ("10", "亿元", {}, None),
        ("10", "公里", {}, None),
        ("10", "%", {}, None),
        ("10", "平方米", {}, None),
        ("5", "万人次", {}, None),  # fifty thousand
        ("1.5", "个", {}, None),
        ("60", "家", {"baseline": 51}, 60),  # a flow has no baseline
    ],
)
def test_only_counting_units_owe_whole_ones(value, unit, more, units):
    assert whole_units(measure("flow", ">=", value, unit, **more)) == units


def test_a_level_owes_what_lies_above_its_baseline():
    of = measure("level", ">=", 60, "家", baseline=51)
    assert whole_units(of) == 9
    found = verdict(of, "55", Q2)  # 4.5 of nine are four: 44.44 % are expected, 4 ÷ 9 attained
    assert (found.attained, found.expected, found.gap) == (D("44.44"), D("44.44"), D("0.00"))


@pytest.mark.parametrize(
    ("comparator", "value", "actual", "more", "met"),
    [
        (">=", "380", "380", {}, True),
        (">=", "380", "379.99", {}, False),
        (">", "500", "500", {}, False),
        (">", "500", "500", {"exactness": "at_least"}, True),
        (">", "500", "500.01", {}, True),
        ("<=", "40", "40", {}, True),
        ("<", "40", "40", {}, False),
        ("=", "5", "5", {}, True),
        ("=", "5", "5.1", {}, False),
        ("~=", "100", "95", {}, True),  # 5 % below, to the hundredth
        ("~=", "100", "94.99", {}, False),
        ("~=", "100", "130", {}, True),  # downwards only
    ],
)
def test_comparators(comparator, value, actual, more, met):
    assert is_met(measure("flow", comparator, value), Reading(D(actual), cutoff=Q3, **more)) == met


def test_a_tolerance_of_its_own_replaces_the_five_percent():
    of = measure("flow", "~=", 100, tolerance=2)
    assert [is_met(of, Reading(D(v))) for v in ("98", "97.99")] == [True, False]


def test_a_range_is_met_and_counted_from_its_lower_value():
    of = measure("flow", ">=", 1, "个", upper=2)
    assert verdict(of, "1", Q2).lamp == Lamp.DONE
    assert attained_share(of, D(1)) == D("100.00")


def test_exactly_the_figure_to_be_exceeded_is_on_pace_until_due_and_then_not_met():
    of = measure("flow", ">", 500)
    assert (verdict(of, "500", Q3).lamp, verdict(of, "500", DUE).reason) == (Lamp.GREEN, Reason.PAST_DUE)


def test_a_commitment_due_earlier_is_paced_to_its_own_day():
    found = verdict(FLOW, "4000", Q1, due=Q2)  # 3 of 6 months: 50 %
    assert (found.expected, found.gap, found.lamp) == (D("50.00"), D("-10.00"), Lamp.YELLOW)
    assert verdict(FLOW, "9999", Q2, due=Q2).reason == Reason.PAST_DUE
