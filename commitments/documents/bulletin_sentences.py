"""Each sentence of the report once, with the promises in it: a paragraph's commitments in, sentences to print out."""

import re
from itertools import pairwise

from .typesetting import full_width

CLOSING_MARKS = "。;；,， "
# The last words before a lamp, which stand on its line.
TAIL_LENGTH, LONGEST_TAIL = 2, 12
# A figure with its measure word, a word of letters, a character with the marks that may not begin a line.
MARKS_BEHIND = "，。；：、）…”"
WHOLE = re.compile(
    rf"[\d.,+−～-]*\d%?[余多几]?[十百千万亿]{{0,2}}\w?[{MARKS_BEHIND}]*"
    rf"|[A-Za-z0-9]+[{MARKS_BEHIND}]*|.[{MARKS_BEHIND}]+"
)


def printed_sentences(items: list[dict]) -> list[dict]:
    """Return the sentences of one paragraph in the order of their first promise, each with its items and pieces.

    Items whose runs of sentences overlap stand together below all of their text.
    """
    found = []
    for item in items:
        begin, stop = item["at"], item["at"] + len(item["text"])
        if found and begin < found[-1]["stop"] and found[-1]["begin"] < stop:
            joined(found[-1], item)
        else:
            found.append({"begin": begin, "stop": stop, "text": item["text"], "items": [item]})
    return [sentence_printed(each) for each in found]


def joined(sentence: dict, item: dict) -> None:
    """Put an item whose text overlaps the sentence's into it, and what its text has before and behind it."""
    before = item["text"][: max(sentence["begin"] - item["at"], 0)]
    behind = item["text"][sentence["stop"] - item["at"] :]
    sentence["text"] = before + sentence["text"] + behind
    sentence["begin"] -= len(before)
    sentence["stop"] += len(behind)
    sentence["items"].append(item)


def sentence_printed(sentence: dict) -> dict:
    """Return the sentence closed by a full stop and cut at its promises; `fragment` if it says more than they do."""
    text = full_width(sentence["text"]).rstrip(CLOSING_MARKS)
    marks = [promise_span(item, sentence["begin"], len(text)) for item in sentence["items"]]
    pieces = promise_pieces(text, marks, [item["no"] for item in sentence["items"]])
    fragment = len(pieces) > 1 or not pieces[0]["marked"]
    pieces.append({"text": "。", "marked": False, "numbers": []})
    return {"pieces": pieces, "fragment": fragment, "items": [item_printed(item) for item in sentence["items"]]}


def promise_span(item: dict, origin: int, length: int) -> tuple[int, int]:
    """Return where an item's promise stands in a text that begins at `origin` of the paragraph."""
    begin, stop = (min(each + item["at"] - origin, length) for each in item["mark"])
    return begin, stop


def promise_pieces(text: str, marks: list[tuple[int, int]], numbers: list[int]) -> list[dict]:
    """Return the text cut wherever a promise begins or ends; each piece names the promises that begin with it."""
    cuts = sorted({0, len(text), *(at for mark in marks for at in mark)})
    return [
        {
            "text": text[a:b], "marked": any(begin <= a and b <= stop for begin, stop in marks),
            "numbers": [no for no, mark in zip(numbers, marks, strict=True) if mark[0] == a],
        }
        for a, b in pairwise(cuts)
    ]  # fmt: skip


def item_printed(item: dict) -> dict:
    """Return the item in full-width marks, its promise alone, and its outcome parted from its last words."""
    begin, stop = item["mark"]
    promise = full_width(item["text"][begin:stop]).rstrip(CLOSING_MARKS)
    outcome, tail = last_words(full_width(item["outcome"]))
    return {key: full_width(each) if isinstance(each, str) else each for key, each in item.items()} | {
        "promise": f"{promise}。", "outcome": outcome, "tail": tail,
    }  # fmt: skip


def last_words(text: str) -> tuple[str, str]:
    """Return the text parted before its last words, never within a figure with its measure word, nor before a mark."""
    line = text.rfind("\n") + 1
    at = max(len(text) - TAIL_LENGTH, line)
    at = next((found.start() for found in WHOLE.finditer(text) if found.start() < at < found.end()), at)
    if len(text) - at > LONGEST_TAIL:
        at = max(len(text) - TAIL_LENGTH, line)
    return text[:at], text[at:]
