"""Differences between two texts: what is marked, and that nothing is lost by marking."""

import pytest
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


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        # One or two common characters between changes go with them …
        ("完成甲的乙及招标", "完成丙的丁及招标",
         [("same", "完成"), ("gone", "甲的乙"), ("same", "及招标")],
         [("same", "完成"), ("new", "丙的丁"), ("same", "及招标")]),
        ("完成甲已经乙及招标", "完成丙已经丁及招标",
         [("same", "完成"), ("gone", "甲已经乙"), ("same", "及招标")],
         [("same", "完成"), ("new", "丙已经丁"), ("same", "及招标")]),
        # … three do not, nor a mark between sentences, nor what stands at an end.
        ("完成甲的项目乙及招标", "完成丙的项目丁及招标",
         [("same", "完成"), ("gone", "甲"), ("same", "的项目"), ("gone", "乙"), ("same", "及招标")],
         [("same", "完成"), ("new", "丙"), ("same", "的项目"), ("new", "丁"), ("same", "及招标")]),
        ("完成甲。乙及招标", "完成丙。丁及招标",
         [("same", "完成"), ("gone", "甲"), ("same", "。"), ("gone", "乙"), ("same", "及招标")],
         [("same", "完成"), ("new", "丙"), ("same", "。"), ("new", "丁"), ("same", "及招标")]),
        # The change before it is the second run, or the one behind it the last.
        ("甲的乙目标项目", "丙的丁目标项目",
         [("gone", "甲的乙"), ("same", "目标项目")], [("new", "丙的丁"), ("same", "目标项目")]),
        ("目标项目甲的乙", "目标项目丙的丁",
         [("same", "目标项目"), ("gone", "甲的乙")], [("same", "目标项目"), ("new", "丙的丁")]),
        ("甲完成招标", "乙完成招标", [("gone", "甲"), ("same", "完成招标")], [("new", "乙"), ("same", "完成招标")]),
        ("项目甲完", "项目乙完", [("same", "项目"), ("gone", "甲"), ("same", "完")],
         [("same", "项目"), ("new", "乙"), ("same", "完")]),
        ("甲目招标完", "乙目招标完", [("gone", "甲"), ("same", "目招标完")], [("new", "乙"), ("same", "目招标完")]),
    ],
)  # fmt: skip
def test_a_common_character_between_changes_does_not_flicker(old, new, left, right):
    assert differences(old, new) == (left, right)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("甲", "甲乙丙丁", [("same", "甲"), ("new", "乙丙丁")]),  # a quarter in common is enough
        ("甲", "甲乙丙丁戊", [("new", "甲乙丙丁戊")]),
        ("甲乙丙丁戊", "甲", [("new", "甲")]),
        ("", "甲", [("new", "甲")]),
        ("", "", []),
    ],
)
def test_how_much_must_be_common_of_the_longer_text(old, new, marked):
    assert differences(old, new)[1] == marked


def test_a_text_gone_altogether_leaves_nothing_new():
    assert differences("甲", "") == ([("gone", "甲")], [])


def test_what_is_frequent_in_a_long_text_is_still_common():
    # difflib overlooks by itself what makes up more than a hundredth of 200 pieces and more.
    same = "的" * 250
    assert differences(f"甲{same}", f"乙{same}")[1] == [("new", "乙"), ("same", same)]
