"""The worked examples of published practice, with their arithmetic, and every boundary of the lamp."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import BaselineState, DataState, Kind, Lamp, Reason
from commitments.rules.facts import CommitmentFacts, MilestoneFacts, TargetFacts
from commitments.rules.lamp import judge
from commitments.rules.pace import Pace, elapsed_share, expected_share
from commitments.rules.projections import projection
from commitments.rules.target import Measure, Reading, is_met

D = Decimal
STARTS, DUE = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
Q1, Q2, Q3 = datetime.date(2024, 3, 31), datetime.date(2024, 6, 30), datetime.date(2024, 9, 30)
QUARTERS = (Q1, Q2, Q3, DUE)
BACK_LOADED = tuple(zip(QUARTERS, map(D, (10, 35, 70, 100)), strict=True))


def flow(value, unit="亿元", **more):
    return Measure("flow", ">=", D(value), unit=unit, **more)


def verdict(measure, value, on=Q3, points=(), kind=Kind.FLOW, final=True, state=DataState.GIVEN, **more):
    """Return the verdict of one target of which `value` was reported up to `on`."""
    reading = Reading(None if value is None else D(value), final=final, cutoff=on, state=state)
    facts = TargetFacts(measure, reading, Pace(STARTS, DUE, points), kind=kind, **more)
    return judge(CommitmentFacts(kind=kind, on=on, starts=STARTS, due=DUE, cutoff=on, period_end=on, targets=(facts,)))


@pytest.mark.parametrize(
    ("measure", "value", "on", "points", "attained", "planned", "gap", "lamp"),
    [
        # 35.4 % by the end of March, linear: 3 of 12 months are 25 %
        (flow(1000), "354", Q1, (), "35.40", "25.00", "10.40", Lamp.GREEN),
        # 70.81 % by the end of September: 9 of 12 months are 75 %
        (flow(10000), "7081", Q3, (), "70.81", "75.00", "-4.19", Lamp.GREEN),
        # 6,200 of 10,000 on 10/35/70/100
        (flow(10000, "根"), "6200", Q3, BACK_LOADED, "62.00", "70.00", "-8.00", Lamp.GREEN),
        # exactly ten points behind is a warning, exactly thirty still one, a hundredth more is behind
        (flow(10000), "6500", Q3, (), "65.00", "75.00", "-10.00", Lamp.YELLOW),
        (flow(10000), "6501", Q3, (), "65.01", "75.00", "-9.99", Lamp.GREEN),
        (flow(10000), "4500", Q3, (), "45.00", "75.00", "-30.00", Lamp.YELLOW),
        (flow(10000), "4499", Q3, (), "44.99", "75.00", "-30.01", Lamp.RED),
        # a level: (55 − 51) ÷ (60 − 51) = 44.44 %
        (Measure("level", ">=", D(60), baseline=D(51)), "55", Q2, (), "44.44", "50.00", "-5.56", Lamp.GREEN),
    ],
)
def test_a_paced_target_lights_its_lamp(measure, value, on, points, attained, planned, gap, lamp):
    found = verdict(measure, value, on, points)
    assert (found.attained, found.expected, found.gap, found.lamp) == (D(attained), D(planned), D(gap), lamp)


def test_205_of_500_by_march_is_164_percent_of_plan():
    found = verdict(flow(500), "205", Q1)  # 41 % ÷ 25 %
    assert (found.ratio, found.reason) == (D("164.00"), Reason.AHEAD)


def test_a_ceiling_exceeded_by_a_tenth_point_warns():
    found = verdict(Measure("rate", "<=", D("5.5"), unit="%"), "5.6", kind=Kind.CEILING)
    assert (found.lamp, found.deciding.over_by) == (Lamp.YELLOW, D("0.1"))


@pytest.mark.parametrize(("value", "lamp"), [("5.5", Lamp.GREEN), ("6.05", Lamp.YELLOW), ("6.06", Lamp.RED)])
def test_a_ceiling_allows_a_tenth_of_its_limit_before_red(value, lamp):
    assert verdict(Measure("rate", "<=", D("5.5"), unit="%"), value, kind=Kind.CEILING).lamp == lamp


def test_a_rate_speaks_in_its_own_points_and_its_share_lights_the_lamp():
    found = verdict(Measure("rate", ">=", D(5), unit="%"), "0.2", kind=Kind.RATE)
    # 0.2 ÷ 5 = 4 %, gap −96
    assert (found.deciding.short_by, found.gap, found.ratio, found.lamp) == (D("4.8"), D("-96.00"), None, Lamp.RED)


def test_a_rate_that_is_met_stays_on_track_until_the_year_s_final_data():
    rate = Measure("rate", ">=", D(5), unit="%")
    assert verdict(rate, "6", kind=Kind.RATE).lamp == Lamp.GREEN
    assert verdict(rate, "6", DUE, kind=Kind.RATE, final=False).lamp == Lamp.GREEN
    assert verdict(rate, "6", DUE, kind=Kind.RATE).lamp == Lamp.DONE


def test_a_coverage_is_paced_even_where_its_basis_is_a_rate():
    found = verdict(Measure("rate", ">=", D(100), paced_as_coverage=True, unit="%"), "70", kind=Kind.COVERAGE)
    assert (found.expected, found.gap, found.lamp) == (D("75.00"), D("-5.00"), Lamp.GREEN)


def test_a_falling_level_counts_downwards():
    falling = Measure("level", "<=", D(40), baseline=D(100), unit="吨")
    # (100 − 70) ÷ (100 − 40) = 50 % against 75 %
    found = verdict(falling, "70")
    assert (found.attained, found.gap, found.lamp) == (D("50.00"), D("-25.00"), Lamp.YELLOW)


@pytest.mark.parametrize("more", [{"baseline": D(60)}, {"baseline": D(65)}, {"waived": True}])
def test_a_level_whose_baseline_says_nothing_counts_from_zero(more):
    assert verdict(Measure("level", ">=", D(60), unit="亿元", **more), "54").attained == D("90.00")


def test_a_level_without_baseline_is_pending():
    found = verdict(Measure("level", ">=", D(60), unit="家"), "55", baseline_state=BaselineState.MISSING)
    assert (found.lamp, found.reason) == (Lamp.GREY, Reason.NO_BASELINE)


@pytest.mark.parametrize(
    ("state", "reason"), [(DataState.AWAITED, Reason.NOT_PUBLISHED), (DataState.NOT_COMPARABLE, Reason.NOT_COMPARABLE)]
)
def test_what_cannot_be_judged_is_never_met(state, reason):
    found = verdict(flow(100), None, state=state)
    assert (found.lamp, found.reason) == (Lamp.GREY, reason)


def test_on_the_due_day_what_is_not_met_is_behind():
    assert verdict(flow(100), "99", DUE).reason == Reason.PAST_DUE
    assert verdict(flow(100), "100", DUE).lamp == Lamp.DONE


@pytest.mark.parametrize(
    ("comparator", "target", "actual", "exactness", "met"),
    [
        (">=", "380", "380", "exact", True),
        (">", "500", "500", "exact", False),
        (">", "500", "500", "at_least", True),
        ("<=", "5.5", "5.5", "exact", True),
        ("<", "5.5", "5.5", "exact", False),
        ("=", "5", "5.1", "exact", False),
        ("~=", "100", "95", "exact", True),  # five percent below still counts
        ("~=", "100", "94.9", "exact", False),
    ],
)
def test_words_of_comparison_mean_what_they_say(comparator, target, actual, exactness, met):
    measure = Measure("flow", comparator, D(target), unit="亿元")
    assert is_met(measure, Reading(D(actual), exactness, cutoff=Q3)) == met


def test_about_a_rate_allows_half_a_point():
    rate = Measure("rate", "~=", D("6.5"), unit="%")
    assert is_met(rate, Reading(D("6.0"), cutoff=Q3))
    assert not is_met(rate, Reading(D("5.99"), cutoff=Q3))


def test_a_range_is_met_from_its_lower_value():
    assert is_met(flow(1, "个", upper=D(2)), Reading(D(1), cutoff=Q3))


@pytest.mark.parametrize(
    ("units", "on", "share"),
    [
        (10, Q1, "20.00"),  # 25 % of ten are two whole ones
        (7, Q2, "42.86"),  # 3.5 of seven are three
        (3, Q3, "0.00"),  # at most five step at the due date when nothing is planned
        (3, DUE, "100.00"),
        (11, Q1, "25.00"),
    ],
)
def test_small_counts_owe_whole_units(units, on, share):
    assert expected_share(Pace(STARTS, DUE), on, units) == D(share)


def test_a_handful_steps_at_the_points_their_day_included():
    points = ((Q2, D(50)), (DUE, D(100)))
    assert expected_share(Pace(STARTS, DUE, points), Q2 - datetime.timedelta(days=1), 2) == 0
    assert expected_share(Pace(STARTS, DUE, points), Q2, 2) == 50


def test_time_runs_by_calendar_months_and_within_them_by_days():
    assert elapsed_share(STARTS, DUE, datetime.date(2024, 2, 14)) == D("12.36")  # (1 + 14/29) ÷ 12
    assert elapsed_share(STARTS, DUE, datetime.date(2025, 3, 1)) == 100


def milestones(*rows, cutoff=Q3):
    components = tuple(MilestoneFacts(planned, reached) for planned, reached in rows)
    return judge(
        CommitmentFacts(Kind.MILESTONE, cutoff, STARTS, DUE, cutoff=cutoff, period_end=cutoff, milestones=components)
    )


@pytest.mark.parametrize(("late", "lamp"), [(-1, Lamp.GREEN), (0, Lamp.YELLOW), (30, Lamp.YELLOW), (31, Lamp.RED)])
def test_a_milestone_warns_from_its_day_and_is_behind_after_thirty(late, lamp):
    assert milestones((Q3 - datetime.timedelta(days=late), None)).lamp == lamp


def test_the_worst_component_decides_and_done_needs_all_components():
    assert milestones((Q1, Q1), (Q2, None)).lamp == Lamp.RED
    assert milestones((Q1, Q1), (Q2, Q2)).lamp == Lamp.DONE


def test_done_with_a_pending_component_is_pending():
    done = TargetFacts(flow(100), Reading(D(100), final=True, cutoff=Q3), Pace(STARTS, DUE))
    open_part = TargetFacts(flow(50), None, Pace(STARTS, DUE))
    found = judge(CommitmentFacts(Kind.FLOW, Q3, STARTS, DUE, cutoff=Q3, period_end=Q3, targets=(done, open_part)))
    assert (found.lamp, found.reason) == (Lamp.GREY, Reason.COMPONENTS_PENDING)


@pytest.mark.parametrize(
    ("report", "reason"),
    [("missing", Reason.NOT_REPORTED), ("returned", Reason.RETURNED), ("none_due", Reason.NOTHING_DUE)],
)
def test_nothing_reported_is_pending_whatever_the_figures_say(report, reason):
    facts = TargetFacts(flow(100), Reading(D(100), final=True, cutoff=Q3), Pace(STARTS, DUE))
    found = judge(CommitmentFacts(Kind.FLOW, Q3, STARTS, DUE, cutoff=Q3, targets=(facts,), report=report))
    assert (found.lamp, found.reason) == (Lamp.GREY, reason)


def test_a_qualitative_commitment_takes_the_department_s_lamp():
    found = judge(CommitmentFacts(Kind.QUALITATIVE, Q3, STARTS, DUE, cutoff=Q3, period_end=Q3, self_lamp=Lamp.YELLOW))
    assert (found.lamp, found.reason) == (Lamp.YELLOW, Reason.DEPARTMENT_SAYS)


def test_data_older_than_a_month_before_the_period_s_end_is_stale():
    def stale(cutoff):
        facts = TargetFacts(flow(100), Reading(D(50), cutoff=cutoff), Pace(STARTS, DUE))
        return judge(CommitmentFacts(Kind.FLOW, Q3, STARTS, DUE, cutoff=cutoff, period_end=Q3, targets=(facts,))).stale

    assert not stale(datetime.date(2024, 8, 31))
    assert stale(datetime.date(2024, 8, 30))


def test_the_projection_divides_what_was_done_by_what_was_due():
    assert projection(flow(10000), D(5460), D(70)) == D("7800.00")
    level = Measure("level", ">=", D(60), baseline=D(51), unit="亿元")
    assert projection(level, D(55), D(50)) == D("59.00")
    assert projection(flow(100), D(50), D(0)) is None
