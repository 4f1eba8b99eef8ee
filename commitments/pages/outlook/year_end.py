"""The year-end page: classes by section with final and provisional data apart, and the rows behind each number."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from ...choices import YearEnd
from ...documents.year_end_data import year_end_conclusion, year_end_rows
from ...workflow.judgement.year_end_counts import Chosen, YearEndCounts

# Nothing of these rests on final data: one column tells all.
UNDIVIDED = (YearEnd.OPEN,)
DATA_STATES = ("final", "provisional")


@dataclass(frozen=True)
class ClassCount:
    """One class with how many commitments are in it."""

    code: str
    label: str
    final: int
    provisional: int

    @property
    def all(self) -> int:
        return self.final + self.provisional

    @property
    def divided(self) -> bool:
        return self.code not in UNDIVIDED


@dataclass(frozen=True)
class SectionCounts:
    """One section of the report with its count by class and their sum."""

    code: str
    number: str
    title: str
    lines: list[ClassCount]

    @property
    def total(self) -> ClassCount:
        return summed_counts(self.lines)


class YearEndPage:
    """The stored classes (workflow.judgement.year_end_counts) told; every number has its rows by the same words."""

    def __init__(self, plan, on):
        self.counts = YearEndCounts(plan, on)

    @property
    def conclusion(self) -> list[str]:
        counts = self.counts
        return year_end_conclusion(counts.whole, counts.on, counts.completion, counts.changed)

    @cached_property
    def lines(self) -> list[ClassCount]:
        return counts_by_class(self.counts.whole)

    @cached_property
    def sections(self) -> list[SectionCounts]:
        found = self.counts.sections.items()
        return [
            SectionCounts(each.code, each.number, each.title, counts_by_class(self.counts.by_section[key]))
            for key, each in found
        ]

    @cached_property
    def total(self) -> ClassCount:
        return summed_counts(self.lines)

    def keys(self, **asked) -> list[int]:
        """Return the commitments of a `class`, a `section`, on final or provisional `data`, in report order; an unknown
        word leaves nothing out."""
        sections = {each.code: key for key, each in self.counts.sections.items()}
        code = asked["class"] if asked["class"] in YearEnd.values else None
        provisional = asked["data"] == "provisional" if asked["data"] in DATA_STATES else None
        return self.counts.chosen(Chosen(code, provisional, sections.get(asked["section"])))

    def rows(self, keys: list[int]) -> list[dict]:
        """Return the pack's rows of these commitments; what they rest on is read for them alone."""
        return year_end_rows(self.counts.plan, self.counts.on, keys)


def summed_counts(lines: list[ClassCount]) -> ClassCount:
    return ClassCount("", "", sum(line.final for line in lines), sum(line.provisional for line in lines))


def counts_by_class(count: Counter) -> list[ClassCount]:
    """Return every class with its count on final and on provisional data."""
    return [ClassCount(each.value, str(each.label), count[each, False], count[each, True]) for each in YearEnd]
