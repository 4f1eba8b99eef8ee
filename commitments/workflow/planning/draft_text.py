"""Sections and paragraphs of a draft: made, worded, moved, dropped; quotes stay held to their paragraph.

Written while one types or in a few clicks, so the history keeps none of it (see commitment_edits).
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from ...models import Commitment, Paragraph, Plan, Section, User
from ..refusals import Incomplete, Refused, Stale
from .commitment_cuts import number_commitments
from .commitment_edits import place_of
from .drafts_locked import locked_draft


@dataclass(frozen=True)
class SectionText:
    number: str
    title: str
    short_title: str = ""


@dataclass(frozen=True)
class ParagraphText:
    lead: str
    text: str


def text_version(row: Section | Paragraph) -> str:
    """Return what a form was drawn from: changes with every word of the section or paragraph, and its place."""
    names = ("number", "title", "short_title", "order") if isinstance(row, Section) else ("lead", "text", "order")
    return hashlib.sha256(repr([getattr(row, name) for name in names]).encode()).hexdigest()[:16]


def unchanged(rows, pk: int, version: str | None):
    """Return the row of that key; raises Stale where it is gone or not as `version` saw it."""
    found = rows.filter(pk=pk).first()
    if found is None or (version is not None and version != text_version(found)):
        raise Stale(found)
    return found


@transaction.atomic
def add_section(plan: Plan, said: SectionText, *, by: User) -> Section:
    """Return a new section behind the others. Raises Refused past the draft, Incomplete without a title."""
    plan = locked_draft(plan, by)
    if not said.title.strip():
        raise Incomplete({"title": "required"})
    taken, number = set(plan.sections.values_list("code", flat=True)), plan.sections.count()
    code = next(str(n) for n in range(number, number + len(taken) + 1) if str(n) not in taken)
    last = plan.sections.order_by("order").last()
    return plan.sections.create(code=code, order=last.order + 1 if last else 0, **vars(said))


@transaction.atomic
def save_section(section: Section, said: SectionText, *, by: User, version: str | None = None) -> Section:
    """Store how a section is called. Raises Refused, Stale, Incomplete without a title."""
    row = unchanged(locked_draft(section.plan, by).sections, section.pk, version)
    if not said.title.strip():
        raise Incomplete({"title": "required"})
    row.number, row.title, row.short_title = said.number, said.title, said.short_title
    row.save()
    return row


@transaction.atomic
def add_paragraph(section: Section, said: ParagraphText, *, by: User) -> Paragraph:
    """Return a new paragraph behind the others of its section. Raises Refused, Incomplete without a text."""
    plan = locked_draft(section.plan, by)
    row = plan.sections.get(pk=section.pk)
    if not said.text.strip():
        raise Incomplete({"text": "required"})
    number, last = row.paragraphs.count() + 1, row.paragraphs.order_by("order").last()
    order = last.order + 1 if last else 1
    return row.paragraphs.create(code=f"{row.code}-{number}", order=order, lead=said.lead, text=said.text)


@transaction.atomic
def save_paragraph(paragraph: Paragraph, said: ParagraphText, *, by: User, version: str | None = None) -> Paragraph:
    """Store a paragraph's text; its quotes are found again in it, each nearest to where it stood.

    Raises Refused, Stale, and Incomplete with text: required, or the code of a commitment whose quote would be lost.
    A quote and its paragraph are checked against each other whenever one is written, so another text is another row.
    """
    plan = locked_draft(paragraph.section.plan, by)
    row = unchanged(Paragraph.objects.filter(section__plan=plan), paragraph.pk, version)
    commitments = list(row.commitments.order_by("order"))
    if not said.text.strip():
        raise Incomplete({"text": "required"})
    if lost := [each.code for each in commitments if each.quote not in said.text]:
        raise Incomplete({"text": f"lost {lost[0]}"})
    if row.text == said.text:
        row.lead = said.lead
        row.save(update_fields=["lead"])
        return row
    made = Paragraph.objects.create(
        section_id=row.section_id, code=f"~{row.pk}"[:10], lead=said.lead, text=said.text, order=row.order
    )
    for each in commitments:
        each.paragraph, each.quote_start = made, place_of(said.text, each.quote, each.quote_start)
        each.save(update_fields=["paragraph", "quote_start"])
    # What is decided of words that stand on goes along; of others nothing is.
    for each in row.set_aside.all():
        if each.words in said.text:
            row.set_aside.filter(pk=each.pk).update(paragraph=made)
    code = row.code
    row.delete()
    made.code = code
    made.save(update_fields=["code"])
    return made


@transaction.atomic
def move_text(row: Section | Paragraph, *, down: bool, by: User, version: str | None = None) -> None:
    """Let a section or a paragraph change places with its neighbour; codes follow, and those of its commitments.

    Raises Refused past the draft, Stale.
    """
    plan = locked_draft(row.plan if isinstance(row, Section) else row.section.plan, by)
    rows = plan.sections if isinstance(row, Section) else Paragraph.objects.filter(section=row.section_id)
    unchanged(rows, row.pk, version)
    found = list(rows.order_by("order", "pk"))
    at = found.index(row)
    other = at + (1 if down else -1)
    if not 0 <= other < len(found):
        return
    found[at], found[other] = found[other], found[at]
    for order, each in enumerate(found):
        each.order = order
    type(row).objects.bulk_update(found, ["order"])
    if isinstance(row, Paragraph):
        number_paragraphs(row.section, found)
    number_commitments(plan)


def number_paragraphs(section: Section, rows: list[Paragraph]) -> None:
    """Give a section's paragraphs their codes by their order."""
    for each in rows:
        each.code = f"~{each.pk}"[:10]
    Paragraph.objects.bulk_update(rows, ["code"])
    for number, each in enumerate(rows, 1):
        each.code = f"{section.code}-{number}"
    Paragraph.objects.bulk_update(rows, ["code"])


@transaction.atomic
def drop_text(row: Section | Paragraph, *, by: User, version: str | None = None) -> None:
    """Take a section or paragraph out; raises Refused past the draft and where commitments quote it, Stale."""
    plan = locked_draft(row.plan if isinstance(row, Section) else row.section.plan, by)
    unchanged(type(row).objects.all(), row.pk, version)
    quoting = {"paragraph__section": row} if isinstance(row, Section) else {"paragraph": row}
    if Commitment.objects.filter(**quoting).exists():
        raise Refused("drop", "quoted")
    section = None if isinstance(row, Section) else row.section
    row.delete()
    if section:
        number_paragraphs(section, list(section.paragraphs.order_by("order", "pk")))
        number_commitments(plan)
