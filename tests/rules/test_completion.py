"""The average completion: bounded shares, the same targets on both sides, each indicator once."""

from dataclasses import replace

import pytest

from commitments.choices import Kind, Lamp, Reason
from commitments.rules.completion import completion_of, target_shares
from commitments.rules.facts import CommitmentVerdict, ComponentVerdict
from tests.rules.cases import Q2, Q3, D, measure, verdict

FLOW, LEVEL = measure("flow", ">=", 100), measure("level", ">=", 60, baseline=51, unit="家")
GREEN = CommitmentVerdict(Lamp.GREEN, Reason.ON_PACE)


def component(label, attained, expected, **more):
    return ComponentVerdict(label, Lamp.GREEN, Reason.ON_PACE, D(attained), D(expected), cutoff=Q3, **more)


def mean(*components, kind=Kind.FLOW, found=GREEN):
    """Return (attained, expected, count) of one commitment with these components."""
    each = completion_of(target_shares([("x", kind, found, components)]))
    return str(each.attained), str(each.expected), each.count


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ((("150", "50"), ("50", "50")), ("75.00", "50.00", 2)),  # at most a hundred
        ((("-567", "50"), ("50", "50")), ("25.00", "50.00", 2)),  # a level reported as 0 counts as nothing, not less
        ((("100", "100"), ("99.99", "100")), ("99.99", "100.00", 2)),  # 99.995 is not the whole
        ((("0.00", "0"), ("0.01", "0.01")), ("0.01", "0.01", 2)),  # 0.005 is not nothing
        ((), ("0", "0", 0)),
    ],
)
def test_the_mean_is_that_of_bounded_shares(shares, found):
    assert mean(*(component(str(n), *pair) for n, pair in enumerate(shares))) == found


def test_a_level_reported_as_nothing_moves_the_mean_by_its_own_part_alone():
    fallen = verdict(LEVEL, "0", Q2, kind=Kind.STOCK).components[0]
    assert (str(fallen.attained), fallen.ratio) == ("-566.67", None)
    assert mean(fallen, component("b", "80", "50"), kind=Kind.STOCK) == ("40.00", "47.22", 2)


def test_an_indicator_counts_once_and_by_its_first_promise():
    assert mean(component("a", "40", "50"), component("a", "90", "60"), component("b", "60", "50")) == (
        "50.00", "50.00", 2,
    )  # fmt: skip


def test_rates_limits_and_milestones_stay_out_on_both_sides():
    rate = component("r", "4", "100", short_by=D("4.8"))
    limit = replace(component("l", "0", "0", over_by=D(0)), attained=None, expected=None)
    assert mean(rate, limit, component("a", "40", "50")) == ("40.00", "50.00", 1)
    assert mean(component("a", "40", "50"), kind=Kind.MILESTONE) == ("0", "0", 0)


@pytest.mark.parametrize(
    ("reason", "count"),
    [(Reason.NOT_REPORTED, 0), (Reason.RETURNED, 0), (Reason.NOTHING_DUE, 0), (Reason.BEHIND, 1)],
)
def test_what_is_not_reported_is_not_counted(reason, count):
    assert mean(component("a", "40", "50"), found=CommitmentVerdict(Lamp.GREY, reason))[2] == count


def test_a_share_keeps_what_it_is_of():
    (share,) = target_shares([("x", Kind.FLOW, GREEN, (component("a", "140", "50"),))])
    assert (share.item, share.indicator, share.cutoff) == ("x", "a", Q3)
    assert (str(share.attained), str(share.counted), str(share.expected)) == ("140", "100", "50")
