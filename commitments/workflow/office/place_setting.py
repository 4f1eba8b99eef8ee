"""The place is set up once and changed with a reason: its name is on papers issued, which keep the one they bear."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext as _

from ...choices import Role
from ...models import Installation, Place, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from ..snapshot.place_days import PLACE_CHANGE

PLACE_FACTS = tuple(field.name for field in Place._meta.concrete_fields if not field.primary_key)


class OtherPlace(Exception):
    """What comes in belongs to another place than this ledger; the words say which."""


def place_facts(place: Place) -> dict:
    """Return what the history keeps of a place, each as text."""
    return {name: str(getattr(place, name)) for name in PLACE_FACTS}


def place_version(place: Place) -> str:
    """Return what a form about the place was drawn from, "" before it is set up."""
    facts = json.dumps(place_facts(place), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()[:16] if place.is_set_up else ""


def keeps_place(user: User) -> bool:
    """Whether the account may say whose ledger this is."""
    return user.has_role(Role.SYSTEM_ADMIN)


@transaction.atomic
def set_up_place(place: Place, *, at, by: User | None = None) -> bool:
    """Store the checked place; return whether it is new. Raises OtherPlace where another place was set up.

    The same name again changes nothing: what is kept may have been mended since. Raises Refused when `by` is no system
    administrator; without `by` it is somebody at the server.
    """
    if by is not None and not keeps_place(by):
        raise Refused("place_set_up")
    Installation.objects.locked()
    kept = Place.objects.read()
    if kept.is_set_up:
        refuse_other_place(kept, place.name)
        return False
    place.pk = 1
    place.save(force_insert=True)
    Place.objects.changed()
    record("place_set_up", place, by=by, at=at, after={"name": place.name, "level": place.level})
    return True


@transaction.atomic
def change_place(said: Place, *, by: User, at, version: str, reason: str) -> bool:
    """Store what the checked place is called from now on; return whether anything is new.

    Raises Refused when `by` is no system administrator, Stale when the place was changed since the form was drawn, and
    Incomplete without a reason. What was issued is frozen; papers of days gone by say what the place was called then.
    """
    if not keeps_place(by):
        raise Refused(PLACE_CHANGE)
    Installation.objects.locked()
    kept = Place.objects.read()
    if not kept.is_set_up or place_version(kept) != version:
        raise Stale(kept)
    was, now = place_facts(kept), place_facts(said)
    changed = [name for name in PLACE_FACTS if was[name] != now[name]]
    if changed and not reason:
        raise Incomplete({"reason": "required"})
    if changed:
        said.pk = 1
        said.save(force_update=True)
        Place.objects.changed()
        before, after = ({name: facts[name] for name in changed} for facts in (was, now))
        record(PLACE_CHANGE, said, by=by, at=at, before=before, after=after, note=reason, approved=True)
    return bool(changed)


def refuse_other_place(kept: Place, name: str) -> None:
    """Raise OtherPlace where what comes in belongs to another place than this ledger."""
    if kept.is_set_up and name and name != kept.name:
        words = _("This is the ledger of %(place)s; %(other)s needs a database of its own.")
        raise OtherPlace(words % {"place": kept.name, "other": name})
