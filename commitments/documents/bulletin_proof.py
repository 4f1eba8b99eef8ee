"""What proves an issue later: its data with their digest, and what set it: engine, fonts, layout, history."""

import hashlib
from functools import cache
from pathlib import Path

import typst

from ..models import Bulletin
from .font_files import fonts_used
from .issue_makers import maker_of
from .typesetting import PRINT_TEMPLATES

# Whatever decides how data become a page, beside the engine and the fonts.
MADE_BY = ("bulletin_pdf", "bulletin_sentences", "paper_head", "typesetting", "year_end_pdf")
LAYOUT = [
    *sorted(PRINT_TEMPLATES.glob("*.typ")),
    *(Path(__file__).with_name(f"{name}.py") for name in MADE_BY),
]


def setting() -> dict[str, object]:
    """Return what sets a page here and now: engine with version, digest of the layout, and the fonts."""
    return {"engine": f"Typst {typst.__version__}", "layout": layout_digest(), "fonts": fonts_used()}


@cache
def layout_digest() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in LAYOUT)).hexdigest()


def set_otherwise(bulletin: Bulletin) -> list[str]:
    """Return what is not as it was when the bulletin was set: engine, layout, fonts; nothing when all is the same."""
    now = setting()
    return [name for name, value in now.items() if value != getattr(bulletin, name)]


def made_again(bulletin: Bulletin) -> bytes:
    """Return the issue set anew from its frozen data; the same bytes where nothing is set otherwise."""
    return maker_of(bulletin).pdf(bulletin.data)
