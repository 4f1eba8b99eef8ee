"""The leader's sheet 一张图: its data in, one A4 page out."""

from datetime import date

from .bulletin_pdf import CLOSING, shortened, widened
from .typesetting import compile_pdf

TEMPLATE = "leader_sheet.typ"


def leader_sheet_pdf(data: dict) -> bytes:
    """Return the sheet as PDF/A-2a and PDF/UA-1, always one page, the same bytes for the same data.

    What there is no room for is left out, and the sheet says how many there are.
    """
    asked = [row | {"text": shortened(row["text"].rstrip(CLOSING))} for row in data["decisions"]]
    return compile_pdf(TEMPLATE, widened(data | {"decisions": asked}), date.fromisoformat(data["issued_on"]))
