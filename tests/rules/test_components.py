"""The judgement of one target or milestone, whole: everything it bears, in each outcome."""

from dataclasses import replace

import pytest

from commitments.choices import BaselineState, Lamp, Reason
from commitments.rules.components import judge_milestone, judge_target, ratio_to_plan, reason_of_gap
from commitments.rules.facts import ComponentVerdict, MilestoneFacts, Thresholds
from tests.rules.cases import DUE, Q2, Q3, D, day, measure, target

RULE = Thresholds()
FLOW, LEVEL = measure("flow", ">=", 100), measure("level", ">=", 60)


def of_target(facts, **more) -> ComponentVerdict:
    return judge_target(replace(facts, label="甲", **more), DUE, DUE, RULE)


@pytest.mark.parametrize(
    ("facts", "more", "reason"),
    [
        (target(FLOW, None, state="awaited"), {}, Reason.NOT_PUBLISHED),
        (target(FLOW, None, state="not_comparable"), {}, Reason.NOT_COMPARABLE),
        (target(FLOW, "5"), {"relative_to": "经济增长"}, Reason.NO_REFERENCE),
        (target(LEVEL, "5"), {"baseline_state": BaselineState.MISSING}, Reason.NO_BASELINE),
    ],
)
def test_what_cannot_be_judged_says_why_and_up_to_when(facts, more, reason):
    assert of_target(facts, **more) == ComponentVerdict("甲", Lamp.GREY, reason, cutoff=Q3)


def test_what_nothing_was_reported_of_has_no_data():
    assert of_target(target(FLOW, "5"), reading=None) == ComponentVerdict("甲", Lamp.GREY, Reason.NO_DATA)


def test_a_target_bears_its_figures_its_unit_and_whether_it_is_met():
    figures = {"attained": D("62.00"), "expected": D("75.00"), "gap": D("-13.00"), "ratio": D("82.67")}
    assert of_target(target(FLOW, "62", final=False)) == ComponentVerdict(
        "甲", Lamp.YELLOW, Reason.BEHIND, **figures, met=False, cutoff=Q3, provisional=True, unit="亿元"
    )
    assert of_target(target(FLOW, "100")) == ComponentVerdict(
        "甲", Lamp.DONE, Reason.MET, D(100), D(75), D(25), D("133.33"), met=True, cutoff=Q3, unit="亿元"
    )


@pytest.mark.parametrize(
    ("planned", "reached", "cutoff", "found"),
    [
        (Q2, day("07-03"), Q3, {"lamp": Lamp.DONE, "reason": Reason.MET, "late_days": 3, "met": True}),
        (Q2, day("06-27"), None, {"lamp": Lamp.DONE, "reason": Reason.MET, "late_days": -3, "met": True}),
        (Q2, None, None, {"lamp": Lamp.GREY, "reason": Reason.NO_DATA}),
        (Q2, None, DUE, {"lamp": Lamp.RED, "reason": Reason.PAST_DUE, "late_days": 184}),
        (DUE, None, Q3, {"lamp": Lamp.GREEN, "reason": Reason.NOT_YET_PLANNED, "late_days": -92}),
        (Q2, None, Q2, {"lamp": Lamp.YELLOW, "reason": Reason.MILESTONE_LATE, "late_days": 0}),
        (Q2, None, day("07-30"), {"lamp": Lamp.YELLOW, "reason": Reason.MILESTONE_LATE, "late_days": 30}),
        (Q2, None, day("07-31"), {"lamp": Lamp.RED, "reason": Reason.MILESTONE_LATE, "late_days": 31}),
    ],
)
def test_a_milestone_by_its_days_late(planned, reached, cutoff, found):
    judged = judge_milestone(MilestoneFacts(planned, reached, "站"), cutoff, DUE, RULE)
    assert judged == ComponentVerdict("站", **found, cutoff=cutoff)


@pytest.mark.parametrize(
    ("share", "planned", "ratio"),
    [("0", "50", "0.00"), ("0.5", "50", "1.00"), ("-0.01", "50", None), ("50", "0", None), ("0", "0", None)],
)
def test_the_ratio_to_plan(share, planned, ratio):
    assert ratio_to_plan(D(share), D(planned)) == (ratio and D(ratio))


@pytest.mark.parametrize(
    ("gap", "reason"),
    [("0", Reason.ON_PACE), ("0.01", Reason.AHEAD), ("1", Reason.AHEAD), ("-0.01", Reason.WITHIN_ALLOWANCE)],
)
def test_how_a_green_gap_is_told(gap, reason):
    assert reason_of_gap(D(gap)) == reason
