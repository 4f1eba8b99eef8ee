"""Differences between two texts: what is marked, and that nothing is lost by marking."""

from hypothesis import given
from hypothesis import strategies as st

from commitments.rules.differences import differences

TEXTS = st.text(alphabet="累计新增12,0根家。；a ", max_size=40)


def text_of(runs) -> str:
    return "".join(text for _kind, text in runs)


@given(TEXTS, TEXTS)
def test_joined_the_runs_are_the_texts_again(old, new):
    left, right = differences(old, new)
    assert (text_of(left), text_of(right)) == (old, new)


@given(TEXTS)
def test_the_same_text_has_no_marks(text):
    assert {kind for runs in differences(text, text) for kind, _text in runs} <= {"same"}


def test_a_figure_is_marked_as_a_whole():
    left, right = differences("累计新增2,980根，签约4家。", "累计新增5,460根，签约4家。")
    assert ("gone", "2,980根") in left
    assert ("new", "5,460根") in right


def test_texts_with_little_in_common_are_marked_entirely():
    assert differences("完成招标。", "全面开工建设") == ([("gone", "完成招标。")], [("new", "全面开工建设")])
