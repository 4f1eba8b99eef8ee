"""The trajectory as it is drawn up: shares as typed, its days, what it must keep to, how small counts step."""

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .pace import HANDFUL, Pace, expected_share
from .shares import CENT, HUNDRED, NOTHING
from .target import Measure, told_figure
from .text import plain_width
from .workdays import ONE_DAY

MOST_POINTS = 12
LONGEST_SHARE_TEXT = 12
SHARE_TEXT = re.compile(r"(?P<sign>[-−]?)(?P<number>\d+(?:\.\d+)?)\s*%?", re.ASCII)
Trajectory = tuple[tuple[date, Decimal], ...]


class ShareError(ValueError):
    """The text is no planned share; `code` says why: empty, not_a_share, bounds or places."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def read_planned_share(text: str) -> Decimal:
    """Return a share in percent as people type it: 35, 35%, ３３．３３; raise ShareError otherwise."""
    text = plain_width(text)
    if not text:
        raise ShareError("empty")
    found = SHARE_TEXT.fullmatch(text) if len(text) <= LONGEST_SHARE_TEXT else None
    if not found:
        raise ShareError("not_a_share")
    share = Decimal(found["number"])
    if share > HUNDRED or (found["sign"] and share):
        raise ShareError("bounds")
    if share != share.quantize(CENT):
        raise ShareError("places")
    return share.quantize(CENT)


def trajectory_days(starts: date, due: date, *, monthly: bool) -> list[date]:
    """Return the days a trajectory is planned for: the ends of quarters or months before the due day, and that day."""
    year, step = starts.year, 1 if monthly else 3
    ends = [date(year, month, calendar.monthrange(year, month)[1]) for month in range(step, 13, step)]
    return [*(day for day in ends if starts <= day < due), due]


def trajectory_errors(points: Trajectory, starts: date, due: date) -> dict[str, str]:
    """Return what is wrong with it, by field: `points` as a whole or `share_0`, `share_1` …; empty when sound."""
    days = [day for day, _share in points]
    if not 1 <= len(points) <= MOST_POINTS:
        return {"points": "number"}
    if days != sorted(set(days)) or days[0] < starts or days[-1] > due:
        return {"points": "days"}
    shares = [share for _day, share in points]
    found = {f"share_{n}": code for n, share in enumerate(shares) if (code := share_error(share))}
    if not found:
        found |= {f"share_{n}": "falls" for n in range(1, len(shares)) if shares[n] < shares[n - 1]}
    last = f"share_{len(shares) - 1}"
    return found if last in found or shares[-1] == HUNDRED else found | {last: "not_whole"}


def share_error(share: Decimal) -> str:
    """Return why a figure is no share of a trajectory, or ""."""
    if not share.is_finite() or not 0 <= share <= HUNDRED:
        return "bounds"
    return "" if share == share.quantize(CENT) else "places"


def shares_on_days(pace: Pace, days: list[date]) -> list[Decimal]:
    """Return the shares of a trajectory, or of a straight one without points, on other days."""
    return [expected_share(pace, day) for day in days]


def value_at_share(measure: Measure, share: Decimal) -> Decimal:
    """Return what has to be there at a share of the way, in the indicator's unit; of whole things the next whole one.

    A third is planned as 33.33 %: shares end at 0.01, so half of that may be missing.
    """
    start = measure.starts_at or NOTHING
    way = measure.value - start
    if not measure.is_counted:
        return told_figure(measure, start + way * share / HUNDRED)
    return told_figure(measure, start + way * max(NOTHING, share - CENT / 2) / HUNDRED, most=True)


def unit_steps(pace: Pace, units: int) -> list[tuple[date, int]]:
    """Return (day, whole units owed from that day on) for each rise of the expected count of a few units."""
    found, owed, day = [], 0, pace.starts
    stops = {at for at, _share in pace.points} | {pace.due}
    while day <= pace.due:
        if units > HANDFUL or day in stops:
            count = int((expected_share(pace, day, units) * units / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
            if count > owed:
                found.append((day, count))
                owed = count
        day += ONE_DAY
    return found
