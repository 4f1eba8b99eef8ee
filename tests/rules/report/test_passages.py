"""Every word of a paragraph is in one passage: a candidate, a sentence without one, or what is left over."""

import pytest

from commitments.rules.report.passages import passages_in

CASES = {
    "坚持稳中求进。新建学校5所，启动2座变电站建设。": [
        ("坚持稳中求进", "framing"), ("新建学校5所", ""), ("启动2座变电站建设", ""),
    ],
    "去年新建学校3所。": [("去年新建学校3所", "last_year")],
    "壮大底盘。新建学校5所。": [("壮大底盘", "framing"), ("新建学校5所", "")],
    "新建学校5所，等等。": [("新建学校5所", ""), ("等等", "framing")],
    "等等，新建学校5所。": [("等等", "framing"), ("新建学校5所", "")],
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_passages_are_candidates_and_what_is_proposed_to_be_none(text):
    assert [(each.words, each.proposed) for each in passages_in(text, 2025)] == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_a_passage_stands_where_it_says_and_no_word_is_left_out(text):
    found = passages_in(text, 2025)
    assert [text[each.start : each.end] for each in found] == [each.words for each in found]
    assert sum(len(each.words) for each in found) == len([sign for sign in text if sign not in "，。"])
