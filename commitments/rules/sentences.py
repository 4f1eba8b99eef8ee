"""Where sentences begin and end in the report's text. Offsets count characters; `stop` lies behind the mark."""

import re

# The report closes its clauses with a full stop or a semicolon, full-width or half-width.
SENTENCE = re.compile(r"[^。；;！？]*[。；;！？]+[”’」』）)]*|[^。；;！？]+$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (begin, stop) of every sentence, blank ones left out; together they cover the text."""
    return [found.span() for found in SENTENCE.finditer(text) if found.group().strip()]


def sentence_around(text: str, begin: int, stop: int) -> tuple[int, int]:
    """Return the span of the sentence, or run of sentences, that holds text[begin:stop]."""
    touched = [span for span in sentences(text) if span[0] < stop and begin < span[1]]
    return (touched[0][0], touched[-1][1]) if touched else (begin, stop)


def is_fragment(text: str, begin: int, stop: int) -> bool:
    """Whether text[begin:stop] is less than its whole sentence, closing marks aside."""
    first, last = sentence_around(text, begin, stop)
    return text[first:last].rstrip("。；;！？") != text[begin:stop].rstrip("。；;！？")
