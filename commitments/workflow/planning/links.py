"""How a draft's promises follow from last year's, as the office judges it."""

from dataclasses import dataclass

from django.db import transaction

from ...choices import LinkKind, Standing
from ...models import Plan, PromiseLink, User
from ..record import record
from ..refusals import Incomplete
from ..snapshot.last_plans import plan_before
from .drafts_locked import locked_draft
from .last_years_promises import finished_of

NOTE_LENGTH = 300


@dataclass(frozen=True)
class LinkSaid:
    """What the office says of a link: its kind, and in a sentence why, where a series breaks or ends."""

    kind: str
    note: str = ""


def link_error(said: LinkSaid, kinds: tuple) -> str:
    """Return the code of what is wrong with a word on a link that may be of these kinds, or ""."""
    if said.kind not in kinds:
        return "kind"
    if len(said.note) > NOTE_LENGTH:
        return "long"
    return "note" if said.kind in LinkKind.reasoned() and not said.note.strip() else ""


def possible_kinds(link: PromiseLink) -> tuple:
    """Return the kinds a link may have, by the ends it has."""
    if link.commitment_id is None:
        return LinkKind.of_last_year()
    return LinkKind.of_two() if link.earlier_id else (LinkKind.NEW,)


@transaction.atomic
def judge_links(plan: Plan, said: dict[int, LinkSaid], *, by: User, at) -> int:
    """Settle links to last year (key → what is said of it); return how many changed.

    Raises Incomplete with key → kind (none of theirs), note (a break needs its sentence), long, or unfinished (called
    finished, but not met).
    """
    plan = locked_draft(plan, by)
    rows = plan.links.filter(pk__in=said).select_related("earlier", "commitment").order_by("pk")
    links = list(rows.select_for_update(no_key=True, of=("self",)))
    finished = finished_of([link.earlier_id for link in links])
    wrong = {str(link.pk): judging_error(link, said[link.pk], finished) for link in links}
    if wrong := {pk: code for pk, code in wrong.items() if code}:
        raise Incomplete(wrong)
    changed = [link for link in links if take_said(link, said[link.pk])]
    PromiseLink.objects.bulk_update(changed, ["kind", "standing", "note"])
    if changed:
        record("link_judge", plan.key, of=plan, by=by, at=at, after=links_facts(changed))
    return len(changed)


def judging_error(link: PromiseLink, said: LinkSaid, finished: set[int]) -> str:
    if said.kind == LinkKind.FINISHED and link.earlier_id not in finished:
        return "unfinished"
    return link_error(said, possible_kinds(link))


def take_said(link, said: LinkSaid) -> bool:
    """Write what is said onto a link, confirmed and unsaved; return whether that changes it."""
    before = link.kind, link.standing, link.note
    link.kind, link.standing, link.note = said.kind, Standing.CONFIRMED, said.note.strip()
    return before != (link.kind, link.standing, link.note)


def link_name(link: PromiseLink) -> str:
    """Return how the history names a link: the codes of its two ends."""
    ends = (link.earlier, link.commitment)
    return " → ".join(row.code if row else "—" for row in ends)


def links_facts(links) -> dict[str, str]:
    return {link_name(link): link_fact(link) for link in links}


def link_fact(link) -> str:
    return f"{link.kind} {link.note}".strip()


@transaction.atomic
def account_for_left(plan: Plan, said: dict[int, LinkSaid], *, by: User, at) -> int:
    """Say what became of promises of last year nothing follows (their key → dropped or finished); return how many.

    Raises Refused past the draft, and Incomplete as judge_links does, by the key of the promise.
    """
    plan = locked_draft(plan, by)
    last = plan_before(plan)
    known = {row.pk: row for row in last.commitments.filter(pk__in=said)} if last else {}
    followed = set(plan.links.filter(earlier__in=known).exclude(commitment=None).values_list("earlier", flat=True))
    links = {link.earlier_id: link for link in plan.links.filter(earlier__in=known, commitment=None)}
    rows = [
        links.get(pk) or PromiseLink(plan=plan, earlier=row, kind=LinkKind.DROPPED)
        for pk, row in known.items()
        if pk not in followed
    ]
    finished = finished_of([link.earlier_id for link in rows])
    wrong = {str(link.earlier_id): judging_error(link, said[link.earlier_id], finished) for link in rows}
    if wrong := {pk: code for pk, code in wrong.items() if code}:
        raise Incomplete(wrong)
    changed = [link for link in rows if take_said(link, said[link.earlier_id])]
    for link in changed:
        link.earlier = known[link.earlier_id]
        link.save()
    if changed:
        record("link_judge", plan.key, of=plan, by=by, at=at, after=links_facts(changed))
    return len(changed)
