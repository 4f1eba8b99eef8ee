"""Which promise of the level above a commitment carries out, as the office says it: in a draft, and once it is open."""

from django.db import transaction

from ...choices import Level, LinkKind, PlanState, Role
from ...models import AboveLink, Commitment, Plan, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from .links import LinkSaid, link_error, link_fact, take_said


def may_link_above(user: User, plan: Plan) -> bool:
    """Whether `user` may say what a plan's commitments carry out: the office, until the plan is closed."""
    return user.has_role(Role.SUPERVISOR) and plan.state != PlanState.CLOSED


def levels_above(level: str) -> tuple:
    """Return the levels above one, the nearest first."""
    known = Level.nearest_first()
    return known[known.index(level) + 1 :]


def plans_above(plan: Plan):
    """Return the opened plans of the same year of the levels above."""
    return Plan.objects.past_draft().filter(year=plan.year, level__in=levels_above(plan.level)).by_level()


def locked_for_above(commitment: Commitment, by: User) -> Commitment:
    """Return the commitment, locked until the transaction ends. Raises Refused past the plan's end and for others."""
    row = Commitment.objects.select_for_update(no_key=True, of=("self",)).select_related("plan").get(pk=commitment.pk)
    if not may_link_above(by, row.plan):
        raise Refused("link", row.plan.state)
    return row


@transaction.atomic
def tie_above(commitment: Commitment, above: Commitment, said: LinkSaid, *, by: User, at) -> AboveLink:
    """Say which promise of the level above a commitment carries out, and how alike they are; confirmed.

    In a plan that is open, too: the adopted words stay as they are. Raises Refused, Incomplete with kind, note, long,
    or above (not of a level above, of that year).
    """
    row = locked_for_above(commitment, by)
    code = link_error(said, LinkKind.of_two())
    if code or above.withdrawn_on or not plans_above(row.plan).filter(pk=above.plan_id).exists():
        raise Incomplete({code or "above": "required"})
    link = AboveLink.objects.filter(commitment=row, above=above).first()
    link = link or AboveLink(commitment=row, above=above)
    if take_said(link, said):
        link.save()
        after = {f"{above.plan.key} {above.code}": link_fact(link)}
        record("above_link", row, by=by, at=at, after=after, commitment=none_of_draft(row))
    return link


@transaction.atomic
def untie_above(commitment: Commitment, pk: int, *, by: User, at) -> None:
    """Take a link to the level above away again. Raises Refused, and Stale where it is gone."""
    row = locked_for_above(commitment, by)
    link = row.above_links.filter(pk=pk).select_related("above__plan").first()
    if link is None:
        raise Stale(row)
    before = {f"{link.above.plan.key} {link.above.code}": link_fact(link)}
    link.delete()
    record("above_unlink", row, by=by, at=at, before=before, commitment=none_of_draft(row))


def none_of_draft(row: Commitment) -> Commitment | None:
    """Return the commitment an entry points to: a draft's rows may be deleted, what history points to may not."""
    return None if row.plan.is_draft else row
