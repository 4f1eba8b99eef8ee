from commitments.rules.sentences import is_fragment, sentence_around, sentences

TEXT = "持续打造智慧城市,新增充电桩1万根,启动3座变电站。推进海绵城市建设;做好房源建设。"


def test_sentences_cover_the_text_in_order():
    assert "".join(TEXT[begin:stop] for begin, stop in sentences(TEXT)) == TEXT
    assert len(sentences(TEXT)) == 3


def test_a_fragment_is_found_in_its_sentence():
    begin = TEXT.index("新增充电桩1万根")
    first, last = sentence_around(TEXT, begin, begin + 8)
    assert TEXT[first:last] == "持续打造智慧城市,新增充电桩1万根,启动3座变电站。"
    assert is_fragment(TEXT, begin, begin + 8)


def test_a_whole_sentence_is_no_fragment():
    begin = TEXT.index("推进海绵")
    assert not is_fragment(TEXT, begin, begin + len("推进海绵城市建设"))


def test_a_closing_quotation_mark_stays_with_its_sentence():
    text = "共享“大和谐。”继续推进。"
    assert [text[begin:stop] for begin, stop in sentences(text)] == ["共享“大和谐。”", "继续推进。"]


def test_a_run_of_sentences_ends_where_its_promise_ends():
    begin = TEXT.index("推进海绵")
    assert sentence_around(TEXT, 0, begin) == (0, begin)
    assert sentence_around(TEXT, 0, begin + 1) == (0, TEXT.index("做好"))
    assert sentence_around("  ", 0, 1) == (0, 1)


def test_closing_marks_make_no_fragment_and_letters_do():
    text = "X推进海绵城市建设;"
    assert not is_fragment(text, 0, len(text))
    assert not is_fragment(text, 0, len(text) - 1)
    assert is_fragment(text, 1, len(text))
    assert is_fragment("推进建设X;", 0, 4)
    assert not is_fragment("推进建设X;", 0, 6)
    # A sentence's own blanks count.
    assert is_fragment("推进建设 ;", 0, 4)
    assert is_fragment("推进建设;", 0, 3)
