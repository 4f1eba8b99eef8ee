"""A paper's draft as the page tells it: worked out once per state of the facts, and its pages once per state of it.

Whatever a bulletin tells changes by acts alone, and every act writes the history: its newest entry names the state,
with the version of what the office wrote.
"""

import datetime
import hashlib
import json
from functools import cached_property

from django.core.cache import cache

from ...documents.bulletin_missing import missing_by_field
from ...documents.issue_makers import maker_of
from ...documents.paper_pages import PaperPages
from ...models import Bulletin
from ...workflow.record import newest_digest

KEPT_SECONDS = 600
ON_THE_PAGE = (
    "title", "title_rows", "number", "period", "issue_line", "conclusion", "leads", "proposed", "undecided",
    "decisions", "changed_since", "corrects", "corrections",
)  # fmt: skip


class Draft:
    """The draft of a bulletin or year-end pack as it would be issued on a day."""

    def __init__(self, paper: Bulletin, on: datetime.date):
        self.paper, self.on, self.maker = paper, paper.dated or on, maker_of(paper)
        # Read before the facts: what is kept under it is never older than it says.
        written = f"{paper.kind}-{paper.period_id}-{paper.corrects_id or 0}-{paper.pk or 0}.{paper.version}"
        self.key = f"bulletin-{written}-{self.on}-{newest_digest()}"

    @cached_property
    def data(self) -> dict:
        """All that the paper prints."""
        return self.maker.data(self.paper, self.on)

    @cached_property
    def told(self) -> dict:
        """What the page tells of it, the characters no font has by field (`missing`), and the key of its pages."""
        found = cache.get(self.key)
        if found is None:
            found = {name: self.data[name] for name in ON_THE_PAGE if name in self.data}
            found |= {"missing": missing_by_field(self.data), "pages": pages_key(self.data)}
            cache.set(self.key, found, KEPT_SECONDS)
        return found

    @cached_property
    def pages(self) -> PaperPages:
        """Its pages as pictures; made once per state of the data."""
        return PaperPages(self.told["pages"])

    def begin_pages(self) -> None:
        """Let them be made, if they are not there or under way; only then the data is worked out."""
        if self.pages.may_begin():
            self.maker.begin_pages(self.pages, self.data)


def pages_key(data: dict) -> str:
    return "bulletin-" + hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
