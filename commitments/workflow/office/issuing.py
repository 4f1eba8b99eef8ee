"""Issuing a bulletin or the year-end pack: what the office writes on its draft, and the act that freezes it."""

import hashlib

from django.db import transaction

from ...choices import BulletinState, Role
from ...models import Bulletin, Installation, User
from ...rules.lead_figures import unanswered
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from .bulletins import draft_of, issued_of, next_issue_number


@transaction.atomic
def save_draft(draft: Bulletin, said: dict, *, version: int, by: User) -> Bulletin:
    """Save what the office writes on a draft; drafting leaves no history.

    `said` is field → value. Refused unless `by` is a supervisor; Stale when somebody saved since `version`.
    """
    refuse_unless_office(by)
    Installation.objects.locked()
    draft = draft_of(draft.period, draft.corrects, draft.kind)
    if draft.version != version:
        raise Stale(draft)
    for name, value in said.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.save()
    return draft


def refuse_unless_office(by: User) -> None:
    if not by.has_role(Role.SUPERVISOR):
        raise Refused("issue")


@transaction.atomic
def issue_bulletin(draft: Bulletin, frozen: dict, *, by: User, at) -> Bulletin:
    """Keep the paper for good: `frozen` is field → value of what was set; returns the frozen row.

    Refused unless `by` is a supervisor; Incomplete where the period's paper is out already, the number taken, the year
    of a pack not over, or something undecided and nobody says why it is issued; Stale where the issue number printed
    is no longer the next.
    """
    refuse_unless_office(by)
    Installation.objects.locked()
    refuse_incomplete(draft, frozen["data"])
    issue = next_issue_number(draft)
    if issue != draft.issue:
        raise Stale(draft)
    pages = {"sha256": hashlib.sha256(frozen["pdf"]).hexdigest(), "issued_on": at.date(), "issued_by": by}
    for name, value in (frozen | pages | {"state": BulletinState.ISSUED}).items():
        setattr(draft, name, value)
    draft.save()
    after = {name: getattr(draft, name) for name in ("form", "issue", "number", "sha256", "data_sha256", "although")}
    after |= {"corrects": str(draft.corrects)} if draft.corrects else {}
    act = "year_end_issue" if draft.is_year_end else "bulletin_issue"
    record(act, draft, by=by, at=at, after=after, note=draft.reason, approved=True)
    return draft


def refuse_incomplete(draft: Bulletin, data: dict) -> None:
    """Raise Incomplete with every reason against issuing this draft."""
    issued, undecided, found = Bulletin.objects.issued(), data["undecided"], {}
    if issued_of(draft):
        found["period"] = "issued"
    elif draft.is_year_end and data["issued_on"] < str(draft.period.ends):
        found["period"] = "not_over"
    if draft.number and issued.filter(number=draft.number).exists():
        found["number"] = "taken"
    if any(undecided.values()) and not draft.although:
        found["although"] = "required"
    if draft.corrects and not draft.reason:
        found["reason"] = "required"
    if unanswered(data["proposed"], data["leads"], data["own_figures"]):
        found["leads"] = "differs"
    if found:
        raise Incomplete(found)
