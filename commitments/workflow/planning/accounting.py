"""Every sentence of a draft accounted for: a commitment, set aside with a reason, or open until somebody decides.

What was read as general words is proposed to be set aside and stays open until the office confirms it.
"""

from dataclasses import dataclass

from django.db import transaction

from ...choices import SetAsideReason
from ...models import Commitment, Paragraph, Plan, Section, SetAside, User
from ...rules.report.passages import ReportPassage, passages_in
from ..record import record
from ..refusals import Incomplete
from .drafts_locked import locked_draft


@dataclass(frozen=True)
class AsideWish:
    """Why words become no commitment; a `note` must say it where no reason does."""

    reason: str
    note: str = ""


@dataclass(frozen=True)
class Accounted:
    """What a paragraph's words are accounted for by: the spans of its commitments, the digests of what is set aside."""

    spans: tuple[tuple[int, int], ...]
    digests: frozenset[str]

    def standing(self, passage: ReportPassage) -> str:
        """Return taken (some of its words are a commitment's), aside or open."""
        if any(start < passage.end and passage.start < end for start, end in self.spans):
            return "taken"
        return "aside" if passage.digest in self.digests else "open"


def accounted_of(paragraph: Paragraph) -> Accounted:
    """Return what accounts for a paragraph's words; of a prefetched one without a query."""
    spans = ((each.quote_start, each.quote_end) for each in paragraph.commitments.all() if each.withdrawn_on is None)
    return Accounted(tuple(spans), frozenset(each.digest for each in paragraph.set_aside.all()))


def open_passages(paragraph: Paragraph, year: int) -> list[ReportPassage]:
    accounted = accounted_of(paragraph)
    return [each for each in passages_in(paragraph.text, year) if accounted.standing(each) == "open"]


def open_paragraphs(plans: list[Plan]) -> list[int]:
    """Return the keys of these plans' paragraphs with words nobody has accounted for, in three queries."""
    spans, digests = {}, {}
    standing = Commitment.objects.standing().filter(plan__in=plans).order_by()
    for key, start, quote in standing.values_list("paragraph", "quote_start", "quote"):
        spans.setdefault(key, []).append((start, start + len(quote)))
    decided = SetAside.objects.filter(paragraph__section__plan__in=plans).order_by()
    for key, digest in decided.values_list("paragraph", "digest"):
        digests.setdefault(key, set()).add(digest)
    rows = Paragraph.objects.filter(section__plan__in=plans).order_by().values_list("pk", "text", "section__plan__year")
    return [
        key for key, text, year in rows if has_open(text, year, Accounted(spans.get(key, ()), digests.get(key, ())))
    ]


def has_open(text: str, year: int, accounted: Accounted) -> bool:
    return any(accounted.standing(each) == "open" for each in passages_in(text, year))


@transaction.atomic
def set_aside(paragraph: Paragraph, start: int, wish: AsideWish, *, by: User, at) -> SetAside:
    """Return the open passage that begins at `start`, set aside for a reason.

    Raises Refused past the draft, Incomplete with words: gone, reason: unknown, note: required.
    """
    plan = locked_draft(paragraph.section.plan, by)
    found = next((each for each in open_passages(paragraph, plan.year) if each.start == start), None)
    if found is None:
        raise Incomplete({"words": "gone"})
    if wish.reason not in SetAsideReason.values:
        raise Incomplete({"reason": "unknown"})
    if wish.reason == SetAsideReason.OTHER and not wish.note.strip():
        raise Incomplete({"note": "required"})
    row = SetAside.objects.create(
        paragraph=paragraph, words=found.words, digest=found.digest, reason=wish.reason, note=wish.note.strip(),
        by=by, at=at,
    )  # fmt: skip
    told = {"words": row.words, "reason": row.reason}
    record("passage_aside", paragraph.code, of=plan, by=by, at=at, after=told, note=row.note)
    return row


@transaction.atomic
def confirm_framing(section: Section, *, by: User, at) -> int:
    """Set aside all words of a section that are proposed to be no commitment; return how many.

    Raises Refused past the draft, Incomplete with words: gone where none wait.
    """
    plan = locked_draft(section.plan, by)
    made = {}
    for paragraph in section.paragraphs.prefetch_related("commitments", "set_aside"):
        for each in open_passages(paragraph, plan.year):
            if each.proposed:
                made[paragraph.pk, each.digest] = SetAside(
                    paragraph=paragraph, words=each.words, digest=each.digest, reason=each.proposed, by=by, at=at
                )
    if not made:
        raise Incomplete({"words": "gone"})
    SetAside.objects.bulk_create(made.values())
    told = {"words": [each.words for each in made.values()]}
    record("passages_aside", section.title, of=plan, by=by, at=at, after=told)
    return len(made)


@transaction.atomic
def reopen_passage(paragraph: Paragraph, start: int, *, by: User, at) -> None:
    """Take up again what was set aside at `start`. Raises Refused past the draft, Incomplete with words: gone."""
    plan = locked_draft(paragraph.section.plan, by)
    found = next((each for each in passages_in(paragraph.text, plan.year) if each.start == start), None)
    row = paragraph.set_aside.filter(digest=found.digest).first() if found else None
    if row is None:
        raise Incomplete({"words": "gone"})
    told = {"words": row.words, "reason": row.reason}
    row.delete()
    record("passage_reopen", paragraph.code, of=plan, by=by, at=at, before=told)
