"""A draft's text with what waits in it, what is set aside, and what is a commitment already."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from ...models import Commitment, Department, Paragraph, Plan, Section, SetAside
from ...rules.report.candidates import Candidate
from ...rules.report.passages import ReportPassage, passages_in
from ...workflow.planning.accounting import accounted_of
from ...workflow.planning.proposed_leads import lead_for, lead_sense
from ...workflow.planning.report_entry import last_year_of


@dataclass(frozen=True)
class ReadPassage:
    """A passage nobody made a commitment; its `name` is its place in the address, `aside` what was decided of it."""

    paragraph: Paragraph
    passage: ReportPassage
    aside: SetAside | None = None

    @property
    def name(self) -> str:
        return f"{self.paragraph.code}.{self.passage.start}"

    @property
    def candidate(self) -> Candidate | None:
        return self.passage.candidate

    @property
    def kind(self) -> str:
        """Return aside, waiting (a candidate) or framing (proposed to be set aside)."""
        return "aside" if self.aside else "waiting" if self.candidate else "framing"


def targets_of(current: ReadPassage | None, plan: Plan) -> list[tuple]:
    """Return (target, last year's figure or None) of the candidate looked at."""
    if current is None or current.candidate is None or not current.candidate.targets:
        return []
    known, found = last_year_of(plan), current.candidate
    return [(each, known.of(found.figure_of(each))) for each in found.targets]


def lead_of(current: ReadPassage | None, plan: Plan) -> tuple | None:
    """Return (department, why it is proposed) of who would lead the candidate looked at, or None."""
    if current is None or current.candidate is None:
        return None
    found = lead_for(current.candidate.quote, current.paragraph, lead_sense(plan))
    return found and (Department.objects.get(code=found.department), found)


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph's text: plain ("text"), a commitment's quote ("taken", with its code), or a passage, with
    its name: a candidate ("waiting"), proposed to be none ("framing"), or set aside ("aside")."""

    text: str
    kind: str = "text"
    name: str = ""


@dataclass(frozen=True)
class ReadSection:
    """A section with its paragraphs in pieces; `framing` counts what in it is proposed to be set aside."""

    section: Section
    rows: list[tuple[Paragraph, list[Piece]]]
    framing: int


class ReadDraft:
    """A draft's paragraphs in order with what waits in each; a fixed number of queries."""

    def __init__(self, plan: Plan):
        standing = Prefetch("commitments", Commitment.objects.standing().order_by("quote_start"))
        decided = Prefetch("set_aside", SetAside.objects.select_related("by"))
        rows = Paragraph.objects.filter(section__plan=plan).select_related("section__plan")
        self.paragraphs = list(rows.prefetch_related(standing, decided))
        self.passages = [each for paragraph in self.paragraphs for each in read_passages(paragraph, plan.year)]
        self.waiting = [each for each in self.passages if each.kind == "waiting"]
        self.framing = [each for each in self.passages if each.kind == "framing"]
        self.aside = [each for each in self.passages if each.kind == "aside"]
        self.taken = sum(len(paragraph.commitments.all()) for paragraph in self.paragraphs)

    def named(self, name: str) -> ReadPassage | None:
        """Return the passage of that name, else the first candidate that waits, else the first that is open."""
        named = next((each for each in self.passages if each.name == name), None)
        return named or next(iter([*self.waiting, *self.framing]), None)

    def beside(self, current: ReadPassage | None, step: int) -> str:
        """Return the name of the one of its kind before (-1) or behind (1) the current one; "" where there is none."""
        places = [each.name for each in self.passages if current and each.kind == current.kind]
        place = places.index(current.name) + step if current else -1
        return places[place] if 0 <= place < len(places) else ""

    def pieces(self, paragraph: Paragraph) -> list[Piece]:
        """Return a paragraph's text in pieces, its commitments and its passages marked."""
        marks = [(row.quote_start, row.quote_end, "taken", row.code) for row in paragraph.commitments.all()]
        marks += [
            (each.passage.start, each.passage.end, each.kind, each.name)
            for each in self.passages
            if each.paragraph is paragraph
        ]
        return cut_into_pieces(paragraph.text, sorted(marks))

    def sections(self) -> list[ReadSection]:
        found = []
        for section, rows in groupby(self.paragraphs, key=lambda each: each.section):
            framing = sum(each.paragraph.section_id == section.pk for each in self.framing)
            found.append(ReadSection(section, [(each, self.pieces(each)) for each in rows], framing))
        return found


def read_passages(paragraph: Paragraph, year: int) -> list[ReadPassage]:
    """Return the passages of a paragraph that no commitment quotes."""
    accounted, decided = accounted_of(paragraph), {each.digest: each for each in paragraph.set_aside.all()}
    found = [each for each in passages_in(paragraph.text, year) if accounted.standing(each) != "taken"]
    return [ReadPassage(paragraph, each, decided.get(each.digest)) for each in found]


def cut_into_pieces(text: str, marks: list[tuple]) -> list[Piece]:
    """Return a text cut at its marks (start, end, kind, name), which do not overlap; overlapping ones are left out."""
    found, place = [], 0
    for start, end, kind, name in marks:
        if start < place:
            continue
        found += [Piece(text[place:start])] if start > place else []
        found.append(Piece(text[start:end], kind, name))
        place = end
    return [*found, *([Piece(text[place:])] if place < len(text) else [])]
