"""Definition cards of indicators, written and approved by the office; another wording waits for approval again."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from ...choices import Role
from ...models import DEFINITION_FIELDS, Department, Indicator, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale


@dataclass(frozen=True)
class DefinitionCard:
    """What counts, where its data come from, when, what half of it is, what falling back is; and who collects it."""

    definition: str = ""
    source: str = ""
    released: str = ""
    partly_rule: str = ""
    falling_rule: str = ""
    owner: Department | None = None


def card_of(indicator: Indicator) -> DefinitionCard:
    return DefinitionCard(**{name: getattr(indicator, name) for name in DEFINITION_FIELDS}, owner=indicator.owner)


def definition_version(indicator: Indicator) -> str:
    """Return what a form was drawn from: changes with every word of the card, its owner and its approval."""
    told = [getattr(indicator, name) for name in DEFINITION_FIELDS]
    told += [indicator.owner_id, str(indicator.approved_on), indicator.approved_by_id]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def may_define(user: User) -> bool:
    return user.has_role(Role.SUPERVISOR)


def locked_indicator(indicator: Indicator, by: User, version: str | None) -> Indicator:
    """Return the indicator, locked. Raises Refused (no supervisor) and Stale (not as `version` saw it)."""
    if not may_define(by):
        raise Refused("define", "")
    rows = Indicator.objects.select_related("owner", "approved_by")
    indicator = rows.select_for_update(of=("self",), no_key=True).get(pk=indicator.pk)
    if version is not None and version != definition_version(indicator):
        raise Stale(indicator)
    return indicator


@transaction.atomic
def write_definition(
    indicator: Indicator, card: DefinitionCard, *, by: User, at, version: str | None = None
) -> Indicator:
    """Store a card; where it says something else than before, its approval is taken back. Raises Refused, Stale."""
    indicator = locked_indicator(indicator, by, version)
    before = card_of(indicator)
    if card == before:
        return indicator
    for name, value in card_values(card).items():
        setattr(indicator, name, value)
    indicator.take_approval_back()
    indicator.save()
    said = {"before": card_as_text(before), "after": card_as_text(card)}
    record("indicator_change", indicator, by=by, at=at, approved=True, **said)
    return indicator


@transaction.atomic
def approve_definition(indicator: Indicator, *, by: User, at, version: str | None = None) -> Indicator:
    """Approve a card as it stands. Raises Refused, Stale, and Incomplete with what an approved card must say."""
    indicator = locked_indicator(indicator, by, version)
    missing = [name for name in ("definition", "source") if not getattr(indicator, name).strip()]
    if missing or indicator.owner is None:
        raise Incomplete(dict.fromkeys([*missing, *([] if indicator.owner else ["owner"])], "required"))
    if not indicator.is_defined:
        indicator.approved_by, indicator.approved_on = by, at.date()
        indicator.save(update_fields=["approved_by", "approved_on"])
        record("definition_approve", indicator, by=by, at=at, approved=True, after=card_as_text(card_of(indicator)))
    return indicator


def card_values(card: DefinitionCard) -> dict:
    return {name: getattr(card, name) for name in card.__dataclass_fields__}


def card_as_text(card: DefinitionCard) -> dict[str, str]:
    return {name: str(value or "") for name, value in card_values(card).items()}
