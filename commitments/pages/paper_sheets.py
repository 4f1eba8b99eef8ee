"""The pages of a paper on a screen: as many as are made, how many there will be, and how to see the rest."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from ..documents.paper_pages import PaperPages
from ..documents.papers_set import failure_words
from ..documents.press_jobs import JobState
from ..documents.typesetting import full_width

# How long an answer waits for the first new page; the browser asks again for what is missing.
FIRST_SECONDS = 1.0
PAGE_SECONDS = 8.0


class SheetShown(NamedTuple):
    """A page with the words of the section it stands in, and where its picture is."""

    number: int
    head: str
    address: str


class SheetsShown(NamedTuple):
    """The pages after those the browser has, and how far the making is."""

    rows: list[SheetShown]
    state: JobState
    begun: bool
    running: bool

    @property
    def failure(self) -> str:
        return " ".join(failure_words(*each) for each in self.state.failed)


def sheets_shown(pages: PaperPages, begin: Callable, asked, address: Callable[[int], str]) -> SheetsShown:
    """Return the pages as `asked`: `pages=1` begins to make them, `pages=stop` stops, `after` is the last one seen."""
    wish, after = asked.get("pages", ""), asked.get("after", "")
    seen = int(after) if after.isascii() and after.isdecimal() and len(after) < 6 else 0
    if wish == "stop":
        pages.stop()
        pages.wait(FIRST_SECONDS)
    elif wish:
        begin()
        pages.wait(FIRST_SECONDS, lambda state: state.done > seen)
    running, state, heads = pages.is_running(), pages.state(), pages.heads()
    rows = [SheetShown(number, full_width(head), address(number)) for number, head in heads.items() if number > seen]
    return SheetsShown(rows, state, bool(wish) and wish != "stop", running)


def sheet_picture(pages: PaperPages, begin: Callable, number: int) -> HttpResponse:
    """Answer the picture of a page, made now if it is not there; 404 where the paper has no such page."""
    if not pages.path(number).exists():
        begin()
        state = pages.wait(PAGE_SECONDS, lambda state: state.done >= number or 0 < state.total < number)
        if 0 < state.total < number:
            raise Http404(_("The bulletin has no such page."))
    try:
        content = pages.path(number).read_bytes()
    except FileNotFoundError:
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    return HttpResponse(content, content_type="image/svg+xml", headers={"Content-Encoding": "gzip"})
