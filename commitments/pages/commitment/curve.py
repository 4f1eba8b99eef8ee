"""What a commitment's chart shows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Curve:
    """What the chart shows, in the indicator's unit; `actual`, `plan` and `former` (first path) are (day, value)."""

    starts: date
    ends: date
    start_value: Decimal
    plan: list
    actual: list
    target: Decimal
    projection: Decimal | None
    forecast: Decimal | None
    last_year: Decimal | None
    unit: str
    name: str
    lamp: str
    expected: Decimal
    yellow: Decimal
    red: Decimal
    former: list = field(default_factory=list)
