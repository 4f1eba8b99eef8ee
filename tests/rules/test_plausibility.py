"""What is asked about a figure: cases written by hand, each with its arithmetic."""

from decimal import Decimal

import pytest

from commitments.rules.plausibility import figure_flags


def codes(now, before=None, promised=None, basis="flow", earlier=None):
    values = [Decimal(value) if value is not None else None for value in (now, before, earlier)]
    promised = Decimal(promised) if promised is not None else None
    return [(flag.code, flag.figures.get("times")) for flag in figure_flags(*values, basis, promised)]


@pytest.mark.parametrize(
    ("now", "promised", "basis", "times"),
    [
        ("120000", "10000", "flow", "12.0"),  # 12,000 typed as 12万: 120,000 ÷ 10,000
        ("50000", "10000", "flow", "5.0"),  # at the boundary: 5 × 10,000
        ("49999", "10000", "flow", None),
        ("28000", "10000", "flow", None),  # passed nearly threefold: it happens
        ("2690000", "269", "flow", "10000.0"),  # 269亿元 typed in 万元
        ("600", "60", "level", "10.0"),
        ("55", "5.5", "rate", "10.0"),  # the point forgotten: 49.5 points off
        ("5", "0.5", "rate", None),  # ten times, but only 4.5 points off
        ("20", "2", "rate", "10.0"),  # 18 points off
        ("11", "1.5", "rate", None),  # 9.5 points off
        ("0.2", "5", "rate", None),  # far below is no slip
        ("1", "10000", "flow", None),
        ("0", "10000", "flow", None),
        ("-8", "-2", "rate", None),  # a target below zero has no multiples
        ("5", "0", "flow", None),
        ("120000", None, "flow", None),
    ],
)
def test_a_first_figure_is_held_against_the_promise(now, promised, basis, times):
    assert codes(now, promised=promised, basis=basis) == ([("far_above", Decimal(times))] if times else [])


def test_after_nothing_at_all_a_figure_still_is_the_first():
    assert codes("120000", before="0", promised="10000") == [("far_above", Decimal("12.0"))]


def test_with_a_figure_before_it_the_course_is_asked_about_instead():
    assert codes("120000", before="3500", promised="10000") == [("tenfold", None)]
    assert codes("60000", before="55000", promised="10000") == []
    assert codes("3000", before="3500", promised="10000") == [("fell", None)]
