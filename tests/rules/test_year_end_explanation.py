"""Why a target is in its class at the year's end: the ground, its figures, and that the worst component decides."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import Basis, Comparator, DataState, Exactness, YearEnd
from commitments.rules.facts import CommitmentFacts, MilestoneFacts, TargetFacts
from commitments.rules.pace import Pace
from commitments.rules.target import Measure, Reading
from commitments.rules.year_end import CLASSES_WORST_FIRST, year_end_class
from commitments.rules.year_end_explanation import ClassExplanation, explain_class

STARTS, DUE = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)


def measure(value, comparator=">=", basis=Basis.FLOW, **more):
    return Measure(basis, comparator, Decimal(value), unit=more.pop("unit", "家"), **more)


def reading(value, cutoff=DUE, **more):
    return Reading(Decimal(value) if value is not None else None, cutoff=cutoff, **more)


def facts(*targets, milestones=(), cutoff=DUE, **more):
    told = tuple(TargetFacts(m, r, Pace(STARTS, DUE), label=f"指标{n}") for n, (m, r) in enumerate(targets, 1))
    return CommitmentFacts("flow", DUE, STARTS, DUE, cutoff=cutoff, targets=told, milestones=milestones, **more)


CASES = [
    # 95 ÷ 100 = 95 %: nearly
    (measure(100), reading(95), "attained_share", YearEnd.NEARLY, {"attained": Decimal("95.00")}),
    # (55 − 51) ÷ (60 − 51) = 44.44 %
    (measure(60, basis=Basis.LEVEL, baseline=Decimal(51)), reading(55), "attained_level", YearEnd.NOT_MET,
     {"baseline": 51, "attained": Decimal("44.44")}),
    # from 20 down to 10, stands at 11: (20 − 11) ÷ (20 − 10) = 90 %
    (measure(10, "<=", Basis.LEVEL, baseline=Decimal(20)), reading(11), "attained_falling", YearEnd.NEARLY,
     {"attained": Decimal("90.00")}),
    # without a baseline 10 ÷ 12.5 = 80 %
    (measure(10, "<=", Basis.LEVEL), reading("12.5"), "attained_inverse", YearEnd.NOT_MET,
     {"attained": Decimal("80.00")}),
    # 0.3 ÷ 5 = 6 %
    (measure(5, basis=Basis.RATE, unit="%"), reading("0.3"), "rate", YearEnd.NOT_MET, {"attained": Decimal("6.00")}),
    # a limit of 5.5: 5.6 is 0.1 over, a tenth of it is 0.55
    (measure("5.5", "<=", Basis.RATE), reading("5.6"), "ceiling", YearEnd.NEARLY,
     {"over": Decimal("0.1"), "leeway": Decimal("0.55")}),
    (measure(0), reading(3), "plain", YearEnd.MET, {}),
    (measure(500, ">"), reading(500), "attained_share", YearEnd.NEARLY, {"exactness": Exactness.EXACT}),
    (measure(500, ">"), reading(500, exactness=Exactness.AT_LEAST), "attained_share", YearEnd.MET, {}),
    # about 6.5 %: half a point below still counts
    (measure("6.5", Comparator.ABOUT, Basis.RATE), reading(6), "rate", YearEnd.MET, {"floor": Decimal("6.0")}),
    (measure(100), reading(None, state=DataState.NOT_COMPARABLE), "not_comparable", YearEnd.CANNOT_BE_JUDGED, {}),
    (measure(100), reading(None, state=DataState.AWAITED), "awaited", YearEnd.OPEN, {}),
    (measure(100), reading(70, datetime.date(2024, 9, 30)), "not_yet", YearEnd.OPEN, {}),
    (measure(100), reading(101, datetime.date(2024, 9, 30)), "attained_share", YearEnd.MET, {"early": True}),
    (measure(100), None, "no_reading", YearEnd.OPEN, {}),
]  # fmt: skip


@pytest.mark.parametrize(("target", "value", "why", "code", "figures"), CASES)
def test_a_target_s_ground_bears_its_figures(target, value, why, code, figures):
    (component,) = explain_class(facts((target, value)))
    assert (component.why, component.code) == (why, code)
    assert {name: component.figures[name] for name in figures} == figures


@pytest.mark.parametrize(
    ("reached", "code"),
    [(datetime.date(2024, 12, 31), YearEnd.MET), (datetime.date(2025, 1, 1), YearEnd.NOT_MET), (None, YearEnd.NOT_MET)],
)
def test_a_milestone_is_met_up_to_its_due_day(reached, code):
    (component,) = explain_class(facts(milestones=(MilestoneFacts(DUE, reached, "变电站"),)))
    assert (component.label, component.code, component.figures["reached"]) == ("变电站", code, reached)


@pytest.mark.parametrize(
    ("lamp", "why", "code"),
    [
        ("done", "said_done", YearEnd.MET),
        ("green", "not_measured", YearEnd.OFFICE),
        ("", "not_measured", YearEnd.OFFICE),
    ],
)
def test_what_is_not_measured_is_met_only_when_its_lamp_says_done(lamp, why, code):
    (component,) = explain_class(facts(self_lamp=lamp))
    assert (component.why, component.code) == (why, code)


@pytest.mark.parametrize("others", range(len(CASES)))
def test_the_worst_component_is_the_commitment_s_class(others):
    pairs = [case[:2] for case in CASES[others:]]
    told = facts(*pairs, milestones=(MilestoneFacts(DUE, DUE),))
    assert year_end_class(told)[0] == min(
        (component.code for component in explain_class(told)), key=CLASSES_WORST_FIRST.index
    )


Q3 = datetime.date(2024, 9, 30)


def test_a_ground_bears_all_its_figures_and_its_unit():
    (told,) = explain_class(facts((measure(100), reading(95, DUE, final=False))))
    assert told == ClassExplanation(
        "指标1", YearEnd.NEARLY, True, "attained_share",
        {"cutoff": DUE, "due": DUE, "value": 95, "target": 100, "comparator": ">=", "exactness": "exact",
         "floor": 95, "tolerance": 5, "attained": Decimal("95.00"), "early": False}, "家",
    )  # fmt: skip


@pytest.mark.parametrize("state", [DataState.AWAITED, DataState.NOT_COMPARABLE])
def test_what_has_no_figure_names_the_data_s_day_and_the_due_day(state):
    (told,) = explain_class(facts((measure(100), reading(None, Q3, state=state))))
    assert told.figures == {"cutoff": Q3, "due": DUE}


@pytest.mark.parametrize(
    ("reached", "code", "provisional", "why"),
    [(Q3, YearEnd.MET, False, "reached"), (None, YearEnd.OPEN, True, "not_reached")],
)
def test_a_milestone_names_the_day_it_was_reached_and_those_it_is_held_against(reached, code, provisional, why):
    told = explain_class(facts(milestones=(MilestoneFacts(DUE, reached, "变电站"),), cutoff=Q3))
    figures = {"reached": reached, "cutoff": Q3, "due": DUE}
    assert told == (ClassExplanation("变电站", code, provisional, why, figures),)


@pytest.mark.parametrize(
    ("said", "code", "provisional", "why"),
    [
        ({"self_lamp": "done"}, YearEnd.MET, False, "said_done"),
        ({"self_lamp": "green", "data_expected": DUE}, YearEnd.OPEN, True, "awaited"),
        ({"self_lamp": "green"}, YearEnd.OFFICE, False, "not_measured"),
    ],
)
def test_what_is_not_measured_names_the_lamp_it_rests_on(said, code, provisional, why):
    (told,) = explain_class(facts(**said))
    figures = {"lamp": said["self_lamp"], "cutoff": DUE, "due": DUE}
    assert told == ClassExplanation("", code, provisional, why, figures)


def test_a_figure_that_is_awaited_elsewhere_does_not_leave_a_measured_one_open():
    assert year_end_class(facts((measure(100), reading(95)), data_expected=DUE)) == (YearEnd.NEARLY, True)
