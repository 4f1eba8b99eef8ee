"""Short words for the tables of cases: one target, one cut-off, one verdict."""

import datetime
from decimal import Decimal

from commitments.choices import Kind
from commitments.rules.facts import CommitmentFacts, TargetFacts
from commitments.rules.lamp import judge
from commitments.rules.pace import Pace
from commitments.rules.target import Measure, Reading

D = Decimal
STARTS, DUE = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
Q1, Q2, Q3 = datetime.date(2024, 3, 31), datetime.date(2024, 6, 30), datetime.date(2024, 9, 30)
QUARTERS = (Q1, Q2, Q3, DUE)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2024-{text}")


def shares(*percent):
    """Return planned shares at the quarter ends as points."""
    return tuple(zip(QUARTERS, map(D, percent), strict=True))


def measure(basis, comparator, value, unit="亿元", **more) -> Measure:
    more = {name: D(each) if name in ("baseline", "upper", "tolerance") else each for name, each in more.items()}
    return Measure(basis, comparator, D(value), unit=unit, **more)


def target(of: Measure, value, cutoff=Q3, points=(), final=True, due=DUE, exactness="exact", state="given", **more):
    """Return a target of which `value` was reported up to `cutoff`; None: nothing was reported."""
    value = None if value is None else D(value)
    reading = Reading(value, exactness, final, cutoff, state)
    return TargetFacts(of, reading, Pace(STARTS, due, points), **more)


def facts(*targets, cutoff=Q3, due=DUE, kind=Kind.FLOW, **more) -> CommitmentFacts:
    more = {"period_end": cutoff} | more
    return CommitmentFacts(kind=kind, on=cutoff, starts=STARTS, due=due, cutoff=cutoff, targets=targets, **more)


def verdict(of: Measure, value, cutoff=Q3, points=(), due=DUE, kind=Kind.FLOW, **more):
    """Return the verdict of one target."""
    return judge(
        facts(target(of, value, cutoff, points, due=due, kind=kind, **more), cutoff=cutoff, due=due, kind=kind)
    )
