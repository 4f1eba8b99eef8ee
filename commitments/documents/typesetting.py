"""Typst: a static template and cleaned data in, an archivable PDF or pictures of its pages out.

The engine runs in a process of its own (press.py).
"""

import json
import logging
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from django.conf import settings

from .fonts import covered, faces, font_sources
from .papers_set import set_elsewhere

logger = logging.getLogger(__name__)

PRINT_TEMPLATES = Path(settings.BASE_DIR) / "templates" / "print"
STANDARDS = ("a-2a", "ua-1")
# What may carry a file.
CARRYING = ("a-3a", "ua-1")
PICTURE_PPI = 110
CHINA = timezone(timedelta(hours=8))
MISSING_GLYPH = "〓"

# Format characters (zero-width, bidi), lone surrogates and the selectors that ask for another form of a glyph.
UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CHINESE = f"{HAN}\u3001-\u303f\uff01-\uff5e“”‘’…—%"
HALF_WIDTH = frozenset(",;:?!()")
WIDE_MARKS = str.maketrans(",;:?!", "，；：？！")
# Whatever a figure may be made of, its measure word aside (`whole` in print/breaks.typ).
FIGURE_RUN = re.compile(r"[\d.,:%+−±～~×·–—-]*\d[\d.,:%+−±～~×·–—-]*[余多几]?[十百千万亿]{0,2}")
# In no line of text.
NEVER_SET = frozenset(("issued_on", "verification"))
MARKS = re.compile(f"(?<=[{CHINESE}])[,;:?!]|[,;:?!](?=[{CHINESE}])")
BRACKETS = re.compile(f"(?<=[{HAN}])\\(([^()]*)\\)|\\(([^()]*)\\)(?=[{HAN}])|\\(([^()]*[{HAN}][^()]*)\\)")


def compile_pdf(
    template: str, data: dict, timestamp: date, standards: tuple[str, ...] = STANDARDS, *, carried: bytes = b""
) -> bytes:
    """Return `template` set with `data` as tagged PDF (PDF/A-2a, PDF/UA-1), the same bytes for the same input.

    With a text file to be `carried` inside, which the template attaches, it is PDF/A-3a. Data are values only, never
    source. Raises PaperFailed, which names the paper and says why, and PressBusy.
    """
    kept = CARRYING if carried else standards
    paper = paper_to_set(template, data, timestamp, format="pdf", pdf_standards=list(kept))
    if carried:
        paper["inputs"]["sys_inputs"]["carried"] = carried.decode()
    return set_elsewhere(paper)[0]


def page_images(template: str, data: dict, timestamp: date, ppi: float = PICTURE_PPI) -> list[bytes]:
    """Return every page of what `compile_pdf` prints as PNG."""
    return set_elsewhere(paper_to_set(template, data, timestamp, format="png", ppi=ppi))


def paper_to_set(template: str, data: dict, timestamp: date, **options) -> dict:
    """Return what a press is asked, JSON-able; `options` are the engine's own."""
    roles = {code: {"families": face.families, "bold": face.bold} for code, face in faces().items()}
    cleaned = clean_data(data)
    return {
        "name": str(data.get("title") or template), "fonts": font_sources(), "options": options,
        "moment": datetime(timestamp.year, timestamp.month, timestamp.day, tzinfo=CHINA).isoformat(),
        "inputs": {
            "input": str(PRINT_TEMPLATES / template), "root": str(PRINT_TEMPLATES),
            "sys_inputs": {
                "data": json.dumps(cleaned), "faces": json.dumps(roles), "longest_figure": str(longest_figure(cleaned)),
            },
        },
    }  # fmt: skip


def longest_figure(value) -> int:
    """Return a length no figure in the data exceeds, measure word included: breaks.typ keeps shorter ones whole."""
    if isinstance(value, str):
        return max(map(len, FIGURE_RUN.findall(value)), default=0) + 1
    if isinstance(value, dict):
        value = [each for name, each in value.items() if name not in NEVER_SET]
    return max(map(longest_figure, value), default=0) if isinstance(value, list | tuple) else 0


def clean_data(value):
    """Return JSON-able data with every text in it cleaned."""
    if isinstance(value, str):
        return clean_for_print(value)
    if isinstance(value, dict):
        return {key: clean_data(item) for key, item in value.items()}
    return [clean_data(item) for item in value] if isinstance(value, list | tuple) else value


def clean_for_print(text: str) -> str:
    """Return what can be printed: no control, zero-width or bidi characters, 〓 for what no font covers (logged)."""
    missing = set(missing_characters(text))
    if missing:
        logger.warning("No font covers %s", ", ".join(sorted(f"U+{ord(each):04X}" for each in missing)))
    return "".join(MISSING_GLYPH if character in missing else character for character in map(printable, visible(text)))


def missing_characters(text: str) -> str:
    """Return the characters of the text that no font here covers, each once, in their order."""
    seen = filter(None, map(printable, dict.fromkeys(visible(text))))
    return "".join(each for each in seen if each != "\n" and ord(each) not in covered())


def visible(text: str) -> str:
    return UNSEEN.sub("", text)


def printable(character: str) -> str:
    """Return a character as it may reach the page: breaks as line feeds, spaces as spaces, the unseen not at all."""
    category = unicodedata.category(character)
    if character == "\n" or category in ("Zl", "Zp"):
        return "\n"
    if character == "\t" or (category == "Zs" and character != "\u3000"):
        return " "
    return "" if category in ("Cc", "Cf", "Cs") else character


def full_width(text: str) -> str:
    """Return the text with half-width marks and brackets among Chinese characters as official typesetting has them."""
    if HALF_WIDTH.isdisjoint(text):
        return text
    marked = MARKS.sub(lambda found: found.group().translate(WIDE_MARKS), text)
    return BRACKETS.sub(lambda found: f"（{found.group()[1:-1]}）", marked)
