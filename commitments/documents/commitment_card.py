"""The commitment card: its data in, one A4 page out."""

from datetime import date

from .bulletin_pdf import widened
from .typesetting import compile_pdf

TEMPLATE = "commitment_card.typ"


def card_pdf(data: dict) -> bytes:
    """Return the card as PDF/A-2a and PDF/UA-1, always one page, the same bytes for the same data.

    Long reports are shortened and long lists cut where there is no room; the card says how many are left out.
    """
    return compile_pdf(TEMPLATE, widened(data), date.fromisoformat(data["issued_on"]))
