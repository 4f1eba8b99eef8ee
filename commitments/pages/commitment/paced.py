"""The path a commitment is judged by on a day, and what became of the one it started with."""

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
