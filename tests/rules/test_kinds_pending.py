"""What is pending and why, several components in one commitment, provisional and old data; worked by hand."""

import pytest

from commitments.choices import BaselineState, DataState, Kind, Lamp, Reason
from commitments.rules.facts import MilestoneFacts, TargetFacts
from commitments.rules.lamp import judge
from commitments.rules.pace import Pace
from tests.rules.cases import DUE, Q1, Q2, Q3, STARTS, day, facts, measure, target, verdict

FLOW = measure("flow", ">=", 100)
DONE, GREEN, YELLOW, RED = (target(FLOW, value) for value in ("100", "70", "60", "40"))
GREY = TargetFacts(FLOW, None, Pace(STARTS, DUE))


@pytest.mark.parametrize(
    ("report", "lamp", "reason", "pending"),
    [
        ("none_due", "grey", "nothing_due", False),
        ("missing", "grey", "not_reported", False),
        ("returned", "grey", "returned", False),
        ("pending", "yellow", "behind", True),
        ("standing", "yellow", "behind", False),
        ("approved", "yellow", "behind", False),
    ],
)
def test_how_the_latest_period_stands(report, lamp, reason, pending):
    found = judge(facts(YELLOW, report=report))
    assert (found.lamp, found.reason, found.pending_review) == (lamp, reason, pending)


def test_a_missing_report_withholds_the_lamp_and_keeps_the_components():
    found = judge(facts(RED, report="missing"))
    assert (found.attained, found.components[0].lamp) == (None, Lamp.RED)


def test_a_report_under_review_with_nothing_approved_before_is_pending_without_figure():
    found = judge(facts(GREY, report="pending"))
    assert (found.lamp, found.reason, found.pending_review) == (Lamp.GREY, Reason.NO_DATA, True)


@pytest.mark.parametrize(
    ("components", "lamp", "reason"),
    [
        ((DONE, DONE), "done", "met"),
        ((DONE, GREEN), "green", "within_allowance"),
        ((GREEN, YELLOW), "yellow", "behind"),
        ((YELLOW, RED, DONE), "red", "behind"),
        ((GREY, RED), "red", "behind"),
        ((GREY, GREEN), "green", "within_allowance"),
        ((DONE, GREY), "grey", "parts_pending"),
        ((GREY, GREY), "grey", "no_data"),
    ],
)
def test_a_commitment_takes_the_worst_of_its_components_and_is_done_only_if_all_are(components, lamp, reason):
    found = judge(facts(*components))
    assert (found.lamp, found.reason, len(found.components)) == (lamp, reason, len(components))


def test_targets_and_milestones_stand_in_one_commitment():
    late = MilestoneFacts(Q1)
    assert judge(facts(DONE, milestones=(late,))).lamp == Lamp.RED
    assert judge(facts(DONE, milestones=(MilestoneFacts(Q1, Q1),))).lamp == Lamp.DONE
    assert judge(facts(GREY, milestones=(MilestoneFacts(Q1, Q1),))).reason == Reason.COMPONENTS_PENDING


def test_among_equal_lamps_the_widest_gap_decides():
    found = judge(facts(target(FLOW, "60"), target(FLOW, "50")))
    assert found.gap == -25


def test_what_is_counted_from_milestones_or_only_scope_lights_no_lamp():
    for measured in ("milestones", "scope"):
        found = judge(facts(target(FLOW, "1", measured=measured), GREEN))
        assert (found.lamp, len(found.components)) == (Lamp.GREEN, 1)


@pytest.mark.parametrize(
    ("state", "reason"), [(DataState.AWAITED, Reason.NOT_PUBLISHED), (DataState.NOT_COMPARABLE, Reason.NOT_COMPARABLE)]
)
def test_data_that_is_late_or_in_a_foreign_unit_is_pending_and_never_met(state, reason):
    for of, cutoff in ((FLOW, Q3), (measure("rate", ">=", "6.5", "%"), DUE), (measure("rate", "<=", "5.5", "%"), DUE)):
        found = verdict(of, None, cutoff, state=state)
        assert (found.lamp, found.reason, found.deciding.met) == (Lamp.GREY, reason, False)


def test_a_level_without_baseline_is_pending_and_one_waived_or_proposed_is_not():
    of = measure("level", ">=", 60, "亿元")
    states = (BaselineState.MISSING, BaselineState.WAIVED, BaselineState.PROPOSED, BaselineState.CONFIRMED)
    reasons = [verdict(of, "30", Q2, kind=Kind.STOCK, baseline_state=state).reason for state in states]
    assert reasons == [Reason.NO_BASELINE, *[Reason.ON_PACE] * 3]


def test_what_is_met_on_provisional_data_is_done_and_marked():
    assert [verdict(FLOW, "100", Q3, final=final).provisional for final in (False, True)] == [True, False]
    assert not verdict(FLOW, "70", Q3, final=False).provisional  # only what is done bears the mark


def test_expected_is_taken_on_the_data_s_cut_off():
    # a half-year report that carries January to May: 5 ÷ 12 = 41.67 %
    found = judge(facts(target(FLOW, "40", day("05-31")), cutoff=Q2))
    assert (str(found.expected), str(found.gap), found.cutoff) == ("41.67", "-1.67", day("05-31"))


@pytest.mark.parametrize(
    ("cutoff", "period_end", "stale"),
    [
        (day("08-31"), Q3, False),
        (day("08-30"), Q3, True),
        (day("05-31"), Q2, False),
        (day("05-30"), Q2, True),
        (day("02-29"), Q1, False),
        (day("02-28"), Q1, True),
        (day("11-30"), DUE, False),
        (day("11-29"), DUE, True),
    ],
)
def test_data_cut_off_more_than_a_month_before_the_period_s_end_is_old(cutoff, period_end, stale):
    assert judge(facts(target(FLOW, "90", cutoff), cutoff=cutoff, period_end=period_end)).stale == stale
