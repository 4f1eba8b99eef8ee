"""The ledger as a paper to print and forward: every row it was asked for, on A4 or A3 lying across."""

from .bulletin_pdf import LAMP_CODES, widened
from .ledger_workbook import LEDGER_COLUMNS
from .typesetting import compile_pdf

LEDGER_TEMPLATE = "ledger.typ"
LAMP_COLUMNS = ("own", "lamp")
# Columns narrower than this hold a word or a figure and are centred.
NARROW_WIDTH = 14


def ledger_pdf(rows: list[list], columns: list[str], about: dict, on) -> bytes:
    """Return the rows as PDF/A-2a and PDF/UA-1; `about` has title, conditions (words), date, paper and sample."""
    return compile_pdf(LEDGER_TEMPLATE, printed_ledger(rows, columns, about), on)


def printed_ledger(rows: list[list], columns: list[str], about: dict) -> dict:
    """Return the data as the template prints them: texts in full-width marks, lamps by their codes."""
    heads = [
        {
            "heading": LEDGER_COLUMNS[name][0], "width": LEDGER_COLUMNS[name][1], "lamp": name in LAMP_COLUMNS,
            "narrow": LEDGER_COLUMNS[name][1] <= NARROW_WIDTH,
        }
        for name in columns
    ]  # fmt: skip
    lines = [[printed_value(name, value) for name, value in zip(columns, row, strict=True)] for row in rows]
    return widened(about) | {"columns": heads, "rows": lines}


def printed_value(name: str, value) -> str:
    text = str(value)
    return LAMP_CODES.get(text, "") if name in LAMP_COLUMNS else widened(text)
