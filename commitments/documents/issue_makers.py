"""What an issue is made of and by, for each kind of paper that is issued: its data, PDF, pictures and Word file."""

from collections.abc import Callable
from typing import NamedTuple

from ..choices import BulletinKind
from ..models import Bulletin
from .bulletin_changes import items_of
from .bulletin_data import bulletin_data
from .bulletin_pdf import begin_bulletin_pages, bulletin_pdf
from .word_bulletin import bulletin_word
from .word_year_end import year_end_word
from .year_end_data import rows_of, year_end_data
from .year_end_pdf import begin_year_end_pages, year_end_pdf


class IssueMaker(NamedTuple):
    """How a kind of paper is made: `data(paper, on, draft)`, and from the data all the rest; `items` are its rows."""

    data: Callable
    items: Callable
    pdf: Callable
    begin_pages: Callable
    word: Callable


ISSUE_MAKERS = {
    BulletinKind.PERIOD: IssueMaker(
        lambda paper, on, draft=True: bulletin_data(paper.period, on, paper, draft=draft),
        items_of, bulletin_pdf, begin_bulletin_pages, bulletin_word,
    ),
    BulletinKind.YEAR_END: IssueMaker(
        lambda paper, on, draft=True: year_end_data(paper.period.plan, on, paper, draft=draft),
        rows_of, year_end_pdf, begin_year_end_pages, year_end_word,
    ),
}  # fmt: skip


def maker_of(paper: Bulletin) -> IssueMaker:
    """Return how this paper is made."""
    return ISSUE_MAKERS[BulletinKind(paper.kind)]
