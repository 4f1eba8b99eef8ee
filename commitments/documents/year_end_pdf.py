"""The year-end pack: its data in, PDF or pictures of its pages out."""

from datetime import date

from ..choices import YearEnd
from .bulletin_pdf import widened
from .bulletin_sentences import CLOSING_MARKS
from .frozen import canonical
from .paper_head import undecided_note
from .paper_pages import PaperPages
from .typesetting import compile_pdf

YEAR_END_TEMPLATE = "year_end.typ"
CLASSES_FALLEN_SHORT = (YearEnd.NOT_MET, YearEnd.NEARLY)


def year_end_pdf(data: dict) -> bytes:
    """Return the pack as PDF/A-2a and PDF/UA-1, the same bytes for the same data (see year_end_data).

    Until it is issued (`draft`) each page bears 草稿; an issue is PDF/A-3a and its data travel inside.
    """
    carried = b"" if data["draft"] else canonical(data)
    moment = date.fromisoformat(data["issued_on"])
    return compile_pdf(YEAR_END_TEMPLATE, printed_pack(data), moment, carried=carried)


def begin_year_end_pages(pages: PaperPages, data: dict) -> None:
    """Let the pages of what `year_end_pdf` prints be made as pictures, in the background."""
    pages.begin_pages(YEAR_END_TEMPLATE, printed_pack(data), date.fromisoformat(data["issued_on"]))


def printed_pack(data: dict) -> dict:
    """Return the data as the template prints them: full-width marks, what fell short and what is not comparable."""
    printed = widened({key: value for key, value in data.items() if key not in ("verification", "proposed")})
    rows = [closed_by_stop(row) for section in printed["sections"] for row in section["rows"]]
    return printed | {
        "leads": {name: text.splitlines() for name, text in printed["leads"].items()},
        "note": undecided_note(data["undecided"]),
        "short": [
            group for code in CLASSES_FALLEN_SHORT if (group := rows_of_class(rows, code, printed["classes"]))["rows"]
        ],
        "not_comparable": rows_of_class(rows, YearEnd.CANNOT_BE_JUDGED, printed["classes"])["rows"],
        "verification": data["verification"],
    }


def rows_of_class(rows: list[dict], code: str, classes: list[dict]) -> dict:
    word = next(each["word"] for each in classes if each["code"] == code)
    return {"word": word, "rows": [row for row in rows if row["class"] == code]}


def closed_by_stop(row: dict) -> dict:
    """Return the row, its promise ended by a full stop in place."""
    row["quote"] = f"{row['quote'].rstrip(CLOSING_MARKS)}。"
    return row
