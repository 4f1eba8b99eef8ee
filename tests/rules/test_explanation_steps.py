"""Every line of a calculation, whole: its code and each figure under its name."""

from dataclasses import replace

import pytest

from commitments.choices import DataState, Kind
from commitments.rules.explanation import Explanation, explain
from commitments.rules.facts import MilestoneFacts
from commitments.rules.lamp import judge
from commitments.rules.target import Reading
from tests.rules.cases import DUE, Q2, Q3, D, day, facts, measure, shares, target

BACK = shares(10, 35, 70, 100)
PIECES = measure("flow", ">=", 10000, "根")
GROWTH = {"relative_to": "经济增长"}
RULE, RED, GREEN = (
    "thresholds yellow=-10 red=-30",
    "lamp lamp=red reason=behind provisional=False",
    "lamp lamp=green reason=ahead provisional=False",
)


def told(*targets, **more) -> list[list[str]]:
    """Return each component's lines: the code, and the figures by their names."""
    found = facts(*targets, **more)
    verdict = judge(found)
    explained = explain(found, verdict)
    assert [each.component for each in explained] == [*(verdict.components or [None])]
    return [list(map(line, each.steps)) for each in explained]


def line(step) -> str:
    return " ".join([step.code, *(f"{name}={value}" for name, value in step.figures.items())])


COUNTED = {
    "five or fewer step at the points": (
        target(measure("flow", ">=", 5, "个"), "1", points=BACK),
        ["expected_step at=2024-09-30 share=70", "expected_whole expected=60.00 units=5 count=3.00",
         "gap attained=20.00 expected=60.00 gap=-40.00 ratio=33.33", RULE, RED],
    ),
    "before the first point nothing stepped": (
        target(measure("flow", ">=", 5, "个"), "0", day("02-01"), BACK),
        ["expected_step at=None share=0", "expected_whole expected=0.00 units=5 count=0.00",
         "gap attained=0.00 expected=0.00 gap=0.00 ratio=None", RULE,
         "lamp lamp=green reason=on_pace provisional=False"],
    ),
    "one is few": (
        target(measure("flow", ">=", 1, "个"), "0"),
        ["expected_due expected=0.00", "expected_whole expected=0.00 units=1 count=0.00",
         "gap attained=0.00 expected=0.00 gap=0.00 ratio=None", RULE,
         "lamp lamp=green reason=on_pace provisional=False"],
    ),
    "ten are few": (
        target(measure("flow", ">=", 10, "个"), "1"),
        ["expected_time gone=9 all=12 expected=75.00", "expected_whole expected=70.00 units=10 count=7.00",
         "gap attained=10.00 expected=70.00 gap=-60.00 ratio=14.29", RULE, RED],
    ),
    "eleven are many": (
        target(measure("flow", ">=", 11, "个"), "1"),
        ["expected_time gone=9 all=12 expected=75.00",
         "gap attained=9.09 expected=75.00 gap=-65.91 ratio=12.12", RULE, RED],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("counted", "lines"), COUNTED.values(), ids=COUNTED)
def test_what_is_owed_of_few_and_of_many(counted, lines):
    assert told(counted, cutoff=counted.reading.cutoff)[0][3:] == lines


def test_none_are_not_few():
    lines = told(target(measure("flow", ">", 0, "个"), "0"))[0]
    assert lines[2:] == ["expected_time gone=9 all=12 expected=75.00", "lamp lamp=red reason=behind provisional=False"]


@pytest.mark.parametrize(
    ("cutoff", "points", "line"),
    [
        (Q2, BACK, "from=2024-06-30 from_share=35 to=2024-06-30 to_share=35 on=2024-06-30 expected=35.00"),
        (
            day("11-15"),
            BACK[:3],
            "from=2024-09-30 from_share=70 to=2024-09-30 to_share=70 on=2024-11-15 expected=70.00",
        ),
        (
            day("08-15"),
            BACK[::-1],
            "from=2024-06-30 from_share=35 to=2024-09-30 to_share=70 on=2024-08-15 expected=52.31",
        ),
    ],
    ids=["on a point", "behind the last", "between two, in any order"],
)
def test_the_points_a_share_is_read_off(cutoff, points, line):
    assert told(target(PIECES, "5000", cutoff, points), cutoff=cutoff)[0][3] == f"expected_trajectory {line}"


LEVELS = {
    "a proposed baseline": (
        measure("level", ">=", 60, baseline=51), {"baseline_state": "proposed"},
        ["baseline value=51 state=proposed", "reading value=55 exactness=exact final=True cutoff=2024-09-30",
         "attained_level value=55 target=60 attained=44.44 baseline=51", "expected_time gone=9 all=12 expected=75.00",
         "gap attained=44.44 expected=75.00 gap=-30.56 ratio=59.25", RULE, RED],
    ),
    "a baseline passed already": (
        measure("level", ">=", 60, baseline=60), {},
        ["baseline_passed value=60", "reading value=55 exactness=exact final=True cutoff=2024-09-30",
         "attained_share value=55 target=60 attained=91.67", "expected_time gone=9 all=12 expected=75.00",
         "gap attained=91.67 expected=75.00 gap=16.67 ratio=122.23", RULE, GREEN],
    ),
    "a baseline waived": (
        measure("level", ">=", 60, waived=True), {},
        ["baseline_waived", "reading value=55 exactness=exact final=True cutoff=2024-09-30",
         "attained_share value=55 target=60 attained=91.67", "expected_time gone=9 all=12 expected=75.00",
         "gap attained=91.67 expected=75.00 gap=16.67 ratio=122.23", RULE, GREEN],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("level", "more", "lines"), LEVELS.values(), ids=LEVELS)
def test_what_a_level_is_counted_from(level, more, lines):
    head = f"target comparator=>= direction=reach value={level.value} upper=None"
    assert told(target(level, "55", **more))[0] == [head, *lines]


def test_a_rate_falls_short_and_a_limit_is_exceeded_in_their_own_points():
    rate, limit = measure("rate", ">=", 5, "%"), measure("rate", "<=", "5.5", "%")
    assert told(target(rate, "4"), target(limit, "5.6"))[0][2:] == [
        "attained_share value=4 target=5 attained=80.00", "expected_rate expected=100",
        "gap attained=80.00 expected=100 gap=-20.00 ratio=None", "short value=5 short_by=1", RULE,
        "lamp lamp=yellow reason=behind provisional=False",
    ]  # fmt: skip
    assert told(target(limit, "5.6"))[0][2:] == [
        "over value=5.5 over_by=0.1 leeway=0.55", "lamp lamp=yellow reason=exceeded provisional=False",
    ]  # fmt: skip


def test_at_the_due_day_the_rule_is_that_day_and_what_is_met_needs_none():
    flow = measure("flow", ">=", 100)
    assert told(target(flow, "99", DUE), cutoff=DUE)[0][-2:] == [
        "due day=2024-12-31 cutoff=2024-12-31", "lamp lamp=red reason=past_due provisional=False",
    ]  # fmt: skip
    assert told(target(flow, "100", DUE, final=False), cutoff=DUE)[0][-2:] == [
        "gap attained=100.00 expected=100.00 gap=0.00 ratio=100.00", "lamp lamp=done reason=met provisional=True",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "line"),
    [
        (Reading(D(7), "exact", True, Q3, DataState.GIVEN), "reference name=经济增长 value=7"),
        (Reading(D(7), "exact", True, Q2, DataState.GIVEN), "reference_missing name=经济增长"),
        (None, "reference_missing name=经济增长"),
    ],
    ids=["known as far", "known not as far", "unknown"],
)
def test_what_a_target_is_relative_to(reference, line):
    assert told(target(measure("flow", ">=", 100), "5", reference=reference, **GROWTH))[0][1] == line


def test_what_nothing_was_reported_of_names_the_state_of_its_data():
    flow = measure("flow", ">=", 100)
    unknown = replace(target(flow, "5", **GROWTH), reading=None)
    assert told(unknown)[0][1:3] == ["reference_missing name=经济增长", "no_reading"]
    assert told(target(flow, None, state="awaited"))[0][1] == "awaited cutoff=2024-09-30"


def test_milestones_ahead_reached_and_late():
    milestones = (MilestoneFacts(Q2), MilestoneFacts(Q2, day("07-03")), MilestoneFacts(DUE))
    assert told(milestones=milestones, kind=Kind.MILESTONE) == [
        ["planned day=2024-06-30", "not_reached cutoff=2024-09-30 late_days=92", "days days=30",
         "lamp lamp=red reason=milestone_late provisional=False"],
        ["planned day=2024-06-30", "reached day=2024-07-03 late_days=3", "lamp lamp=done reason=met provisional=False"],
        ["planned day=2024-12-31", "not_reached cutoff=2024-09-30 late_days=-92", "days days=30",
         "lamp lamp=green reason=not_yet_planned provisional=False"],
    ]  # fmt: skip


def test_an_adjusted_day_stands_beside_the_adopted_one():
    milestones = (MilestoneFacts(DUE, adopted=Q2),)
    assert told(milestones=milestones, kind=Kind.MILESTONE)[0][0] == f"planned day={DUE} adopted={Q2}"


def test_what_is_not_measured_says_who_said_it():
    assert told(kind=Kind.QUALITATIVE, self_lamp="yellow") == [["said lamp=yellow cutoff=2024-09-30"]]
    awaited = [["awaited cutoff=2024-09-30 expected_on=2024-12-31"]]
    assert told(kind=Kind.QUALITATIVE, data_expected=DUE) == awaited


def test_an_explanation_bears_the_name_and_the_unit_of_what_it_explains():
    found = facts(target(PIECES, "1", label="充电桩"), milestones=(MilestoneFacts(Q2, label="变电站"),))
    pairs = [(each.label, each.unit) for each in explain(found, judge(found))]
    assert pairs == [("充电桩", "根"), ("变电站", "")]
    (said,) = explain(facts(), judge(facts()))
    assert (said.label, said.unit, said.figures("gap")) == ("", "", None)
    assert Explanation("", None, ()).figures("gap") is None
