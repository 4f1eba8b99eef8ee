"""The bulletin 完成情况通报: frozen data in, PDF or pictures of its pages out."""

from datetime import date

from ..choices import Lamp
from .bulletin_sentences import CLOSING_MARKS, item_printed, printed_sentences
from .bulletin_words import LAMP_WORDS
from .frozen import canonical
from .paper_head import undecided_note
from .paper_pages import PaperPages
from .typesetting import compile_pdf, full_width

BULLETIN_TEMPLATE = "bulletin.typ"
# A request longer than this is shortened on page 1; page 2 has all of it.
COVER_CHARACTERS = 60
OFFICE_REFERENCE = "{office}认定，理由见附件2"
LAMP_CODES = {str(word): str(lamp) for lamp, word in LAMP_WORDS.items()}


def bulletin_pdf(data: dict) -> bytes:
    """Return the bulletin as PDF/A-2a and PDF/UA-1, the same bytes for the same data.

    `data` is what `bulletin_data` returns; until it is issued (`draft`) each page bears 草稿. An issue is PDF/A-3a: its
    data travel inside, as the file their printed digest is of. Layout: GB/T 9704-2012.
    """
    carried = b"" if data["draft"] else canonical(data)
    return compile_pdf(
        BULLETIN_TEMPLATE, printed_bulletin(data), date.fromisoformat(data["issued_on"]), carried=carried
    )


def begin_bulletin_pages(pages: PaperPages, data: dict) -> None:
    """Let the pages of what `bulletin_pdf` prints be made as pictures, in the background."""
    pages.begin_pages(BULLETIN_TEMPLATE, printed_bulletin(data), date.fromisoformat(data["issued_on"]))


def printed_bulletin(data: dict) -> dict:
    """Return the data as the template prints them: full-width marks, promises cut out of their sentences."""
    printed = widened({key: value for key, value in data.items() if key not in ("verification", "proposed")})
    return printed | {
        "title_rows": printed["title_rows"] or [printed["title"]],
        "leads": {name: text.splitlines() for name, text in printed["leads"].items()},
        "sections": [
            section | {"paragraphs": printed_paragraphs(section, data["office"])} for section in data["sections"]
        ],
        "behind": [group | {"items": list(map(item_printed, group["items"]))} for group in data["behind"]],
        "decisions": [cover_row(row) for row in printed["decisions"]],
        "praise": [cover_row(row) for row in printed["praise"]],
        "changes": [changed_row(row) for row in printed["changes"]],
        "note": undecided_note(data["undecided"]),
        "verification": data["verification"],
    }


def changed_row(row: dict) -> dict:
    """Return the row with the codes of its lamps; a word that is no lamp's is printed as it is."""
    return row | {"was": LAMP_CODES.get(row["from"], row["from"]), "now": LAMP_CODES.get(row["to"], row["to"])}


def printed_paragraphs(section: dict, office: str) -> list[dict]:
    return [
        {
            "lead": full_width(each["lead"]),
            "sentences": printed_sentences([with_reference(item, office) for item in each["items"]]),
        }
        for each in section["paragraphs"]
    ]


def with_reference(item: dict, office: str) -> dict:
    """Return the item with a reference for the office's reasons that annex 2 gives in full."""
    shown = item["note"] and item["lamp"] in Lamp.bad()
    return item | {"note": OFFICE_REFERENCE.format(office=office)} if shown else item


def cover_row(row: dict) -> dict:
    """Return a row of the cover with its text as page 1 has room for it; `cut` if that is not all of it."""
    full = row["text"].rstrip(CLOSING_MARKS)
    text = shortened(full)
    return row | {"text": text, "full": full, "cut": text != full}


def widened(value):
    """Return the data with full-width marks."""
    if isinstance(value, str):
        return full_width(value)
    if isinstance(value, list):
        return [widened(each) for each in value]
    return {key: widened(each) for key, each in value.items()} if isinstance(value, dict) else value


def shortened(text: str) -> str:
    return text if len(text) <= COVER_CHARACTERS else f"{text[: COVER_CHARACTERS - 2]}……"
