"""Trajectories drawn: a tiny line for the list, and the chart whose points are dragged; coordinates are text."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...rules.pace import months_until
from ...rules.quantity import format_quantity

GRID_SHARES = (0, 25, 50, 75, 100)
LOW = 12
CROWDED = 6


@dataclass(frozen=True)
class DrawingFrame:
    """A picture and the plot inside it, in px; the phone has its own, so that text stays legible."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def across(self, place: Decimal) -> str:
        return f"{self.left + float(place) * (self.right - self.left):.1f}"

    def down(self, share: Decimal) -> str:
        return f"{self.bottom - float(share) / 100 * (self.bottom - self.top):.1f}"


DRAWING_WIDE = DrawingFrame("wide", 880, 300, 52, 790, 26, 262)
DRAWING_PHONE = DrawingFrame("ph", 358, 280, 44, 330, 26, 242)
TINY = DrawingFrame("tiny", 112, 26, 2, 110, 3, 23)


@dataclass(frozen=True)
class Year:
    """The year a trajectory runs through, on the month axis."""

    starts: date
    ends: date

    def place(self, day: date) -> Decimal:
        begin = months_until(self.starts) - Decimal(1) / 31
        return (months_until(day) - begin) / (months_until(self.ends) - begin)

    def line(self, frame: DrawingFrame, points) -> str:
        """Return the line of a trajectory from nothing on; a straight one is given its due day at 100 %."""
        placed = [f"{frame.across(self.place(day))},{frame.down(share)}" for day, share in points]
        return " ".join([f"{frame.left}.0,{frame.bottom}.0", *placed])


def sparkline(year: Year, points) -> str:
    return year.line(TINY, points)


class Drawing:
    """One chart: the trajectory as typed, the one that counts, today, and what is attained so far (day, share)."""

    def __init__(self, year: Year, frame: DrawingFrame, points, former, today: date, attained):
        self.year, self.frame, self.points, self.former = year, frame, points, former
        self.now, self.so_far = today, attained

    @property
    def line(self) -> str:
        return self.year.line(self.frame, self.points)

    @property
    def before(self) -> str:
        return self.year.line(self.frame, self.former) if self.former else ""

    @property
    def grid(self) -> list[tuple]:
        """(y, text y, share) of the lines across."""
        return [(self.frame.down(Decimal(row)), f"{float(self.frame.down(row)) + 4.5:.1f}", row) for row in GRID_SHARES]

    @property
    def ticks(self) -> list[tuple]:
        """(x, month) of each quarter's end."""
        ends = [self.year.starts.replace(month=m, day=d) for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))]
        return [(self.across(day), day.month) for day in ends]

    @property
    def handles(self) -> list[dict]:
        """What is dragged: one for each point, the last one fixed at 100 %."""
        last = len(self.points) - 1
        return [
            {
                "n": n, "day": day, "x": self.across(day), "y": self.frame.down(share),
                "label_y": f"{float(self.frame.down(share)) - 11:.1f}", "share": f"{format_quantity(share)}%",
                "fixed": n == last,
            }
            for n, (day, share) in enumerate(self.points)
        ]  # fmt: skip

    @property
    def is_crowded(self) -> bool:
        """Whether a phone has no room for the share at every point."""
        return len(self.points) > CROWDED

    @property
    def today(self) -> str:
        """Where today stands, "" outside the year."""
        return self.across(self.now) if self.year.starts <= self.now <= self.year.ends else ""

    @property
    def attained(self) -> dict:
        """The newest figure's place, {} without one; what lies above the target is drawn at its edge."""
        if not self.so_far:
            return {}
        day, share = self.so_far
        y = self.frame.down(min(max(share, Decimal(0)), Decimal(100)))
        # Near the axis the words stand above, else they would cover its own.
        return {"x": self.across(day), "y": y, "share": share, "drop": 18 if share > LOW else -14}

    def across(self, day: date) -> str:
        return self.frame.across(self.year.place(day))
