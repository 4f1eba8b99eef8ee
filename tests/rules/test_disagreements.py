"""Which of three lamps differ: a table by hand."""

from types import SimpleNamespace

import pytest

from commitments.choices import Reason
from commitments.rules.disagreements import DISAGREEMENTS, disagreements_of

CASES = [
    # computed, the department's, the office's → which differ
    ("green", "green", "", ()),
    ("green", "", "", ()),
    ("red", "green", "", ("department",)),
    ("green", "green", "red", ("office", "both")),
    ("red", "green", "red", ("department", "both")),
    ("red", "green", "green", ("department", "office")),
    ("red", "green", "yellow", ("department", "office", "both")),
    ("red", "", "yellow", ("office",)),
    ("green", "green", "green", ()),
    # A pending lamp is compared with none, the two set ones still are.
    ("grey", "green", "", ()),
    ("grey", "green", "red", ("both",)),
    ("grey", "", "red", ()),
]


def lamps(computed, own, office, reason=Reason.BEHIND):
    return SimpleNamespace(lamp=computed, self_lamp=own, office_lamp=office, reason=reason)


@pytest.mark.parametrize(("computed", "own", "office", "found"), CASES)
def test_lamps_are_compared_in_pairs(computed, own, office, found):
    assert disagreements_of(lamps(computed, own, office)) == found


@pytest.mark.parametrize("reason", [Reason.NOT_REPORTED, Reason.RETURNED, Reason.NOTHING_DUE])
def test_nothing_is_compared_while_the_lamp_is_withheld(reason):
    assert disagreements_of(lamps("grey", "green", "red", reason)) == ()
    assert disagreements_of(lamps("grey", "green", "red")) == (DISAGREEMENTS[-1],)
