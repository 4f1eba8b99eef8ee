"""What must hold for any figures: shares grow with the actual, and less never looks better; on plan is never late."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import Kind, Lamp, Role, UpdateState
from commitments.rules.facts import CommitmentFacts, TargetFacts
from commitments.rules.lamp import judge
from commitments.rules.pace import Pace, expected_share
from commitments.rules.target import Measure, Reading, attained_share
from commitments.rules.update_moves import UPDATE_MOVES, open_update_moves

STARTS, DUE = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
DAYS = [STARTS + datetime.timedelta(days=n) for n in range(366)]
ENDS = [datetime.date(2024, 3, 31), datetime.date(2024, 6, 30), datetime.date(2024, 9, 30), DUE]
FIGURES = st.decimals(min_value=1, max_value=100_000, places=2)
BEST_FIRST = (Lamp.DONE, Lamp.GREEN, Lamp.YELLOW, Lamp.RED)


def lamp(measure, value, on, points=()):
    reading = Reading(value, final=True, cutoff=on)
    facts = TargetFacts(measure, reading, Pace(STARTS, DUE, points))
    return judge(CommitmentFacts(Kind.FLOW, on, STARTS, DUE, cutoff=on, period_end=on, targets=(facts,))).lamp


@given(FIGURES, FIGURES, FIGURES)
def test_the_share_grows_with_the_actual_of_a_rising_target(target, one, other):
    measure, low, high = Measure("flow", ">=", target, unit="亿元"), *sorted((one, other))
    assert attained_share(measure, low) <= attained_share(measure, high)


@given(FIGURES, FIGURES, FIGURES)
def test_the_share_falls_with_the_actual_of_a_falling_target(target, one, other):
    measure, low, high = Measure("level", "<=", target, unit="吨"), *sorted((one, other))
    assert attained_share(measure, low) >= attained_share(measure, high)


@given(FIGURES, FIGURES, FIGURES, st.sampled_from(DAYS))
def test_a_lower_actual_never_improves_the_lamp(target, one, other, on):
    measure, low, high = Measure("flow", ">=", target, unit="亿元"), *sorted((one, other))
    assert BEST_FIRST.index(lamp(measure, low, on)) >= BEST_FIRST.index(lamp(measure, high, on))


@pytest.mark.parametrize("shares", [(), (10, 35, 70, 100), (0, 0, 50, 100)])
@pytest.mark.parametrize(("target", "unit"), [("10000", "根"), ("380", "亿元"), ("7", "个"), ("3", "座"), ("2", "条")])
def test_a_department_exactly_on_plan_is_never_late_on_any_day(shares, target, unit):
    measure = Measure("flow", ">=", Decimal(target), unit=unit)
    points = tuple(zip(ENDS, map(Decimal, shares), strict=True)) if shares else ()
    units = int(target) if unit not in ("亿元",) else None
    for on in DAYS:
        planned = expected_share(Pace(STARTS, DUE, points), on, units)
        actual = Decimal(target) * planned / 100
        value = actual.quantize(Decimal("0.0001")) if on < DUE else Decimal(target)
        assert lamp(measure, value, on, points) in (Lamp.GREEN, Lamp.DONE), on


@given(st.sampled_from(list(UpdateState)), st.sampled_from(list(Role)), st.booleans(), st.booleans())
def test_nobody_signs_or_approves_what_they_wrote(state, role, own, approver):
    open_to_author = open_update_moves(state, role, own_department=own, is_author=True, has_approver=approver)
    assert not open_to_author & {"sign", "approve"}


@given(st.sampled_from(list(Role)), st.booleans(), st.booleans(), st.booleans())
def test_what_is_approved_or_returned_is_only_corrected(role, own, author, approver):
    facts = {"own_department": own, "is_author": author, "has_approver": approver}
    assert open_update_moves(UpdateState.RETURNED, role, **facts) == frozenset()
    assert open_update_moves(UpdateState.APPROVED, role, **facts) <= {"correct"}


def test_no_way_to_approved_skips_the_office():
    assert {start for (start, _move), end in UPDATE_MOVES.items() if end == UpdateState.APPROVED} == {
        UpdateState.SUBMITTED
    }
