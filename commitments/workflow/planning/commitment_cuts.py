"""Commitments of a draft made, cut, joined, moved and dropped; each such act is on record.

Its entry names the commitment and points to none: a draft's rows may be deleted, what history points to may not.
"""

from django.db import transaction

from ...choices import Kind, LinkKind, Standing
from ...models import Assignment, Commitment, Paragraph, Plan, PromiseLink, User
from ..record import record
from ..refusals import Incomplete, Refused
from .commitment_edits import locked_draft_commitment
from .drafts_locked import locked_draft
from .last_years_promises import note_unfollowed

TITLE_LENGTH = 100


@transaction.atomic
def add_commitment(paragraph: Paragraph, quote: str, *, by: User, at, start: int | None = None) -> Commitment:
    """Return a new commitment of a draft with a quote of its paragraph (its first place from `start` on).

    Raises Refused past the draft, Incomplete with quote: not_there.
    """
    plan = locked_draft(paragraph.section.plan, by)
    made = put_commitment(plan, paragraph, quote, start or 0)
    number_commitments(plan, after=made)
    made.refresh_from_db()
    record("commitment_add", made, by=by, at=at, after={"quote": made.quote})
    return made


def put_commitment(plan: Plan, paragraph: Paragraph, quote: str, start: int = 0) -> Commitment:
    """Return a new commitment of a locked draft that `number_commitments` has yet to give its code and place.

    Raises Incomplete with quote: not_there.
    """
    quote = quote.strip()
    place = paragraph.text.find(quote, start) if quote else -1
    if place < 0:
        raise Incomplete({"quote": "not_there"})
    behind = paragraph.commitments.filter(quote_start__lt=place).order_by("order").last()
    made = Commitment.objects.create(
        plan=plan, paragraph=paragraph, code=f"~{paragraph.pk}-{plan.commitments.count()}",
        order=behind.order if behind else 0, quote=quote, quote_start=place, title=quote[:TITLE_LENGTH],
        kind=Kind.QUALITATIVE, due=plan.ends, due_standing=Standing.PROPOSED,
    )  # fmt: skip
    if plan.links.exists():
        PromiseLink.objects.create(plan=plan, commitment=made, kind=LinkKind.NEW)
    return made


@transaction.atomic
def split_commitment(commitment: Commitment, at_sign: int, *, by: User, at, version: str | None) -> Commitment:
    """Cut the quote behind its sign number `at_sign` and return the new commitment made of what stands behind.

    Duties and the link to last year go along; targets and milestones stay with whose quote holds their wording. Raises
    Refused, Stale, and Incomplete with cut: outside.
    """
    row = locked_draft_commitment(commitment, by, version)
    first, second = cut(row.quote, at_sign)
    place = row.quote_start + row.quote.index(second, at_sign)
    made = Commitment.objects.create(
        plan=row.plan, paragraph=row.paragraph, code=f"~{row.pk}", order=row.order, quote=second,
        quote_start=place, title=second[:TITLE_LENGTH], kind=row.kind, due=row.due, due_standing=row.due_standing,
        leader=row.leader,
    )  # fmt: skip
    copy_duties(row, made)
    targets = [each.pk for each in row.targets.all() if each.wording not in first]
    row.targets.filter(pk__in=targets).update(commitment=made)
    stones = [each.pk for each in row.milestones.all() if each.what in second and each.what not in first]
    row.milestones.filter(pk__in=stones).update(commitment=made)
    row.quote = first
    row.title = row.title if row.title in first else first[:TITLE_LENGTH]
    row.save(update_fields=["quote", "title"])
    for link in row.links.exclude(earlier=None):
        PromiseLink.objects.create(plan=row.plan, commitment=made, earlier_id=link.earlier_id, kind=LinkKind.SPLIT)
        row.links.filter(pk=link.pk).update(kind=LinkKind.SPLIT, standing=Standing.PROPOSED)
    number_commitments(row.plan, after=made)
    made.refresh_from_db()
    record("commitment_split", made, by=by, at=at, after={"first": first, "second": second})
    return made


def cut(quote: str, at_sign: int) -> tuple[str, str]:
    """Return both parts of a quote without the signs between them; raises Incomplete where one is empty."""
    signs = "，,、；;。 "
    first, second = quote[:at_sign].rstrip(signs), quote[at_sign:].lstrip(signs)
    if not 0 < at_sign < len(quote) or not first or not second:
        raise Incomplete({"cut": "outside"})
    return first, second


def copy_duties(row: Commitment, made: Commitment) -> None:
    Assignment.objects.bulk_create(
        Assignment(
            commitment=made, department_id=duty.department_id, role=duty.role, standing=duty.standing,
            valid_from=duty.valid_from,
        )
        for duty in row.assignments.filter(valid_to=None).order_by("pk")
    )  # fmt: skip


@transaction.atomic
def merge_commitments(commitment: Commitment, *, by: User, at, version: str | None) -> Commitment:
    """Join a commitment with the next one of its paragraph and return it: one quote over both, all targets together.

    Raises Refused, Stale, and Incomplete with merge: last (none behind it), twice (both measure by one indicator).
    """
    row = locked_draft_commitment(commitment, by, version)
    following = row.paragraph.commitments.filter(order__gt=row.order).order_by("order").first()
    if following is None:
        raise Incomplete({"merge": "last"})
    shared = row.targets.filter(indicator__in=following.targets.values("indicator"))
    if shared.exists() or row.milestones.filter(what__in=following.milestones.values("what")).exists():
        raise Incomplete({"merge": "twice"})
    begin, end = min(row.quote_start, following.quote_start), max(row.quote_end, following.quote_end)
    following.targets.update(commitment=row)
    following.milestones.update(commitment=row)
    tie_to_merged(row, following)
    code = following.code
    following.delete()
    row.quote, row.quote_start = row.paragraph.text[begin:end], begin
    row.save(update_fields=["quote", "quote_start"])
    number_commitments(row.plan)
    row.refresh_from_db()
    record("commitment_merge", row, by=by, at=at, after={"with": code, "quote": row.quote})
    return row


def tie_to_merged(row: Commitment, following: Commitment) -> None:
    """Let what followed from last year's promises follow as one merged promise."""
    earlier = set(following.links.exclude(earlier=None).values_list("earlier", flat=True))
    own = set(row.links.exclude(earlier=None).values_list("earlier", flat=True))
    PromiseLink.objects.bulk_create(
        PromiseLink(plan=row.plan, commitment=row, earlier_id=pk, kind=LinkKind.MERGED) for pk in sorted(earlier - own)
    )
    if earlier - own:
        row.links.exclude(earlier=None).update(kind=LinkKind.MERGED, standing=Standing.PROPOSED)


@transaction.atomic
def move_commitment(commitment: Commitment, *, down: bool, by: User, at, version: str | None) -> Commitment:
    """Let a commitment change places with its neighbour in the paragraph; at the end nothing happens."""
    row = locked_draft_commitment(commitment, by, version)
    beside = row.paragraph.commitments.filter(**{"order__gt" if down else "order__lt": row.order}).order_by("order")
    other = beside.first() if down else beside.last()
    if other is not None:
        row.order, other.order = other.order, row.order
        Commitment.objects.bulk_update([row, other], ["order"])
        number_commitments(row.plan)
        row.refresh_from_db()
    return row


@transaction.atomic
def drop_commitment(commitment: Commitment, *, by: User, at, version: str | None) -> None:
    """Take a commitment out of the draft; what it followed from last year is noted as dropped, or as finished.

    Raises Refused and Stale, and Refused too where something was reported on it.
    """
    row = locked_draft_commitment(commitment, by, version)
    if row.updates.exists():
        raise Refused("drop", "reported")
    earlier = list(row.links.exclude(earlier=None).values_list("earlier", flat=True))
    record("commitment_drop", row.code, by=by, at=at, of=row.plan, before={"title": row.title, "quote": row.quote})
    plan = row.plan
    row.delete()
    note_unfollowed(plan, earlier)
    number_commitments(plan)


def number_commitments(plan: Plan, after: Commitment | None = None) -> None:
    """Give the commitments orders and codes by section, paragraph and place; `after` comes behind its equals."""
    rows = plan.commitments.select_related("paragraph__section")
    newest = after.pk if after else None
    found = sorted(rows, key=lambda row: (place_in_plan(row), row.order, row.pk == newest, row.pk))
    counts, moved, renamed = {}, [], []
    for order, row in enumerate(found, 1):
        counts[row.paragraph_id] = counts.get(row.paragraph_id, 0) + 1
        row.new_code = f"{row.paragraph.code}-{counts[row.paragraph_id]}"
        moved += [row] if row.order != order else []
        renamed += [row] if row.code != row.new_code else []
        row.order = order
    for row in renamed:
        row.code = f"~{row.pk}"
    Commitment.objects.bulk_update(dict.fromkeys([*moved, *renamed]), ["order", "code"])
    for row in renamed:
        row.code = row.new_code
    Commitment.objects.bulk_update(renamed, ["code"])


def place_in_plan(row: Commitment) -> tuple:
    return row.paragraph.section.order, row.paragraph.section_id, row.paragraph.order, row.paragraph_id
