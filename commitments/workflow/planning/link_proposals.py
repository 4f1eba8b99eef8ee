"""Which of a draft's promises probably follow from which of last year's, proposed by likeness and left to be judged."""

import re

from django.db import transaction

from ...choices import LinkKind
from ...models import Commitment, Plan, PromiseLink, User
from ...rules.report.likeness import AlikeTexts
from ..record import record
from .drafts_locked import locked_draft
from .last_years_promises import promises_dropped_silently

# What two promises must have in common to be proposed as one.
ALIKE_ENOUGH = 0.35
FIGURES = re.compile(r"[\d.,，.%]+")


def free_promises(plan: Plan):
    """Return the draft's promises that follow from none of last year's."""
    tied = plan.links.exclude(earlier=None).exclude(commitment=None).values("commitment")
    return plan.commitments.standing().exclude(pk__in=tied).in_report_order()


def nearest_promises(promises: list[Commitment], others: list[Commitment]) -> dict[int, list[tuple]]:
    """Return promise's key → (likeness, other) of those most alike, the most alike first."""
    texts = AlikeTexts(other.quote for other in others)
    return {row.pk: [(alike, others[place]) for alike, place in texts.nearest(row.quote)] for row in promises}


def guessed_kind(earlier: Commitment, later: Commitment) -> str:
    """Return the kind two promises linked by their words probably have: the same but for figures, else renamed."""
    same = FIGURES.sub("", earlier.quote) == FIGURES.sub("", later.quote)
    return LinkKind.SAME if same else LinkKind.RENAMED


def likely_pairs(plan: Plan) -> list[tuple[Commitment, Commitment]]:
    """Return (last year's, this year's) promises alike enough, each of them once, the most alike first."""
    left, free = list(promises_dropped_silently([plan])), list(free_promises(plan))
    found = nearest_promises(left, free)
    rows = [(alike, row, other) for row in left for alike, other in found[row.pk] if alike >= ALIKE_ENOUGH]
    pairs, taken = [], set()
    for _alike, row, other in sorted(rows, key=lambda each: (-each[0], each[1].order, each[2].order)):
        if not {row.pk, other.pk} & taken:
            taken |= {row.pk, other.pk}
            pairs.append((row, other))
    return pairs


@transaction.atomic
def propose_likely_links(plan: Plan, *, by: User, at) -> int:
    """Propose what the draft's promises follow from by their words; the rest is proposed as new; return the number.

    Raises Refused past the draft.
    """
    plan = locked_draft(plan, by)
    pairs = likely_pairs(plan)
    propose_pairs(plan, pairs)
    known = plan.links.exclude(commitment=None).values("commitment")
    PromiseLink.objects.bulk_create(
        PromiseLink(plan=plan, commitment=row, kind=LinkKind.NEW) for row in plan.commitments.exclude(pk__in=known)
    )
    record("link_propose", plan.key, of=plan, by=by, at=at, after={"links": len(pairs)})
    return len(pairs)


@transaction.atomic
def propose_followers(plan: Plan, followers: dict[int, int], *, by: User, at) -> int:
    """Propose for promises of last year (key → key of this year's) what follows them; return how many it is.

    Raises Refused past the draft. What is not of last year, or not of the draft, is passed over.
    """
    plan = locked_draft(plan, by)
    earlier = {row.pk: row for row in promises_dropped_silently([plan]).filter(pk__in=followers)}
    later = {row.pk: row for row in plan.commitments.standing().filter(pk__in=followers.values())}
    pairs = [(row, later[followers[pk]]) for pk, row in earlier.items() if followers[pk] in later]
    propose_pairs(plan, pairs)
    if pairs:
        record("link_propose", plan.key, of=plan, by=by, at=at, after={row.code: other.code for row, other in pairs})
    return len(pairs)


def propose_pairs(plan: Plan, pairs: list[tuple[Commitment, Commitment]]) -> None:
    """Store proposed links in the place of what was noted of either end alone."""
    plan.links.filter(earlier__in=[row.pk for row, _other in pairs], commitment=None).delete()
    plan.links.filter(commitment__in=[other.pk for _row, other in pairs], earlier=None).delete()
    PromiseLink.objects.bulk_create(
        PromiseLink(plan=plan, commitment=other, earlier=row, kind=guessed_kind(row, other)) for row, other in pairs
    )
