"""What the columns of a table meant the last time one laid out like it was taken in, as the history keeps it."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...models import HistoryEntry, Plan, User
from ..record import record
from .drafts_locked import locked_draft

KEPT, FORGOTTEN = "plan_table", "plan_table_forget"


@dataclass(frozen=True)
class RememberedLayout:
    """Column's place (from 0) → what it was confirmed as, by whom and when."""

    meanings: dict[int, str]
    by: str
    at: datetime.datetime


def remembered_layout(digest: str) -> RememberedLayout | None:
    """Return what the columns of a layout were last confirmed as; None where nobody did, or it was forgotten since."""
    acts = HistoryEntry.objects.filter(action__in=(KEPT, FORGOTTEN), after__table=digest)
    last = acts.order_by("-pk").first()
    if last is None or last.action == FORGOTTEN or "columns" not in last.after:
        return None
    meanings = {int(place): meaning for place, _is, meaning in (each.partition(":") for each in last.after["columns"])}
    return RememberedLayout(meanings, last.actor_name, last.at)


def columns_kept(meanings: dict[int, str]) -> list[str]:
    """Return the columns' meanings as the history keeps them."""
    return [f"{place}:{meaning}" for place, meaning in sorted(meanings.items())]


@transaction.atomic
def forget_layout(plan: Plan, digest: str, *, by: User, at) -> None:
    """Let the columns of a layout be proposed by their heads alone again; nothing happens where nothing is kept.
    Raises Refused past the draft."""
    locked = locked_draft(plan, by)
    if remembered_layout(digest) is not None:
        record(FORGOTTEN, locked.key, of=locked, by=by, at=at, after={"table": digest})
