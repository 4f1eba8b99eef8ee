"""The office's stock reasons: added, changed, retired and put in order, each act recorded."""

from django.db import transaction

from ...choices import Role
from ...models import StockReason, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale

REASON_FIELDS = ("text", "order", "active")


@transaction.atomic
def add_reason(text: str, *, by: User, at) -> StockReason:
    """Add a stock reason behind the others; raises Refused, or Incomplete with the field's code."""
    permit_reasons(by)
    last = StockReason.objects.order_by("-order").first()
    reason = StockReason(text=checked_reason(text), order=(last.order if last else 0) + 1)
    reason.save()
    record("stockreason_add", reason, by=by, at=at, after=reason_values(reason), approved=True)
    return reason


@transaction.atomic
def change_reason(
    reason: StockReason, *, by: User, at, version: str, text: str, order: int, active: bool
) -> StockReason:
    """Change a stock reason, retire it (`active` False) or take it back into use.

    `version` is the reason's `state` the form was drawn from: raises Stale when another one changed it since,
    Refused or Incomplete with the field's code. What changes nothing is not recorded.
    """
    permit_reasons(by)
    reason = StockReason.objects.select_for_update(no_key=True).get(pk=reason.pk)
    if reason.state != version:
        raise Stale(reason)
    before = reason_values(reason)
    reason.text, reason.order, reason.active = checked_reason(text, besides=reason), order, active
    after = reason_values(reason)
    if before != after:
        reason.save()
        record("stockreason_change", reason, by=by, at=at, before=before, after=after, approved=True)
    return reason


@transaction.atomic
def ship_reasons(texts: list[str], *, at) -> int:
    """Give a new installation its first stock reasons; where there ever were some, nothing is added."""
    if StockReason.objects.exists():
        return 0
    StockReason.objects.bulk_create(StockReason(text=text, order=order) for order, text in enumerate(texts, 1))
    record("stockreason_ship", StockReason._meta.verbose_name, at=at, after={"reasons": len(texts)}, approved=True)
    return len(texts)


def permit_reasons(by: User) -> None:
    if not by.has_role(Role.SUPERVISOR):
        raise Refused("stockreason")


def checked_reason(text: str, besides: StockReason | None = None) -> str:
    """Return the text; raise Incomplete when it is empty or another reason says the same."""
    text = text.strip()
    if not text:
        raise Incomplete({"text": "required"})
    others = StockReason.objects.exclude(pk=besides.pk) if besides else StockReason.objects.all()
    if others.filter(text=text).exists():
        raise Incomplete({"text": "twice"})
    return text


def reason_values(reason: StockReason) -> dict:
    return {name: str(getattr(reason, name)) for name in REASON_FIELDS}
