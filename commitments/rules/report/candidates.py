"""Candidates: what of a report's sentences can become a commitment, each word for word with its place; and why the
rest cannot. Every sentence is accounted for; nothing becomes a commitment unseen."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ...choices import Kind
from .milestones import FoundMilestone, milestones_in
from .outline import ReportSection, ReportSentence, outline, planned_year
from .promised import Promised, promised_in
from .year_figures import YearFigure, named_figures

CLAUSE_END = re.compile(r"[，,]")
# A deed whose end can be seen; the rest of the clause says of what.
DEED = re.compile(
    r"启动|开工|动工|建成|竣工|完工|投用|投运|投产|开业|开园|开放|通车|通水|获批|挂牌|揭牌|落地|举办|承办|召开|筹建"
    r"|征收收尾|出让|编制|出台|印发|组建|成立|设立|搭建|建立"
)
# A way to something, which is no promise by itself; what it leads to follows.
WAY = re.compile(
    r"^(?:以.{2,}(?:为|契机)|以.促.$|(?:重点|紧紧|紧密)?围绕|聚焦|锚定|依托|紧抓|抓住|抢抓|针对|按照|充分发挥|借助"
    r"|利用|通过|结合|紧盯|瞄准|对标"
    r"|把握|立足)"
    r"|^(?:推动|促进|推进)[^,，]*(?:提升|提质|提档|增效)$|^(?:强化|做细|持续做好)[^,，]{2,8}$"
)
# What is only the outcome of the clause before.
OUTCOME = re.compile(
    r"^(?:形成|不断|助力|促进|为|切实|带动|确保|进一步|壮大|最大|增强|做大|让|使|逐步|争创|积极应对|净化)"
)
# A clause that may be the first step of a promise told in two, and one that may be the second.
FIRST_STEP = re.compile(
    r"^(?:强化|加强|持续|深化|深入|积极培育|完善|建立|优化|创新|扩容|开展|打造|提升|盘整|拓展|落实|构建|高水平|全面巩固"
    r"|巩固|贯彻|做好|鼓励|积极争创|深挖|突出|大力建设|全力|扎实开展|实施|加大|推进|引导|畅通|聚力)"
)
SECOND_STEP = re.compile(
    r"^(?:实现|推动|打造|全面|引导|支持|做实|做强|做优|构建|探索|提升|保持|常态化|强化|布置|召开|推荐|全年|建成|启用"
    r"|力争|新引进|积极引导)"
)
LAST_YEAR = re.compile(r"(?:去年|上年|过去一年|一年来)")
GENERAL = re.compile(
    r"^(?:(?:我们)?(?:要|必须|将)?(?:坚持|全面贯彻|深入学习|认真贯彻|深入贯彻)|总体要求|做好.{0,6}工作|预期目标)"
)

# Addressed to the house, or a call to go on: nothing in it is ever done.
CALL = re.compile(
    r"^(?:各位代表|同志们|再接再厉|必须(?:坚持|强化|把握)|我们坚信|只要我们|新的?征程|树牢|牢记|奋力谱写|凝心聚力"
    r"|锐意进取"
    r"|全力以赴|让[^，,]{2,12}更|推动?进?[^，,]{2,12}再上新台阶)"
)
SHORTEST = 5


@dataclass(frozen=True)
class Candidate:
    """A promise proposed, word for word at its place (code points of the report).

    `certainty` is high with a figure, medium with a deed whose end can be seen, low else; `reason` says why it is one:
    figure, deed, intent. `figures` are its targets with what they are of, those nothing names left out.
    """

    start: int
    quote: str
    kind: str
    targets: tuple[Promised, ...]
    certainty: str
    reason: str
    milestones: tuple[FoundMilestone, ...] = ()
    figures: tuple[YearFigure, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.quote)

    def figure_of(self, target: Promised) -> YearFigure | None:
        """Return a target with what it is of, or None."""
        return next((each for each in self.figures if each.figure == target), None)


@dataclass(frozen=True)
class Framing:
    """A sentence that promises nothing, and the code of why: topic, last_year, general."""

    sentence: ReportSentence
    reason: str


@dataclass(frozen=True)
class ReportRead:
    """A report as it was read: the year it plans, its sections, its candidates and framing in the order they stand."""

    year: int | None
    sections: list[ReportSection]
    candidates: list[Candidate]
    framing: list[Framing]

    @property
    def sentences(self) -> list[ReportSentence]:
        return [row for section in self.sections for each in section.paragraphs for row in each.sentences]


def read_report(text: str, year: int | None = None) -> ReportRead:
    """Return a report's text read for the year it plans (`year` where the text does not say); never raises.

    Places are code points of `text`. Each sentence of the planning part is either framing or holds every candidate
    found in it.
    """
    year = year or planned_year(text)
    sections = outline(text, year) if year else []
    candidates, framing = [], []
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                found = candidates_in(sentence, year)
                candidates += found
                framing += [] if found else [Framing(sentence, framing_reason(sentence))]
    return ReportRead(year, sections, candidates, framing)


def framing_reason(sentence: ReportSentence) -> str:
    return "topic" if sentence.topic else "last_year" if LAST_YEAR.search(sentence.text) else "general"


def candidates_in(sentence: ReportSentence, year: int | None) -> list[Candidate]:
    """Return the promises of one sentence: its clauses, those that lead in joined to what they lead to."""
    if sentence.topic or LAST_YEAR.search(sentence.text) or GENERAL.match(sentence.text):
        return []
    promised = promised_in(sentence.text, year)
    spans = [span for span in joined(sentence.text, promised) if says_enough(sentence.text, span, promised)]
    return [candidate_at(sentence, start, end, promised, year) for start, end in spans]


def says_enough(text: str, span: tuple[int, int], promised: list[Promised]) -> bool:
    """Whether a span is more than a word left over or a call to go on; one with a figure always is."""
    words = text[slice(*span)].strip()
    return has_figure(promised, *span) or (len(words) >= SHORTEST and not CALL.match(words))


def clauses_of(text: str, promised: list[Promised]) -> list[tuple[int, int]]:
    """Return (start, end) of the clauses of a sentence; a list of figures is cut at its 、 as well."""
    signs = [match.start() for match in CLAUSE_END.finditer(text)]
    signs += [place for place in listed(text, promised) if place not in signs]
    ends = [*sorted(signs), len(text)]
    spans = zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]


def listed(text: str, promised: list[Promised]) -> list[int]:
    """Return the places of 、 between two figures of one clause: 汽车50万辆、家电800万台."""
    found = []
    for one, other in pairwise(promised):
        place = text.find("、", one.end, other.start)
        found += [place] if place >= 0 and not CLAUSE_END.search(text[one.end : place]) else []
    return found


def joined(text: str, promised: list[Promised]) -> list[tuple[int, int]]:
    """Return the spans of candidates: a clause without a figure that leads in goes with the one that follows."""
    spans, begin, clauses = [], None, clauses_of(text, promised)
    for (start, end), following in zip(clauses, [*clauses[1:], None], strict=True):
        begin = start if begin is None else begin
        figure = has_figure(promised, start, end)
        after = text[slice(*following)].lstrip() if following else ""
        if after and not figure and goes_on(text[start:end].lstrip(), after, begin < start):
            continue
        spans.append((begin, end))
        begin = None
    return spans


def goes_on(clause: str, following: str, second: bool) -> bool:
    """Whether a clause is only the way to what follows, or what follows only its outcome; a `second` clause of a
    promise is no first step any more."""
    if WAY.match(clause) or OUTCOME.match(following):
        return True
    return not second and not DEED.search(clause) and bool(FIRST_STEP.match(clause) and SECOND_STEP.match(following))


def has_figure(promised: list[Promised], start: int, end: int) -> bool:
    return any(start <= each.start < end for each in promised)


def candidate_at(sentence: ReportSentence, start: int, end: int, promised: list[Promised], year) -> Candidate:
    """Return the candidate of a span of a sentence; its figures' places are counted from the quote's start."""
    quote, own = sentence.text[start:end], [each for each in promised if start <= each.start < end]
    lead = len(quote) - len(quote.lstrip())
    stones = milestones_in(quote.strip(), year, sentence.text[:start]) if year else ()
    deed = bool(stones or DEED.search(quote))
    kind = own[0].kind if own else Kind.MILESTONE if deed else Kind.QUALITATIVE
    certainty, reason = ("high", "figure") if own else ("medium", "deed") if deed else ("low", "intent")
    named = tuple(each for each in named_figures(sentence.text, promised) if each.figure in own)
    return Candidate(sentence.start + start + lead, quote.strip(), kind, tuple(own), certainty, reason, stones, named)
