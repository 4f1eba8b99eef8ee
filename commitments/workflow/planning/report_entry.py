"""A report's text put into a draft, and its candidates made commitments one by one: nothing becomes one unseen."""

from django.db import transaction

from ...models import Commitment, Paragraph, Plan, Retrospect, User
from ...rules.report.candidates import Candidate
from ...rules.report.last_year import LastYear
from ...rules.report.outline import ReportSection
from ..record import record
from ..refusals import Incomplete, Refused
from .accounting import open_passages
from .candidate_rows import give_rows
from .commitment_cuts import add_commitment
from .draft_text import ParagraphText, SectionText, add_paragraph, add_section
from .drafts_locked import locked_draft
from .proposed_leads import lead_for, lead_sense, propose_lead


@transaction.atomic
def enter_report_text(plan: Plan, sections: list[ReportSection], *, by: User, at, achieved: str = "") -> int:
    """Put a report's sections and paragraphs into a draft that has no text yet; return the number of paragraphs.

    `achieved`, its part on the year gone by, is kept beside them.

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
    if achieved.strip():
        Retrospect.objects.update_or_create(plan=plan, defaults={"text": achieved})
    record("plan_read", plan.key, of=plan, by=by, at=at, after={"paragraphs": number})
    return number


def candidates_of(paragraph: Paragraph, year: int) -> list[Candidate]:
    """Return what a paragraph's sentences promise and nobody decided on, at places counted from its beginning."""
    return [each.candidate for each in open_passages(paragraph, year) if each.candidate]


@transaction.atomic
def accept_candidate(paragraph: Paragraph, start: int, *, by: User, at) -> Commitment:
    """Return the commitment made of the candidate that begins at `start`, with its kind, targets and milestones.

    Raises Refused past the draft, and Incomplete with quote: gone where no such candidate waits any more. A target the
    draft cannot hold is left out; the checklist and the form say what is missing.
    """
    locked_draft(paragraph.section.plan, by)
    found = next((each for each in candidates_of(paragraph, paragraph.section.plan.year) if each.start == start), None)
    if found is None:
        raise Incomplete({"quote": "gone"})
    row = add_commitment(paragraph, found.quote, by=by, at=at, start=start)
    row.kind = found.kind
    row.save(update_fields=["kind"])
    give_rows(row, found, last_year_of(row.plan), by=by, at=at)
    propose_lead(row, lead_for(found.quote, paragraph, lead_sense(row.plan)))
    return row


def last_year_of(plan: Plan) -> LastYear:
    """Return what the draft's report says was achieved in the year gone by; nothing where it has no such part."""
    text = Retrospect.objects.filter(plan=plan).values_list("text", flat=True).first()
    return LastYear(text or "")
