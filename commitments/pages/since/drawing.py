"""The chart of a promise over the years: a bar for each result, a line across what may be compared, dashes at breaks.

Each unit has a scale of its own, so a bar is never as high as one of another unit by chance of its figures alone.
"""

from dataclasses import dataclass

from .query import PromiseYear, Relation

SLOT, BAR, LEFT, TOP, BASE, BOTTOM = 132, 44, 12, 62, 196, 244


@dataclass(frozen=True)
class DrawnYear:
    """A year's slot: the middle of its bar, heights in pixels from above, None for what there is not."""

    row: PromiseYear
    x: int
    bar: float | None
    target: float | None

    @property
    def left(self) -> int:
        return self.x - BAR // 2

    @property
    def height(self) -> float:
        return BASE - self.bar

    @property
    def label_y(self) -> float:
        """Return where the result is written: above its bar, or in it where the target's words stand just above."""
        return self.bar + 17 if self.target is not None and 0 <= self.bar - self.target < 24 else self.bar - 6

    @property
    def target_y(self) -> float:
        """Return where the target is written: above its line, or below it where the result's words stand there."""
        return self.target + 16 if self.bar is not None and 0 < self.target - self.bar < 24 else self.target - 6

    @property
    def target_left(self) -> int:
        return self.x - BAR

    @property
    def target_right(self) -> int:
        return self.x + BAR


@dataclass(frozen=True)
class DrawnLink:
    """What stands between two years: a line from result to result, of a break dashed and cut with its kind and reason.

    Years without a result are not joined: a target is none.
    """

    x1: int
    y1: float | None
    x2: int
    y2: float | None
    relation: Relation

    @property
    def is_break(self) -> bool:
        return self.relation.is_break

    @property
    def is_joined(self) -> bool:
        return self.y1 is not None and self.y2 is not None

    @property
    def middle(self) -> int:
        return (self.x1 + self.x2) // 2


class YearsDrawn:
    """The chart's years and links; `years` is [] where there is nothing to draw: one year, or no figure at all."""

    base, bottom, top, bar = BASE, BOTTOM, TOP, BAR

    def __init__(self, rows: list[PromiseYear]):
        measured = [row for row in rows if row.headline]
        self.rows = rows if len(rows) > 1 and measured else []
        self.scales = scales_of(measured)
        self.years = [self.drawn(row, place) for place, row in enumerate(self.rows)]
        self.links = self.lines_between()

    @property
    def width(self) -> int:
        return 2 * LEFT + SLOT * len(self.rows)

    def drawn(self, row: PromiseYear, place: int) -> DrawnYear:
        x, each = LEFT + SLOT * place + SLOT // 2, row.headline
        if each is None:
            return DrawnYear(row, x, None, None)
        scale = self.scales[each.target.indicator.unit]
        bar = height_of(each.result.value, scale) if each.result else None
        return DrawnYear(row, x, bar, height_of(each.target.value, scale))

    def lines_between(self) -> list[DrawnLink]:
        places = {year.row.commitment.pk: year for year in self.years}
        return [
            DrawnLink(places[relation.earlier.pk].x, places[relation.earlier.pk].bar, year.x, year.bar, relation)
            for year in self.years
            for relation in year.row.relations
        ]


def scales_of(rows: list[PromiseYear]) -> dict:
    """Return unit → the largest figure drawn in it, at least what keeps a scale from being none."""
    found = {}
    for row in rows:
        each = row.headline
        figures = [abs(each.target.value), abs(each.result.value) if each.result else 0]
        found[each.target.indicator.unit] = max(found.get(each.target.indicator.unit, 0), *figures)
    return {unit: largest or 1 for unit, largest in found.items()}


def height_of(value, scale) -> float:
    """Return how far from above a figure stands; one below nothing stands on the base line."""
    return round(BASE - (BASE - TOP) * max(0, float(value / scale)), 1)
