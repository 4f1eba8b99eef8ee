"""The classes of the year's end, counted: provisional apart from final, and the sums that must add up."""

from dataclasses import dataclass

from ...choices import YearEnd
from ...workflow.prospects import AtYearEnd


@dataclass(frozen=True)
class Line:
    """One class with how many commitments are in it."""

    code: str
    label: str
    final: int
    provisional: int

    @property
    def all(self) -> int:
        return self.final + self.provisional


class Closing:
    """The commitments of a plan by their class at the year's end."""

    def __init__(self, classed: list[AtYearEnd]):
        self.classed = classed

    @property
    def lines(self) -> list[Line]:
        return [Line(c.value, c.label, len(self.rows(c, "final")), len(self.rows(c, "provisional"))) for c in YearEnd]

    @property
    def total(self) -> Line:
        return Line("", "", len(self.rows("", "final")), len(self.rows("", "provisional")))

    def rows(self, code: str, data: str) -> list[AtYearEnd]:
        """Return the commitments of a class, on final or provisional data; an unknown word leaves nothing out."""
        return [
            row for row in self.classed
            if (code not in YearEnd.values or row.code == code)
            and (data not in ("final", "provisional") or row.provisional == (data == "provisional"))
        ]  # fmt: skip
