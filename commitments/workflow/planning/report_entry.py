"""A report's text put into a draft, and its candidates made commitments one by one: nothing becomes one unseen."""

import re

from django.db import transaction

from ...choices import Basis, Kind
from ...models import Commitment, Paragraph, Plan, User
from ...rules.report.candidates import Candidate, candidates_in
from ...rules.report.outline import ReportSection, sentences_of
from ..record import record
from ..refusals import Incomplete, Refused
from .commitment_cuts import add_commitment
from .draft_rows import NewTarget, add_target
from .draft_text import ParagraphText, SectionText, add_paragraph, add_section
from .drafts_locked import locked_draft

BASIS_OF_FIGURE = {
    Kind.FLOW: Basis.FLOW, Kind.STOCK: Basis.LEVEL, Kind.COVERAGE: Basis.LEVEL, Kind.RATE: Basis.RATE,
    Kind.CEILING: Basis.RATE,
}  # fmt: skip
# What is done with a thing, or how it is measured, before the thing itself: 全年新增, 力争实现.
DOING = re.compile(
    r"^(?:全年|计划|预期|力争|争取|推动|实现|完成|新增|新建|新引进|引进|打造|建成|建设|开展|实施|净增|累计|达到|不少于"
    r"|突破|其中)+"
)


@transaction.atomic
def enter_report_text(plan: Plan, sections: list[ReportSection], *, by: User, at) -> int:
    """Put a report's sections and paragraphs into a draft that has no text yet; return the number of paragraphs.

    Raises Refused past the draft and where a text stands already ("text"), Incomplete without any paragraph.
    """
    plan = locked_draft(plan, by)
    if plan.sections.exists():
        raise Refused("read", "text")
    if not sections:
        raise Incomplete({"text": "no_part"})
    number = 0
    for section in sections:
        made = add_section(plan, SectionText(section.number[:10], section.title[:200] or plan.title), by=by)
        for paragraph in section.paragraphs:
            topic = next((each.text for each in paragraph.sentences if each.topic), "")
            add_paragraph(made, ParagraphText(topic, paragraph.text.strip()), by=by)
            number += 1
    record("plan_read", plan.key, of=plan, by=by, at=at, after={"paragraphs": number})
    return number


def candidates_of(paragraph: Paragraph, year: int) -> list[Candidate]:
    """Return what a paragraph's sentences promise, at places counted from its beginning."""
    return [each for sentence in sentences_of(paragraph.text) for each in candidates_in(sentence, year)]


@transaction.atomic
def accept_candidate(paragraph: Paragraph, start: int, *, by: User, at) -> Commitment:
    """Return the commitment made of the candidate that begins at `start`, with its kind and its targets.

    Raises Refused past the draft, and Incomplete with quote: gone where no such candidate waits any more. A target the
    draft cannot hold is left out; the checklist and the form say what is missing.
    """
    locked_draft(paragraph.section.plan, by)
    found = next((each for each in candidates_of(paragraph, paragraph.section.plan.year) if each.start == start), None)
    if found is None or is_taken(found, paragraph.commitments.all()):
        raise Incomplete({"quote": "gone"})
    row = add_commitment(paragraph, found.quote, by=by, at=at, start=start)
    row.kind = found.kind
    row.save(update_fields=["kind"])
    for each in found.targets:
        name = measured_thing(found.quote, each.wording)
        promise_figure(row, NewTarget(name, each.unit, BASIS_OF_FIGURE[each.kind], each.wording, each.value), by, at)
    return row


def measured_thing(quote: str, wording: str) -> str:
    """Return what a figure of the quote is about: the words before it in its clause, without what is done with the
    thing; those behind it where none stand before (新增5个夜游打卡地)."""
    place = quote.find(wording)
    before = re.split("[，,、]", quote[:place])[-1]
    behind = re.split("[，,、]", quote[place + len(wording) :])[0]
    return (DOING.sub("", before).strip("“” ") or behind.strip("“” ") or quote)[:100]


def promise_figure(row: Commitment, new: NewTarget, by: User, at) -> None:
    """Give the commitment a target, unless the draft cannot hold it."""
    try:
        with transaction.atomic():
            add_target(row, new, by=by, at=at)
    except Incomplete:
        return


def is_taken(candidate: Candidate, commitments) -> bool:
    """Whether a commitment quotes some of the candidate's words already."""
    return any(each.quote_start < candidate.end and candidate.start < each.quote_end for each in commitments)
