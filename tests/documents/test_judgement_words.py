"""A judgement in a sentence and line by line."""

import pytest
from django.utils import translation

from commitments.choices import Kind
from commitments.documents.explanation_lines import explanation_lines
from commitments.documents.judgement_words import explanation_sentence
from commitments.rules.explanation import explain
from commitments.rules.facts import MilestoneFacts
from commitments.rules.lamp import judge
from tests.rules.cases import Q1, Q2, Q3, day, facts, measure, shares, target


def few(units):
    return measure("flow", ">=", units, "个")


def told(*targets, **more):
    found = facts(*targets, **more)
    return explain(found, judge(found))[0]


FLOW = measure("flow", ">=", "10000", "根")
LATE = shares(0, 0, 50, 100)
RATE, CEILING = measure("rate", ">=", 5, "%"), measure("rate", "<=", "5.5", "%")


@pytest.mark.parametrize(
    ("explanation", "words"),
    [
        (
            told(target(FLOW, "6200", points=shares(10, 35, 70, 100))),
            "70% due by end of September, actual 6,200根 = 62%, 8 points behind schedule: On track",
        ),
        (
            told(target(RATE, "0.2")),
            "0.2% by end of September, target at least 5%: 4.8 points below target, Behind",
        ),
        (
            told(target(CEILING, "5.6", day("08-15"))),
            "5.6% by August 15, limit at most 5.5%: 0.1 points over the limit, Warning",
        ),
        (told(target(FLOW, "12000", final=False)), "75% due by end of September, actual 12,000根 = 120%, "
         "45 points ahead of schedule: Done (provisional)"),
        (told(target(measure("rate", ">=", 0, "%"), "1")),
         "1% by end of September, target at least 0%: on target, On track"),
        (told(target(FLOW, None, state="awaited")), "Data not yet published"),
        (told(milestones=(MilestoneFacts(Q2),)),
         "Planned end of June, not reached by end of September, 92 days late: Behind"),
        (told(milestones=(MilestoneFacts(Q2, Q1),)), "Planned end of June, reached end of March, 91 days early: Done"),
        (told(kind=Kind.QUALITATIVE, self_lamp="green"),
         "The department says “On track”; approving the report confirmed it."),
    ],
)  # fmt: skip
def test_a_sentence(explanation, words):
    assert explanation_sentence(explanation) == words


def test_every_line_of_a_calculation():
    assert explanation_lines(told(target(FLOW, "6200", points=shares(10, 35, 70, 100)))) == [
        "Target: at least 10,000根",
        "Reported: 6,200根 by end of September, final.",
        "Attained: 6,200 ÷ 10,000 = 62%",
        "Expected: 70% by end of September, as planned.",
        "Gap: 62% − 70% = −8 points; 88.57% of plan",
        "Rule: above −10 points on track, from −10 to −30 warning, below −30 behind.",
        "Lamp: On track, Behind schedule, no warning yet",
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_kind_can_be_told_in_both_languages(language):
    level = measure("level", ">=", 60, "家", baseline=51)
    components = [
        *(target(level, value, points=points) for value in ("55", "60") for points in ((), shares(0, 20, 60, 100))),
        target(measure("level", "<=", 40, "吨", baseline=100), "70", day("08-15"), shares(0, 20, 60, 100)),
        target(measure("level", "<=", 40, "吨", baseline=30), "50"),
        target(measure("level", ">=", 60, waived=True), "50"),
        *(target(few(n), "1", points=points) for n in (2, 8) for points in ((), LATE)),
        target(few(2), "0", Q1, LATE),
        target(measure("flow", ">", 500), "500", exactness="at_least"),
        target(measure("flow", "~=", 500), None, state="not_comparable"),
    ]  # fmt: skip
    found = facts(*components, milestones=(MilestoneFacts(Q2), MilestoneFacts(day("12-01"))), cutoff=Q3)
    with translation.override(language):
        components = explain(found, judge(found))
        assert components
        for each in components:
            said = [explanation_sentence(each), *explanation_lines(each)]
            assert all(said)
