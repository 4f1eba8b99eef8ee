"""Which texts are most alike: the rare words count, what half of all promises say does not."""

from commitments.rules.report.likeness import AlikeTexts

TEXTS = ("新增新能源充电桩1万根", "新增停车泊位1万个", "打通不少于2条断头路")


def test_the_same_promise_with_another_figure_is_the_nearest():
    likeness, place = AlikeTexts(TEXTS).nearest("新增新能源充电桩1.2万根")[0]
    assert (place, likeness > 0.9) == (0, True)


def test_what_has_only_common_words_in_common_is_not_near():
    texts = AlikeTexts(TEXTS)
    assert [len(texts.nearest(text)) for text in ("新增建设1万", "停车泊位")] == [0, 1]


def test_no_texts_are_near_nothing():
    assert [len(AlikeTexts(texts).nearest("新增停车泊位")) for texts in ((), TEXTS)] == [0, 1]
