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
