"""Many papers in one zip: in order, the failures named, the rest there."""

import io
import threading
import zipfile

import pytest

from commitments.documents import papers_zip
from commitments.documents.papers_set import PaperFailed
from commitments.documents.papers_zip import FAILED_FILE, zip_papers


def zipped(papers) -> tuple[list, list, zipfile.ZipFile]:
    """Return what failed, what was told, and the zip."""
    told, target = [], io.BytesIO()
    failed = zip_papers(papers, target, lambda *each: told.append(each))
    return failed, told, zipfile.ZipFile(target)


def refuse():
    raise PaperFailed("区科经局报送件", "memory")


def break_down():
    raise ZeroDivisionError


def test_every_paper_is_in_it_in_the_order_given():
    late = threading.Event()
    papers = [("一.pdf", lambda: late.wait(20) and b"1"), ("二.pdf", lambda: late.set() or b"2")]
    failed, told, archive = zipped(papers)
    assert archive.namelist() == ["一.pdf", "二.pdf"]
    assert [archive.read(name) for name in archive.namelist()] == [b"1", b"2"]
    assert (failed, told) == ([], [(1, "一.pdf", ""), (2, "二.pdf", "")])


@pytest.mark.parametrize(("maker", "reason"), [(refuse, "memory"), (break_down, "engine")])
def test_one_that_fails_is_named_and_the_rest_is_made(maker, reason):
    failed, told, archive = zipped([("一.pdf", maker), ("二.pdf", lambda: b"2")])
    assert (failed, told[0]) == ([("一.pdf", reason)], (1, "一.pdf", reason))
    assert archive.namelist() == ["二.pdf", FAILED_FILE]
    assert "一.pdf" in archive.read(FAILED_FILE).decode()


def test_after_the_time_for_all_the_rest_is_named(monkeypatch):
    monkeypatch.setattr(papers_zip, "BATCH_SECONDS", -1)
    failed, _told, archive = zipped([("一.pdf", lambda: b"1"), ("二.pdf", lambda: b"2")])
    assert failed == [("一.pdf", "time"), ("二.pdf", "time")]
    assert archive.namelist() == [FAILED_FILE]


def test_few_papers_are_asked_for_ahead_of_what_is_written():
    asked = []

    def papers():
        for number in range(50):
            asked.append(number)
            yield f"{number}.pdf", lambda: b""

    ahead = []
    zip_papers(papers(), io.BytesIO(), lambda done, _name, _reason: ahead.append(len(asked) - done))
    assert len(ahead) == 50
    assert max(ahead) <= papers_zip.cores() + 1


def test_the_same_papers_make_the_same_zip():
    made = [io.BytesIO(), io.BytesIO()]
    for target in made:
        zip_papers([("一.pdf", lambda: b"1")], target, lambda *each: None)
    assert made[0].getvalue() == made[1].getvalue() != b""
