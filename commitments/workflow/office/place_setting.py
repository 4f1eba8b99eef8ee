"""The place is set up once: whose ledger this is cannot be two things, and its name is on papers already issued."""

from django.utils.translation import gettext as _

from ...models import Installation, Place, User
from ..record import record


class OtherPlace(Exception):
    """What comes in belongs to another place than this ledger; the words say which."""


def set_up_place(place: Place, *, at, by: User | None = None) -> bool:
    """Store the checked place; return whether it is new. Raises OtherPlace where another place was set up.

    The same name again changes nothing: what is kept may have been mended since.
    """
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


def refuse_other_place(kept: Place, name: str) -> None:
    """Raise OtherPlace where what comes in belongs to another place than this ledger."""
    if kept.is_set_up and name and name != kept.name:
        words = _("This is the ledger of %(place)s; %(other)s needs a database of its own.")
        raise OtherPlace(words % {"place": kept.name, "other": name})
