"""The report's text cut at its promises: nothing is lost, whatever the places are."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from commitments.pages.report.text import Passage, Promise

TEXT = "构建创新生态。建成甲一座,启动乙二座;完善机制。"


def passage(*places, text=TEXT, lead="构建创新生态", lamp=""):
    promises = [Promise(str(n), "", "green", begin, stop) for n, (begin, stop) in enumerate(places)]
    return Passage(SimpleNamespace(text=text, lead=lead), promises, lamp)


def cut(found):
    """Return (text, promise code or None) of the pieces."""
    return [(TEXT[p.begin : p.stop], p.promise and p.promise.code) for p in found.pieces]


def test_a_promise_stands_at_its_place():
    assert cut(passage((7, 12))) == [
        ("构建创新生态。", None), ("建成甲一座", "0"), (",启动乙二座;", None), ("完善机制。", None),
    ]  # fmt: skip


def test_promises_may_touch():
    assert [code for _text, code in cut(passage((7, 10), (10, 12)))][1:3] == ["0", "1"]


def test_of_nested_promises_the_inner_one_is_opened_and_the_outer_goes_on_behind_it():
    found = passage((7, 18), (7, 12))
    assert cut(found)[1:3] == [("建成甲一座", "1"), (",启动乙二座", "0")]


def test_a_promise_opens_once():
    opened = [p.promise.code for p in passage((7, 18), (9, 12)).pieces if p.opens]
    assert opened == ["0", "1"]


def test_the_topic_sentence_is_bold_and_not_counted():
    found = passage((7, 12))
    assert [p.topic for p in found.pieces] == [True, False, False, False]
    assert (len(found.sentences), len(found.bare)) == (2, 1)


def test_a_sentence_without_a_promise_is_known():
    assert [TEXT[p.begin : p.stop] for p in passage((7, 12)).pieces if p.bare] == ["完善机制。"]


def test_a_paragraph_without_a_topic_sentence_counts_all_its_sentences():
    assert len(passage(lead="").sentences) == 3


def test_another_lamp_s_promise_is_not_marked_but_its_sentence_is_not_bare():
    found = passage((7, 12), lamp="red")
    assert found.marked == []
    assert len(found.bare) == 1


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 8)), max_size=6))
def test_the_pieces_together_are_the_text(places):
    stops = [(begin, min(begin + length, len(TEXT))) for begin, length in places]
    assert "".join(TEXT[p.begin : p.stop] for p in passage(*stops).pieces) == TEXT
