"""The lamp of a commitment: withheld, the department's word, the office's over it; whole verdicts."""

from dataclasses import replace

import pytest

from commitments.choices import Kind, Lamp, Reason
from commitments.rules.facts import CommitmentVerdict, MilestoneFacts
from commitments.rules.lamp import component_severity, is_withheld, judge, with_office_lamp
from tests.rules.cases import DUE, Q1, Q2, Q3, STARTS, day, facts, measure, target

SAID = {"kind": Kind.QUALITATIVE, "self_lamp": "yellow"}
GREY = {"lamp": Lamp.GREY, "cutoff": Q3}
FLOW = measure("flow", ">=", 100)


@pytest.mark.parametrize("pending", [False, True])
@pytest.mark.parametrize(
    ("said", "found"),
    [
        (SAID, {"lamp": "yellow", "reason": Reason.DEPARTMENT_SAYS, "cutoff": Q3}),
        (SAID | {"data_expected": DUE}, GREY | {"reason": Reason.NOT_PUBLISHED}),
        (SAID | {"self_lamp": ""}, GREY | {"reason": Reason.NO_DATA}),
        # Nobody's word lights the lamp of what is measured, and no awaited data excuse it.
        (SAID | {"kind": Kind.FLOW}, GREY | {"reason": Reason.NO_DATA}),
        (SAID | {"kind": Kind.FLOW, "data_expected": DUE}, GREY | {"reason": Reason.NO_DATA}),
    ],
)
def test_without_figure_or_milestone_the_department_says(said, found, pending):
    report = "pending" if pending else "approved"
    assert judge(facts(report=report, **said)) == CommitmentVerdict(**found, pending_review=pending)


def test_what_the_department_says_of_old_data_is_old():
    assert judge(facts(cutoff=Q2, period_end=Q3, **SAID)).stale
    assert not judge(facts(cutoff=Q3, period_end=Q3, **SAID)).stale
    assert judge(facts(cutoff=None, period_end=Q3, **SAID)).stale is False


def test_a_component_s_own_cut_off_says_whether_it_is_old_and_else_the_report_s():
    late, found = MilestoneFacts(Q1), facts(target(FLOW, "90", day("05-31")), cutoff=Q3)
    assert judge(found).stale
    assert not judge(facts(cutoff=Q3, milestones=(late,))).stale
    assert judge(facts(cutoff=Q2, period_end=Q3, milestones=(late,))).stale


def test_a_withheld_lamp_keeps_the_day_of_the_data():
    assert judge(facts(target(FLOW, "90"), report="missing")).cutoff == Q3


def test_the_year_s_end_is_its_last_day_wherever_it_begins():
    rate = target(measure("rate", ">=", 5, "%"), "6", DUE)
    begun = replace(facts(rate, cutoff=DUE), starts=STARTS.replace(month=3, day=15))
    assert judge(begun).lamp == Lamp.DONE
    assert judge(replace(begun, targets=(replace(rate, reading=replace(rate.reading, cutoff=day("12-30"))),))).lamp == (
        Lamp.GREEN
    )


def test_of_equal_lamps_the_latest_milestone_decides():
    found = judge(facts(milestones=(MilestoneFacts(Q2, label="乙"), MilestoneFacts(Q1, label="甲"))))
    assert found.deciding.label == "甲"
    assert [component_severity(each) for each in found.components] == [-92, -183]
    assert component_severity(replace(found.deciding, late_days=None)) == 0


BEHIND = CommitmentVerdict(Lamp.YELLOW, Reason.BEHIND)


def test_the_office_s_lamp_stands_beside_the_computed_one():
    told = with_office_lamp(BEHIND, Lamp.RED, "供电未落实。", Q3)
    assert told == replace(BEHIND, office=Lamp.RED, office_reason="供电未落实。", office_since=Q3)
    assert (told.lamp, told.official, BEHIND.official) == (Lamp.YELLOW, Lamp.RED, Lamp.YELLOW)
    assert with_office_lamp(BEHIND, "", "供电未落实。", Q3) is BEHIND


@pytest.mark.parametrize("reason", [Reason.NOT_REPORTED, Reason.RETURNED, Reason.NOTHING_DUE])
def test_a_missing_report_is_never_hidden_by_the_office_s_lamp(reason):
    withheld = CommitmentVerdict(Lamp.GREY, reason)
    assert is_withheld(withheld)
    assert not is_withheld(BEHIND)
    assert with_office_lamp(withheld, Lamp.RED, "供电未落实。", Q3) is withheld
