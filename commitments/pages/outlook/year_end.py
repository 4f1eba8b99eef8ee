"""The year-end page: classes by section with final and provisional data apart, and the rows behind each number."""

from dataclasses import dataclass

from ...choices import YearEnd

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


class YearEndCounts:
    """The pack's data (documents.year_end_data) counted; every number has its rows by the same words."""

    def __init__(self, data: dict):
        self.sections_told = data["sections"]
        self.all_rows = [row for section in data["sections"] for row in section["rows"]]

    @property
    def lines(self) -> list[ClassCount]:
        return counts_by_class(self.all_rows)

    @property
    def sections(self) -> list[SectionCounts]:
        return [
            SectionCounts(each["code"], each["number"], each["title"], counts_by_class(each["rows"]))
            for each in self.sections_told
        ]

    @property
    def total(self) -> ClassCount:
        return summed_counts(self.lines)

    def rows(self, code: str = "", data: str = "", section: str = "") -> list[dict]:
        """Return the rows of a class, a section, on final or provisional data; an unknown word leaves nothing out."""
        known = {each["code"] for each in self.sections_told}
        return [
            row for row in self.all_rows
            if (code not in YearEnd.values or row["class"] == code)
            and (data not in DATA_STATES or row["provisional"] == (data == "provisional"))
            and (section not in known or row["section"] == section)
        ]  # fmt: skip


def summed_counts(lines: list[ClassCount]) -> ClassCount:
    return ClassCount("", "", sum(line.final for line in lines), sum(line.provisional for line in lines))


def counts_by_class(rows: list[dict]) -> list[ClassCount]:
    """Return every class with its count on final and on provisional data."""
    return [
        ClassCount(
            each.value, str(each.label),
            sum(row["class"] == each and not row["provisional"] for row in rows),
            sum(row["class"] == each and row["provisional"] for row in rows),
        )
        for each in YearEnd
    ]  # fmt: skip
