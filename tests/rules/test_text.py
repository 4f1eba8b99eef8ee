"""Texts as they are kept: what has no width goes, what hides or breaks is refused, raised digits are no digits."""

import pytest

from commitments.rules.text import is_clean, plain_width, searched_as, without_invisible


@pytest.mark.parametrize("text", ["甲\u200b乙", "\ufeff甲乙", "甲\u2060乙\u200d", "甲\u00ad乙"])
def test_what_has_no_width_is_dropped(text):
    assert without_invisible(text) == "甲乙"


@pytest.mark.parametrize("text", ["甲\x00", "甲\x07", "\u202e甲", "甲\u2066", "\ud800", "甲\uffff"])
def test_what_hides_or_breaks_is_not_clean(text):
    assert not is_clean(text)


@pytest.mark.parametrize("text", ["第一行\n第二行\t末", "１２", "𠮷野家", "约10㎡", "é"])
def test_what_a_reader_sees_is_clean(text):
    assert is_clean(text)
    assert without_invisible(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [("１２，０００", "12,000"), (" 1.2万 ", "1.2万"), ("10²", "10²"), ("½", "½"), ("①", "①"), ("５％", "5%")],
)
def test_only_the_width_of_a_digit_changes(text, read):
    assert plain_width(text) == read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("４－１－４", "4-1-4"), ("4–1–4", "4-1-4"), ("4—1―4", "4-1-4"), ("4−1‐4", "4-1-4"), ("4‑1﹣4", "4-1-4"),
        ("１万", "1万"), ("１２，０００", "12000"), ("1,234,567", "1234567"), ("1,2", "1,2"),
        ("（改扩建）", "(改扩建)"), ("“两重”", "\"两重\""), ("ＰＤＦ 版", "pdf版"), ("5．5％", "5.5%"),
        ("甲\u3000乙\u200b丙", "甲乙丙"), ("10²", "10²"),
    ],
)  # fmt: skip
def test_a_search_compares_plain_signs(text, plain):
    assert searched_as(text) == plain
