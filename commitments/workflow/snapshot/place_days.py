"""What the place was called on a day: its record as it stands, with what was changed since taken back."""

import datetime
import inspect
from contextlib import contextmanager
from copy import copy
from functools import wraps

from ...models import HistoryEntry, Place
from ...models.place import KEPT_PLACE
from .known_reports import end_of_day

PLACE_CHANGE = "place_change"


def place_on(day: datetime.date) -> Place:
    """Return the place as it was called at the end of the day; before it was set up, as it was called first."""
    place = copy(Place.objects.here())
    since = HistoryEntry.objects.filter(action=PLACE_CHANGE, at__gte=end_of_day(day)).order_by("-pk")
    for before in since.values_list("before", flat=True):
        for name, text in before.items():
            setattr(place, name, Place._meta.get_field(name).to_python(text))
    return place


@contextmanager
def called_as_on(day: datetime.date):
    """Let everything that names the place name it as it was called on the day, until this ends."""
    token = KEPT_PLACE.set({"place": place_on(day)})
    try:
        yield
    finally:
        KEPT_PLACE.reset(token)


def in_words_of_day(make):
    """Return `make`, a paper's data of a day `on`, with the place called in them as it was on that day."""
    asked = inspect.signature(make)

    @wraps(make)
    def made(*args, **more):
        with called_as_on(asked.bind(*args, **more).arguments["on"]):
            return make(*args, **more)

    return made
