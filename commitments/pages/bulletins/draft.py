"""A bulletin's draft as the page tells it: worked out once per state of the facts, and its pages once per state of it.

Whatever a bulletin tells changes by acts alone, and every act writes the history: its newest entry names the state.
"""

import datetime
import hashlib
import json
from functools import cached_property

from django.core.cache import cache

from ...documents.bulletin_data import bulletin_data
from ...documents.bulletin_missing import missing_by_code
from ...documents.bulletin_pdf import bulletin_images
from ...models import ReportingPeriod
from ...workflow.record import newest_digest

KEPT_SECONDS = 600
ON_THE_PAGE = ("title", "period", "conclusion", "decisions")


class Draft:
    """The draft of a period's bulletin on a day."""

    def __init__(self, period: ReportingPeriod, on: datetime.date):
        self.period, self.on = period, on
        # Read before the facts: what is kept under it is never older than it says.
        self.key = f"bulletin-{period.pk}-{on}-{newest_digest()}"

    @cached_property
    def data(self) -> dict:
        """All that the bulletin prints."""
        return bulletin_data(self.period, self.on)

    @cached_property
    def told(self) -> dict:
        """What the page tells of it, the characters no font has by commitment (`missing`), and the key of its pages."""
        found = cache.get(self.key)
        if found is None:
            found = {name: self.data[name] for name in ON_THE_PAGE}
            found |= {"missing": missing_by_code(self.data), "pages": pages_key(self.data)}
            cache.set(self.key, found, KEPT_SECONDS)
        return found

    def images(self) -> list[bytes]:
        """Return every page as PNG; made once per state of the data."""
        found = self.kept_images()
        if found is None:
            found = bulletin_images(self.data)
            cache.set(self.told["pages"], found, KEPT_SECONDS)
        return found

    def kept_images(self) -> list[bytes] | None:
        """Return the pages as they were made for this state of the data, None while they have to be made."""
        return cache.get(self.told["pages"])


def pages_key(data: dict) -> str:
    return "bulletin-" + hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
