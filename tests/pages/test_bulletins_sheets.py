"""The pages of a draft as they come: the first at once, how many of how many, stopped and begun again."""

import threading

import pytest

from commitments.documents import paper_pages, papers_set
from commitments.documents.press_queue import turn_to_typeset
from commitments.pages import paper_sheets
from tests.world import make_approved

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/bulletins/2024-Q3/"
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path, monkeypatch):
    """Let no test find another's pages, and every answer wait as long as the machine takes."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(paper_sheets, "FIRST_SECONDS", 60)


@pytest.fixture
def office(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)
    return client


def text_of(client, query: str = "", **headers) -> str:
    return client.get(URL + query, headers=headers).content.decode()


@pytest.fixture
def slow(monkeypatch):
    """Hold the making after the first page until the test lets it go on."""
    go_on, packed = threading.Event(), paper_pages.gzip.compress
    begun = []

    def pack(page, level):
        if begun:
            go_on.wait(60)
        begun.append(page)
        return packed(page, level)

    monkeypatch.setattr(paper_pages.gzip, "compress", pack)
    yield go_on
    go_on.set()


def test_they_are_asked_for_behind_the_page_and_numbered_with_their_section(office):
    first = text_of(office)
    assert (first.count("pages=1"), first.count("<img")) == (2, 0)
    while "hx-get" in (rows := text_of(office, "?pages=1", **HTMX)):
        assert "<html" not in rows
    pages = rows.count("<img")
    assert f"第{pages}页，共{pages}页" in rows
    assert "慢序时任务清单</span>" in rows
    assert text_of(office).count("<img") == pages > 1


def test_the_first_is_there_while_the_others_are_made_and_only_new_ones_follow(office, slow):
    rows = text_of(office, "?pages=1", **HTMX)
    assert (rows.count("<img"), "pages=1&amp;after=1" in rows) == (1, True)
    assert "1／" in rows
    slow.set()
    while "hx-get" in (rows := text_of(office, "?pages=1&after=1", **HTMX)):
        assert 'id="page-1"' not in rows
    assert 'id="page-2"' in rows


def test_stopped_it_says_so_and_begins_again_when_asked(office, slow):
    assert "停" in text_of(office, "?pages=1")
    threading.Timer(0.3, slow.set).start()
    stopped = text_of(office, "?pages=stop")
    assert "重新生成" in stopped
    assert "hx-get" not in stopped[stopped.index('id="sheets"') : stopped.index("<aside")]
    assert text_of(office, "?pages=1").count("<img") > 1


def test_while_others_are_ahead_it_says_how_many(office, settings, monkeypatch):
    monkeypatch.setattr(papers_set, "cores", lambda: 1)
    monkeypatch.setattr(paper_sheets, "FIRST_SECONDS", 0.5)
    with turn_to_typeset(settings.VAR_DIR / "typesetting", 1, 0):
        assert "前面还有1份" in text_of(office, "?pages=1")
        assert "已停止" not in text_of(office, "?pages=stop")
    monkeypatch.setattr(paper_sheets, "FIRST_SECONDS", 60)
    assert "<img" in text_of(office, "?pages=1")


def test_a_paper_that_fails_says_why_and_how_to_try_again(office, settings):
    settings.PAPER_MB = 1
    papers_set.presses.end_all()
    failed = text_of(office, "?pages=1")
    assert "MB" in failed
    assert "重新生成" in failed
    settings.PAPER_MB = 4096
    assert "<img" in text_of(office, "?pages=1")


@pytest.mark.parametrize("after", ["x", "-1", "９", "9" * 400])
def test_a_place_that_is_none_is_the_beginning(office, after):
    while "hx-get" in (rows := text_of(office, f"?pages=1&after={after}", **HTMX)):
        pass
    assert 'id="page-1"' in rows
