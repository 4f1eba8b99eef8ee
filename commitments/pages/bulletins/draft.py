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
from ...documents.bulletin_pdf import begin_bulletin_pages
from ...documents.paper_pages import PaperPages
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

    @cached_property
    def pages(self) -> PaperPages:
        """Its pages as pictures; made once per state of the data."""
        return PaperPages(self.told["pages"])

    def begin_pages(self) -> None:
        """Let them be made, if they are not there or under way; only then the data is worked out."""
        if self.pages.may_begin():
            begin_bulletin_pages(self.pages, self.data)


def pages_key(data: dict) -> str:
    return "bulletin-" + hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
