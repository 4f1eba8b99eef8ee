"""The path a commitment is judged by on a day, what became of the one it started with, and its values to be drawn."""

from ...rules.pace import HANDFUL, Pace, expected
from ...rules.path import value_at
from ...rules.target import Measure, whole_units
from ...workflow.paths import changes_of, path_on, paths_of


class Paced:
    """A commitment's planned path known on a day: two queries."""

    def __init__(self, commitment, on):
        paths = paths_of([commitment]).get(commitment.pk, [])
        self.paths, self.current = paths, path_on(paths, on)
        self.changes = changes_of(commitment, paths, on)

    def points_on(self, day) -> tuple:
        """The points of the path in force on a day; none of a straight one."""
        path = path_on(self.paths, day)
        return path.points if path else ()

    @property
    def former(self) -> tuple:
        """The points of the path before the first change; none of a straight one."""
        first = self.changes[0].before if self.changes else None
        return first.points if first else ()


def planned_values(measure: Measure, pace: Pace) -> list:
    """Return the planned path as (day, value): its points, or the quarter ends of a straight path.

    A handful of units falls due in steps, so each step is drawn upright.
    """
    days = [day for day, _share in pace.points] or [
        pace.starts.replace(month=month, day=day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
    ]
    units = whole_units(measure)
    if units is None or units > HANDFUL:
        return [(day, value_at(measure, expected(pace, day))) for day in days]
    values = [value_at(measure, expected(pace, day, units)) for day in days]
    before = [measure.starts_at or 0, *values]
    return [(day, value) for day, *pair in zip(days, before, values, strict=False) for value in pair]
