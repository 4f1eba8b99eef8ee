"""Targets as reports word them: comparator, value, direction, stretch; and what the office must confirm."""

import csv
from pathlib import Path

import pytest

from commitments.choices import Comparator, Direction
from commitments.rules.reading.targets import means_the_same, proposed_direction, read_target

LINES = Path(__file__).with_name("wordings.csv").read_text("utf-8").splitlines()
CASES = list(csv.DictReader(LINES, delimiter="|"))


def written_out(value) -> str:
    return "" if value is None else f"{value:f}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["wording"])
def test_a_wording_is_read_as_it_is_meant(case):
    read = read_target(case["wording"], case["unit"])
    figures = [written_out(each) for each in (read.value, read.upper, read.stretch_value)]
    assert figures == [case["value"], case["upper"], case["stretch_value"]]
    assert (read.comparator or "", read.direction or "") == (case["comparator"], case["direction"])
    assert (read.exactness, "yes" if read.stretch else "") == (case["exactness"] or "exact", case["stretch"])
    assert ("+".join(read.asks), read.refused or "") == (case["asks"], case["refused"])


@pytest.mark.parametrize(
    ("comparator", "kind", "wording", "noun", "direction"),
    [
        ("<=", "flow", "10起以内", "", Direction.KEEP_WITHIN),
        (">=", "flow", "10个", "", Direction.REACH),
        ("~=", "rate", "5.5%左右", "地区生产总值增速", Direction.REACH),
        ("~=", "rate", "2%左右", "居民消费价格涨幅", Direction.KEEP_WITHIN),
        ("~=", "ceiling", "5.5%左右", "", Direction.KEEP_WITHIN),
    ],
)
def test_a_direction_nobody_gave_is_proposed(comparator, kind, wording, noun, direction):
    assert proposed_direction(comparator, kind, wording, "%", noun) == direction


def test_a_limit_worded_about_is_about_or_at_most_with_a_tolerance():
    read = read_target("控制在5.5%左右", "%")
    assert means_the_same(read, Comparator.ABOUT, None)
    assert means_the_same(read, Comparator.AT_MOST, read.value)
    assert not means_the_same(read, Comparator.AT_MOST, None)
