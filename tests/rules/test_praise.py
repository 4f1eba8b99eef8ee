"""Praise: finished before it was planned, or more than ten points ahead; hand-made cases."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.rules.facts import ComponentVerdict
from commitments.rules.praise import finished_early, is_well_ahead

Q3, DUE = date(2024, 9, 30), date(2024, 12, 31)


def target(met=True, expected="70", **more):
    return ComponentVerdict("", "done", "met", attained=Decimal(100), expected=Decimal(expected), met=met, **more)


def milestone(late_days, met=True):
    return ComponentVerdict("", "done", "met", met=met, late_days=late_days)


@pytest.mark.parametrize(
    ("official", "components", "cutoff", "early"),
    [
        ("done", (target(),), Q3, True),
        ("done", (target(expected="99.99"),), Q3, True),
        ("done", (target(expected="100"),), DUE, False),  # on its day
        ("green", (target(),), Q3, False),  # the office does not call it done
        ("done", (target(met=False),), Q3, False),  # done by the office's word alone
        ("done", (target(short_by=Decimal(0)),), Q3, False),  # a rate is not cumulative
        ("done", (milestone(-1),), Q3, True),
        ("done", (milestone(0),), Q3, False),
        ("done", (milestone(-9), milestone(1)), Q3, False),  # one of them late
        ("done", (target(), milestone(-9)), Q3, True),
        ("done", (), Q3, True),  # qualitative, before its due date
        ("done", (), DUE, False),
        ("done", (), None, False),
    ],
)
def test_finished_early(official, components, cutoff, early):
    assert finished_early(official, components, cutoff, DUE) == early


@pytest.mark.parametrize(
    ("official", "gap", "ahead"),
    [
        ("green", "10.01", True),
        ("green", "10", False),
        ("done", "35", True),
        ("yellow", "35", False),
        ("green", None, False),
    ],
)
def test_ahead(official, gap, ahead):
    assert is_well_ahead(official, Decimal(gap) if gap else None) == ahead
