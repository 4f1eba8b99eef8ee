"""A place's data file place.yaml: what the place, its office and its papers are called."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Place
from .marked_yaml import DataFileProblem, read_yaml

PLACE_FILE = "place.yaml"
PLACE_KEYS = tuple(field.name for field in Place._meta.concrete_fields if not field.primary_key)


def read_place(path: Path) -> Place:
    """Return the file's place, not saved, with what it leaves out filled in; raise DataFileProblem naming what is
    wrong."""
    row, error = read_yaml(path)
    if error:
        raise DataFileProblem(str(error))
    if not isinstance(row, dict) or (unknown := sorted(set(row) - set(PLACE_KEYS))):
        keys = ", ".join(map(str, unknown)) if isinstance(row, dict) else _("no keys")
        raise DataFileProblem(_("%(file)s: unknown: %(keys)s") % {"file": path.name, "keys": keys})
    return checked_place(row)


def checked_place(row: dict) -> Place:
    """Return the place of field → value, not saved, with the rest filled in; raise DataFileProblem where it is none."""
    place = Place(**row).filled_in()
    try:
        place.clean_fields(exclude=["id"])
        place.clean()
    except ValidationError as error:
        said = [f"{name}: {' '.join(words)}" for name, words in error.message_dict.items()]
        raise DataFileProblem("; ".join(said)) from None
    return place
