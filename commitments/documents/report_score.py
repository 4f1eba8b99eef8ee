"""How well a report was read, against what people marked in it: hits, misses and false finds with their places."""

from dataclasses import dataclass, field
from decimal import Decimal

from ..rules.report.candidates import ReportRead
from ..rules.report.last_year import LastYear
from ..rules.report.outline import achieved_part
from ..rules.report.promised import Promised, numbers_in


@dataclass
class ReportScore:
    """What was found of what was marked: places and quotes of what was missed and of what nobody marked.

    `exact` counts hits whose value, upper value, unit and comparator are those marked too.
    """

    hits: int = 0
    exact: int = 0
    missed: list[str] = field(default_factory=list)
    found_beside: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + len(self.found_beside))

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + len(self.missed))

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_marked(text: str, gold: dict, year: int | None) -> ReportScore:
    """Return the score against numbers marked by their places (num_at); a doubtful one counts neither way."""
    part, first = text[gold["start"] : gold["end"]], gold["start"]
    found = {first + each.start: each for each in numbers_in(part, year) if isinstance(each, Promised)}
    marked, score = {row["num_at"]: row for row in gold["records"]}, ReportScore()
    for place, each in found.items():
        if place not in marked:
            score.found_beside.append(f"{place}: {each.wording}")
        elif not marked[place].get("doubtful"):
            score.hits += 1
            score.exact += is_as_marked(each, marked[place])
    score.missed = [row["quote"] for place, row in marked.items() if place not in found and not row.get("doubtful")]
    return score


def is_as_marked(each: Promised, row: dict) -> bool:
    marked = (decimal_or_none(row["value"]), decimal_or_none(row["value_max"]), row["unit"], row["comparator"])
    return (each.value, each.upper, each.unit, each.comparator) == marked


def decimal_or_none(value) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def score_milestones(read: ReportRead, marked: list[dict]) -> ReportScore:
    """Return the score of the milestones proposed against those marked: the same deed done to the same thing."""
    found = [(each.verb, each.what) for candidate in read.candidates for each in candidate.milestones]
    return score_rows(found, [(row["verb"], row["what"]) for row in marked])


def score_last_year(read: ReportRead, text: str, marked: list[dict]) -> ReportScore:
    """Return the score of last year's figures found against those marked for the words that promise them now."""
    known, first = LastYear(achieved_part(text, read.year)), read.sections[0].paragraphs[0].start
    places = {text.find(row["promised"], first): row for row in marked}
    found = []
    for candidate in read.candidates:
        for each in candidate.figures:
            if answer := known.of(each):
                place = next((place for place, row in places.items()
                              if 0 <= place - candidate.start < len(candidate.quote)
                              and each.figure.wording in row["promised"]), None)  # fmt: skip
                words = places[place]["promised"] if place is not None else f"{each.name}{each.figure.wording}"
                found.append((words, float(answer.value)))
    return score_rows(found, [(row["promised"], float(row["value"])) for row in marked])


def score_rows(found: list[tuple], wanted: list[tuple]) -> ReportScore:
    """Return the score of rows found against rows wanted, each once; what is missed and beside is told as text."""
    return ReportScore(
        hits=len(set(found) & set(wanted)), exact=len(set(found) & set(wanted)),
        missed=[" ".join(map(str, row)) for row in wanted if row not in found],
        found_beside=[" ".join(map(str, row)) for row in found if row not in wanted],
    )  # fmt: skip


def score_boundaries(read: ReportRead, text: str, quotes: list[str]) -> tuple[float, int]:
    """Return the share of the quotes' beginnings and ends at which a candidate begins or ends, and how many quotes are
    a candidate exactly. A quote the text holds elsewhere too is looked for in the planning part."""
    first = read.sections[0].paragraphs[0].start if read.sections else 0
    starts, ends = {each.start for each in read.candidates}, {each.end for each in read.candidates}
    spans = {(each.start, each.end) for each in read.candidates}
    places = [(place, place + len(quote)) for quote in quotes if (place := text.find(quote, first)) >= 0]
    right = sum((start in starts) + (end in ends) for start, end in places)
    return right / max(1, 2 * len(quotes)), sum(span in spans for span in places)
