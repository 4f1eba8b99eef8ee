"""A draft's text with the candidates that wait in it, and those that are commitments already."""

from dataclasses import dataclass

from django.db.models import Prefetch

from ...models import Commitment, Department, Paragraph, Plan
from ...rules.report.candidates import Candidate
from ...workflow.planning.proposed_leads import lead_for, lead_sense
from ...workflow.planning.report_entry import candidates_of, is_taken, last_year_of


@dataclass(frozen=True)
class WaitingCandidate:
    """A candidate nobody has made a commitment yet; its `name` is its place in the address."""

    paragraph: Paragraph
    candidate: Candidate

    @property
    def name(self) -> str:
        return f"{self.paragraph.code}.{self.candidate.start}"


def targets_of(current: WaitingCandidate | None, plan: Plan) -> list[tuple]:
    """Return (target, last year's figure or None) of the candidate looked at."""
    if current is None or not current.candidate.targets:
        return []
    known, found = last_year_of(plan), current.candidate
    return [(each, known.of(found.figure_of(each))) for each in found.targets]


def lead_of(current: WaitingCandidate | None, plan: Plan) -> tuple | None:
    """Return (department, why it is proposed) of who would lead the candidate looked at, or None."""
    found = lead_for(current.candidate.quote, current.paragraph, lead_sense(plan)) if current else None
    return found and (Department.objects.get(code=found.department), found)


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph's text: plain ("text"), a commitment's quote ("taken", with its code), or a candidate
    ("waiting", with its name)."""

    text: str
    kind: str = "text"
    name: str = ""


class ReadDraft:
    """A draft's paragraphs in order with what waits in each; a fixed number of queries."""

    def __init__(self, plan: Plan):
        standing = Commitment.objects.standing().order_by("quote_start")
        rows = Paragraph.objects.filter(section__plan=plan).select_related("section__plan")
        self.paragraphs = list(rows.prefetch_related(Prefetch("commitments", standing)))
        self.waiting = [
            WaitingCandidate(paragraph, each)
            for paragraph in self.paragraphs
            for each in candidates_of(paragraph, plan.year)
            if not is_taken(each, paragraph.commitments.all())
        ]
        self.taken = sum(len(paragraph.commitments.all()) for paragraph in self.paragraphs)

    def named(self, name: str) -> WaitingCandidate | None:
        """Return the waiting candidate of that name, else the first that waits."""
        return next((each for each in self.waiting if each.name == name), next(iter(self.waiting), None))

    def beside(self, current: WaitingCandidate | None, step: int) -> str:
        """Return the name of the candidate before (-1) or behind (1) the current one; "" where there is none."""
        places = [each.name for each in self.waiting]
        place = places.index(current.name) + step if current else -1
        return places[place] if 0 <= place < len(places) else ""

    def pieces(self, paragraph: Paragraph) -> list[Piece]:
        """Return a paragraph's text in pieces, its commitments and what waits marked."""
        marks = [(row.quote_start, row.quote_end, "taken", row.code) for row in paragraph.commitments.all()]
        marks += [
            (each.candidate.start, each.candidate.end, "waiting", each.name)
            for each in self.waiting
            if each.paragraph is paragraph
        ]
        return cut_into_pieces(paragraph.text, sorted(marks))


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
