"""The bulletin 完成情况通报: frozen data in, PDF or pictures of its pages out."""

from datetime import date

from .bulletin_words import LAMP_WORDS
from .typesetting import compile_pdf, full_width, page_images

BULLETIN_TEMPLATE = "bulletin.typ"
# A request longer than this is shortened on the cover, which is one page.
COVER_CHARACTERS = 60
CLOSING_MARKS = "。;；,， "
LAMP_CODES = {str(word): str(lamp) for lamp, word in LAMP_WORDS.items()}
# Where the title may be broken without tearing a word.
BULLETIN_TITLE_BREAK = "任务完成情况"


def bulletin_pdf(data: dict) -> bytes:
    """Return the bulletin as PDF/A-2a and PDF/UA-1, the same bytes for the same data.

    `data` is what `bulletin_data` returns; until it is issued (`draft`) each page bears 草稿. Layout: GB/T 9704-2012.
    """
    return compile_pdf(BULLETIN_TEMPLATE, printed_bulletin(data), date.fromisoformat(data["issued_on"]))


def bulletin_images(data: dict) -> list[bytes]:
    """Return the pages of `bulletin_pdf` as PNG, in order."""
    return page_images(BULLETIN_TEMPLATE, printed_bulletin(data), date.fromisoformat(data["issued_on"]))


def printed_bulletin(data: dict) -> dict:
    """Return the data as the template prints them: full-width marks, promises cut out of their sentences."""
    proof = data.get("verification")
    printed = widened({key: value for key, value in data.items() if key != "verification"})
    before, joint, after = printed["title"].rpartition(BULLETIN_TITLE_BREAK)
    return printed | {
        "title_rows": [before, joint + after] if before else [printed["title"]],
        "decisions": [row | {"text": shortened(row["text"])} for row in printed["decisions"]],
        "changes": [row | {"was": LAMP_CODES[row["from"]], "now": LAMP_CODES[row["to"]]} for row in printed["changes"]],
        "copies": printed.get("copies", []),
        "verification": proof,
    }


def widened(value):
    """Return the data with full-width marks; a commitment's sentence in three parts, its promise the second."""
    if isinstance(value, str):
        return full_width(value)
    if isinstance(value, list):
        return [widened(each) for each in value]
    if not isinstance(value, dict):
        return value
    cut = {"parts": [full_width(part) for part in sentence_around_promise(value)]} if "mark" in value else {}
    return {key: widened(each) for key, each in value.items()} | cut


def sentence_around_promise(row: dict) -> list[str]:
    """Return what stands before the promise, the promise, and what follows, closed by a full stop."""
    text = row["text"].rstrip(CLOSING_MARKS)
    begin, stop = row["mark"]
    before, promise, after = text[:begin], text[begin:stop], text[stop:]
    return [before, promise, f"{after}。"] if before or after else ["", f"{promise}。", ""]


def shortened(text: str) -> str:
    return text if len(text) <= COVER_CHARACTERS else f"{text[: COVER_CHARACTERS - 2]}……"
