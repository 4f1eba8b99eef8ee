"""What proves an issue later: its data with their digest, and what set it: engine, fonts, layout, history."""

import hashlib
from functools import cache
from pathlib import Path

import typst

from ..models import Bulletin
from .bulletin_pdf import bulletin_pdf
from .font_files import fonts_used
from .typesetting import PRINT_TEMPLATES

# Whatever decides how data become a page, beside the engine and the fonts.
LAYOUT = [
    *sorted(PRINT_TEMPLATES.glob("*.typ")),
    *(Path(__file__).with_name(f"{name}.py") for name in ("bulletin_pdf", "bulletin_sentences", "typesetting")),
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
    """Return the bulletin set anew from its frozen data; the same bytes where nothing is set otherwise."""
    return bulletin_pdf(bulletin.data)
