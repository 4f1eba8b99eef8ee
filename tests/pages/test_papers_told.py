"""What a request for a paper is answered when it is not made: words and a time, never a bare fault."""

import pytest
from django.urls import reverse

from commitments.documents import papers_set
from commitments.documents.papers_set import PaperFailed
from commitments.documents.press import presses
from commitments.documents.press_queue import turn_to_typeset

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast, client):
    """Return a function that asks for the ledger as a paper."""
    client.force_login(cast.supervisor)
    client.raise_request_exception = False
    return lambda: client.get(reverse("ledger_paper", args=[cast.plan.key]))


@pytest.fixture(autouse=True)
def one_place(settings, tmp_path, monkeypatch):
    settings.VAR_DIR, settings.PAPER_WAIT_SECONDS = tmp_path, 0
    monkeypatch.setattr(papers_set, "cores", lambda: 1)


def test_while_others_are_ahead_it_says_how_many_and_when_to_come_again(ask, settings):
    with turn_to_typeset(settings.VAR_DIR / "typesetting", 1, 0):
        answer = ask()
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert "前面还有1份" in answer.content.decode()
    assert ask().status_code == 200


def test_a_paper_that_takes_too_long_is_named(ask, settings):
    settings.PAPER_SECONDS = 0
    presses.end_all()  # a press that has to begin takes longer than none at all
    answer = ask()
    assert answer.status_code == 500
    assert "排版超过了" in answer.content.decode()


@pytest.mark.parametrize("reason", ["time", "memory", "stopped", "killed", "engine"])
def test_every_reason_has_a_sentence_that_names_the_paper(reason):
    assert "年终总表" in str(PaperFailed("年终总表", reason))
