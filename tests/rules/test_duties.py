"""Who bears a commitment as what: every change of duties, and everything of one department passing to another."""

import pytest

from commitments.rules.duties import (
    ADD,
    LEAD,
    REMOVE,
    REPLACE,
    RESPONSIBLE,
    SUPPORTING,
    DutyChange,
    changed_duties,
    duty_errors,
    passed_duties,
    passing_outcome,
)

A, B, C, D = 1, 2, 3, 4
CHANGES = {
    "a lead takes the former one's place": ({A: LEAD, C: SUPPORTING}, LEAD, ADD, (B,), {C: SUPPORTING, B: LEAD}),
    "so does one that replaces": ({A: LEAD}, LEAD, REPLACE, (B,), {B: LEAD}),
    "who supported may lead": ({A: LEAD, B: SUPPORTING}, LEAD, ADD, (B,), {B: LEAD}),
    "a lead comes over those of equal standing": (
        {A: RESPONSIBLE, C: RESPONSIBLE}, LEAD, ADD, (B,), {A: RESPONSIBLE, C: RESPONSIBLE, B: LEAD},
    ),
    "the lead that leads stays": ({A: LEAD}, LEAD, ADD, (A,), {A: LEAD}),
    "the responsible stand beside the lead": ({A: LEAD}, RESPONSIBLE, ADD, (B,), {A: LEAD, B: RESPONSIBLE}),
    "the lead is not made less": ({A: LEAD}, RESPONSIBLE, ADD, (A, B), {A: LEAD, B: RESPONSIBLE}),
    "several of equal standing need no lead": (
        {A: LEAD, C: SUPPORTING}, RESPONSIBLE, REPLACE, (B, D), {C: SUPPORTING, B: RESPONSIBLE, D: RESPONSIBLE},
    ),
    "the first named represents": ({A: LEAD}, RESPONSIBLE, REPLACE, (D, A), {D: RESPONSIBLE, A: RESPONSIBLE}),
    "a supporter is added": ({A: LEAD, C: SUPPORTING}, SUPPORTING, ADD, (B,), {A: LEAD, C: SUPPORTING, B: SUPPORTING}),
    "who bears it does not support it": ({A: LEAD}, SUPPORTING, ADD, (A, B), {A: LEAD, B: SUPPORTING}),
    "supporters are replaced": ({A: LEAD, C: SUPPORTING}, SUPPORTING, REPLACE, (B,), {A: LEAD, B: SUPPORTING}),
    "a supporter is taken off": ({A: LEAD, C: SUPPORTING}, SUPPORTING, REMOVE, (C,), {A: LEAD}),
    "only as what it is": ({A: LEAD, C: SUPPORTING}, SUPPORTING, REMOVE, (A,), {A: LEAD, C: SUPPORTING}),
    "a lead is taken off": ({A: LEAD}, LEAD, REMOVE, (A,), {}),
}  # fmt: skip
PASSING = {
    "a lead": ({A: LEAD, C: SUPPORTING}, {B: LEAD, C: SUPPORTING}, "passed"),
    "support": ({C: LEAD, A: SUPPORTING}, {C: LEAD, B: SUPPORTING}, "passed"),
    "a lead over a supporter": ({A: LEAD, B: SUPPORTING}, {B: LEAD}, "lead_over_support"),
    "support of oneself": ({B: LEAD, A: SUPPORTING}, {B: LEAD}, "self_support"),
    "both support": ({C: LEAD, A: SUPPORTING, B: SUPPORTING}, {C: LEAD, B: SUPPORTING}, "merged"),
    "both of equal standing": ({A: RESPONSIBLE, B: RESPONSIBLE}, {B: RESPONSIBLE}, "merged"),
    "the lead stays the lead": ({B: LEAD, A: RESPONSIBLE}, {B: LEAD}, "merged"),
    "who represents goes on to": ({A: RESPONSIBLE, C: RESPONSIBLE}, {B: RESPONSIBLE, C: RESPONSIBLE}, "passed"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_leaves(case):
    duties, role, way, departments, after = CHANGES[case]
    found = changed_duties(duties, DutyChange(role, way, departments))
    assert list(found.items()) == list(after.items())


@pytest.mark.parametrize("case", PASSING)
def test_what_passes_on(case):
    duties, after, outcome = PASSING[case]
    assert list(passed_duties(duties, A, B).items()) == list(after.items())
    assert passing_outcome(duties, A, B) == outcome


def test_what_does_not_concern_the_former_one_stays():
    assert passed_duties({B: LEAD, C: SUPPORTING}, A, B) == {B: LEAD, C: SUPPORTING}


@pytest.mark.parametrize(
    ("duties", "opened", "error"),
    [
        ({A: LEAD}, True, ""), ({A: RESPONSIBLE}, True, ""), ({A: SUPPORTING}, True, "nobody"), ({}, True, "nobody"),
        ({A: SUPPORTING}, False, ""), ({A: LEAD, B: LEAD}, False, "two_leads"),
    ],
)  # fmt: skip
def test_what_no_commitment_may_be(duties, opened, error):
    assert duty_errors(duties, opened) == error
