"""What must fit on one A4 page: the commitment card and the leader's sheet 一张图, data in, PDF out."""

from datetime import date

from .bulletin_pdf import shortened, widened
from .bulletin_sentences import CLOSING_MARKS
from .typesetting import compile_pdf

CARD_TEMPLATE = "commitment_card.typ"


def card_pdf(data: dict) -> bytes:
    """Return the card as PDF/A-2a and PDF/UA-1, always one page, the same bytes for the same data.

    Long reports are shortened and long lists cut where there is no room; the card says how many are left out.
    """
    return compile_pdf(CARD_TEMPLATE, widened(data), date.fromisoformat(data["issued_on"]))


LEADER_SHEET_TEMPLATE = "leader_sheet.typ"


def leader_sheet_pdf(data: dict) -> bytes:
    """Return the sheet as PDF/A-2a and PDF/UA-1, always one page, the same bytes for the same data.

    What there is no room for is left out, and the sheet says how many there are.
    """
    asked = [row | {"text": shortened(row["text"].rstrip(CLOSING_MARKS))} for row in data["decisions"]]
    return compile_pdf(
        LEADER_SHEET_TEMPLATE, widened(data | {"decisions": asked}), date.fromisoformat(data["issued_on"])
    )
