"""What is asked about a figure: cases written by hand, each with its arithmetic."""

from decimal import Decimal

import pytest

from commitments.rules.plausibility import PlausibilityFlag, figure_flags, lamp_flags, text_flags


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
    assert codes("70000", before="55000", promised="10000") == []
    assert codes("3000", before="3500", promised="10000") == [("fell", None)]


@pytest.mark.parametrize(
    ("now", "before", "earlier", "flagged"),
    [
        ("5600", "5460", "2980", True),  # 140 more after 2,480; as an increment 5,600 is nearer to them
        ("3100", "2980", None, True),  # 120 more after a first quarter of 2,980
        ("7900", "5460", "2980", False),  # 2,440 more: as last time
        ("5956", "5460", "2980", False),  # 496 more: at the boundary, a fifth of 2,480
        ("5955", "5460", "2980", True),
        ("9900", "9800", "7000", False),  # 100 more after 2,800, but 9,900 is no increment of such a course
        ("5460", "5460", "2980", False),  # nothing gained: nothing typed anew
    ],
)
def test_an_increment_typed_as_the_cumulative_figure_is_asked_about(now, before, earlier, flagged):
    found = codes(now, before, promised="10000", earlier=earlier)
    assert found == ([("increment", None)] if flagged else [])


def test_only_a_flow_has_increments():
    assert codes("5600", "5460", earlier="2980", basis="level") == []
    assert codes("5600", "5460", earlier="2980", basis="flow") == [("increment", None)]


def flag(code, **figures) -> PlausibilityFlag:
    return PlausibilityFlag(code, {name: Decimal(value) for name, value in figures.items()})


@pytest.mark.parametrize(
    ("now", "before", "earlier", "found"),
    [
        ("99", "100", None, flag("fell", by=1)),
        ("10", "1", None, flag("tenfold", by=9, before=1)),
        ("9.9", "1", None, None),
        ("31", "10", "5", flag("jump", by=21, before=10, times="2.1")),
        ("3.1", "1", "0.5", flag("jump", by="2.1", before=1, times="2.1")),
        ("30", "10", "5", None),  # exactly twice what came before
        ("31", "10", None, None),  # after a first figure nothing is a jump
        ("5", "0", "0", None),
        ("3100", "2980", None, flag("increment", by=120, before=2980, now=3100, sum=6080)),
        ("5600", "5460", "2980", flag("increment", by=140, before=2480, now=5600, sum=11060)),
        ("1", "0.9", None, flag("increment", by="0.1", before="0.9", now=1, sum="1.9")),
        (
            "3000",
            "2990",
            "1990",
            flag("increment", by=10, before=1000, now=3000, sum=5990),
        ),  # three times the last gain
        ("6", "5", None, None),  # exactly a fifth of it
    ],
)
def test_a_flag_bears_every_figure_of_its_words(now, before, earlier, found):
    flags = list(figure_flags(Decimal(now), Decimal(before), earlier and Decimal(earlier)))
    assert flags == ([found] if found else [])


def test_a_rate_may_fall_and_what_lacks_a_figure_is_not_asked_about():
    assert codes("4", "5", basis="rate") == []
    assert codes("4", "5", basis="level") == [("fell", None)]
    assert codes(None, "5") == codes("5") == codes(None) == []


def test_a_target_far_below_names_the_promise():
    found = list(figure_flags(Decimal(50), None, None, promised=Decimal(1)))
    assert found == [flag("far_above", times="50.0", promised=1)]
    assert codes("12.5", promised="2.5", basis="rate") == [("far_above", Decimal("5.0"))]
    assert codes("5", promised="0.5") == [("far_above", Decimal("10.0"))]


@pytest.mark.parametrize(
    ("own", "computed", "asked"),
    [
        ("green", "red", True),
        ("done", "red", True),
        ("yellow", "red", False),
        ("green", "yellow", False),
        ("", "red", False),
    ],
)
def test_fine_is_asked_about_where_red_is_computed(own, computed, asked):
    found = PlausibilityFlag("far", {"own": own, "computed": computed})
    assert list(lamp_flags(own, computed)) == ([found] if asked else [])


@pytest.mark.parametrize(
    ("now", "before", "copied"),
    [
        ("按计划 推进。\n", "按计划推进。", True),
        ("已 开工。", "已 开工。", True),
        ("已开工。", "未开工。", False),
        ("", "", False),
        (" \n", "", False),
        ("已开工。", "", False),
    ],
)
def test_last_period_s_text_is_noticed_whatever_its_spaces(now, before, copied):
    assert list(text_flags(now, before)) == ([PlausibilityFlag("copied")] if copied else [])
