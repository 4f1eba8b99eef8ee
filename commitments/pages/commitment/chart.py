"""Planned against actual as one drawing in two sizes; Decimal until the last step to the page."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...rules.pace import months_until
from ...rules.quantity import format_quantity
from .curve import Curve

NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
LABEL_HEIGHT = 17


@dataclass(frozen=True)
class ChartFrame:
    """One size: the picture and the plot inside it, in px."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    short: bool


CHART_WIDE = ChartFrame(880, 278, 64, 716, 14, 246, False)
CHART_PHONE = ChartFrame(358, 268, 46, 280, 14, 236, True)
# As many characters of a figure fit beside its year at the phone's edge.
BESIDE_YEAR = 5


class Chart:
    """The drawing with its words; `wide` and `phone` hold the geometry."""

    def __init__(self, curve: Curve):
        self.curve = curve
        self.wide, self.phone = Plot(curve, CHART_WIDE), Plot(curve, CHART_PHONE)
        self.shortfall = max(curve.expected - curve.actual[-1][1], Decimal(0))

    @property
    def rows(self) -> list:
        """(day, planned, actual) for the table behind the picture."""
        actual, plan = dict(self.curve.actual), dict(self.curve.plan)
        return [(day, plan.get(day), actual.get(day)) for day in sorted(plan.keys() | actual.keys())]


class Plot:
    """The geometry of a curve in a frame: every coordinate as text with one decimal."""

    def __init__(self, curve: Curve, frame: ChartFrame):
        self.curve, self.frame = curve, frame
        self.begin = months_until(curve.starts) - Decimal(1) / 31
        self.end = months_until(curve.ends)

    @cached_property
    def step(self) -> Decimal:
        """The distance of grid lines: a round number giving four to six of them."""
        span = self.highest - self.lowest or Decimal(1)
        size = Decimal(10) ** (span / 5).adjusted()
        return next(size * nice for nice in NICE if size * nice * 6 >= span)

    @cached_property
    def highest(self) -> Decimal:
        c = self.curve
        extras = [v for v in (c.target, c.projection, c.forecast, c.last_year) if v is not None]
        own = max(c.target, *[value for _day, value in c.actual])
        # A figure far above the rest would flatten the drawing: it is named at the edge instead.
        return max([own, *[v for v in extras if v <= own * 2]]) * Decimal("1.04")

    @cached_property
    def lowest(self) -> Decimal:
        return min(Decimal(self.curve.start_value), Decimal(0)) if self.curve.start_value <= 0 else self.floor

    @property
    def floor(self) -> Decimal:
        """A level's axis begins below its baseline."""
        return Decimal(self.curve.start_value) * Decimal("0.9")

    def x(self, day) -> str:
        share = (months_until(day) - self.begin) / (self.end - self.begin)
        return f"{self.frame.left + float(share) * (self.frame.right - self.frame.left):.1f}"

    def height_of(self, value) -> float:
        share = (Decimal(value) - self.lowest) / (self.highest - self.lowest)
        share = min(max(share, Decimal(0)), Decimal(1))
        return self.frame.bottom - float(share) * (self.frame.bottom - self.frame.top)

    def y(self, value) -> str:
        return f"{self.height_of(value):.1f}"

    def label(self, value) -> str:
        """Return an axis or point label; on the phone whole 万 are written as such."""
        if self.frame.short and value >= 10_000 and value % 1000 == 0:
            return f"{format_quantity(Decimal(value) / 10_000)}万"
        return format_quantity(Decimal(value))

    def path(self, points) -> str:
        return " ".join(f"{self.x(day)},{self.y(value)}" for day, value in points)

    @property
    def origin(self) -> tuple:
        return f"{self.frame.left:.1f}", self.y(self.curve.start_value)

    @property
    def grid(self) -> list:
        """(y, text y, label) of each grid line."""
        first = (self.lowest / self.step).to_integral_value(rounding="ROUND_CEILING") * self.step
        count = int((self.highest - first) / self.step) + 1
        return [
            (self.y(v), f"{self.height_of(v) + 4.5:.1f}", self.label(v))
            for v in (first + self.step * n for n in range(count))
        ]

    @property
    def ticks(self) -> list:
        """(x, month) of each quarter's end."""
        days = [self.curve.starts.replace(month=m, day=d) for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))]
        return [(self.x(day), day.month) for day in days]

    @property
    def plan(self) -> str:
        return f"{self.origin[0]},{self.origin[1]} {self.path(self.curve.plan)}"

    @property
    def former(self) -> str:
        return f"{self.origin[0]},{self.origin[1]} {self.path(self.curve.former)}" if self.curve.former else ""

    @property
    def actual(self) -> str:
        return f"{self.origin[0]},{self.origin[1]} {self.path(self.curve.actual)}"

    @property
    def points(self) -> list:
        """(x, y, label x, label y, label) of each reported figure, the label clear of the planned line."""
        return [
            (self.x(d), self.y(v), f"{float(self.x(d)) + 9:.1f}", f"{self.height_of(v) + 16:.1f}", self.label(v))
            for d, v in self.curve.actual
        ]

    @property
    def last(self) -> dict:
        """The newest figure, what was expected of it, and the bracket between them."""
        day, value = self.curve.actual[-1]
        x, low, high = float(self.x(day)), self.height_of(value), self.height_of(self.curve.expected)
        wide_enough = low - high > 14
        return {
            "x": self.x(day), "y": self.y(value), "bracket": wide_enough,
            "path": f"M{x:.1f} {high + 5:.1f}V{low - 7:.1f}M{x - 4:.1f} {high + 5:.1f}h8M{x - 4:.1f} {low - 7:.1f}h8",
            "label_x": f"{x + 11:.1f}", "label_y": f"{(low + high) / 2:.1f}",
            "expected_x": f"{x - 8:.1f}", "expected_y": f"{high - 8:.1f}", "expected": self.label(self.curve.expected),
        }  # fmt: skip

    @property
    def band(self) -> str:
        """The warning band: the trajectory lowered by the yellow and by the red threshold."""
        c = self.curve
        span = c.target - c.start_value
        points = [(c.starts, c.start_value), *c.plan]

        def lowered(by):
            return [(day, max(value + span * by / 100, Decimal(c.start_value))) for day, value in points]

        upper, lower = lowered(c.yellow)[1:], lowered(c.red)[1:]
        edge = f"{self.origin[0]},{self.origin[1]}"
        return f"{edge} {self.path(upper)} {self.path(reversed(lower))} {edge}"

    @property
    def ends(self) -> list:
        """(kind, y, value, label y, label) of what is named at the right edge, spread so that none overlap."""
        c = self.curve
        named = [
            ("target", c.target),
            ("forecast", c.forecast),
            ("projection", c.projection),
            ("last_year", c.last_year),
        ]
        marks = sorted(((self.height_of(v), kind, v) for kind, v in named if v is not None), key=lambda mark: mark[0])
        placed, floor = [], 0.0
        for at, kind, value in marks:
            floor = max(at + 4.5, floor + LABEL_HEIGHT)
            placed.append((kind, f"{at:.1f}", value, f"{floor:.1f}", self.label(value)))
        return placed

    @property
    def names_year(self) -> bool:
        """Whether the year fits beside last year's figure at the right edge."""
        figure = self.curve.last_year
        return not self.frame.short or figure is None or len(self.label(figure)) <= BESIDE_YEAR
