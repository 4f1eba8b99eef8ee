"""Word files made in tests: lists as a word processor numbers them, paragraphs with whatever stands in them."""

import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORDS = nsdecls("w")
# The numbers of an official report: 一、（一） 1. （1）
REPORT_LEVELS = (
    ("chineseCountingThousand", "%1、", "nothing"), ("chineseCountingThousand", "（%2）", "nothing"),
    ("decimal", "%3.", "space"), ("decimal", "（%4）", "nothing"),
)  # fmt: skip


def piece(text: str):
    """Return an element of WordprocessingML written down without its namespace: <w:del …>."""
    name = text.split(" ")[0].split("/")[0].split(">")[0]
    return parse_xml(text.replace(name, f"{name} {WORDS}", 1))


def level(place: int, form: str, text: str, suffix="space", *, start=1, more="") -> str:
    """Return one level of a list as it is written down; `more` stands where the schema has styles and restarts."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def report_levels(*more: str) -> str:
    given = zip(REPORT_LEVELS, more or [""] * len(REPORT_LEVELS), strict=True)
    return "".join(level(place, *each, more=extra) for place, (each, extra) in enumerate(given))


class ListedFile:
    """A Word file with lists of our own: `lists` maps the number of a list to (abstract list, overrides)."""

    def __init__(self, abstract: dict[int, str], lists: dict[int, tuple] | None = None):
        self.document = Document()
        part = self.document.part.numbering_part.element
        for each in list(part):
            part.remove(each)
        for key, levels in abstract.items():
            part.append(piece(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'))
        for number, (key, overrides) in (lists or {1: (1, "")}).items():
            part.append(piece(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'))

    def add(self, text="", place=None, number=1, *, style=None, mark="", inside=()):
        """Add a paragraph at a level of a list (`place` None for none), with `mark` in its own end's properties."""
        made = self.document.add_paragraph(text, style=style)
        if place is not None:
            self.listed(made, place, number)
        if mark:
            made._p.get_or_add_pPr().append(piece(f"<w:rPr>{mark}</w:rPr>"))
        for each in inside:
            made._p.append(piece(each))
        return made

    def listed(self, paragraph, place, number=1) -> None:
        given = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(piece(given))

    def bind(self, style: str, number: int, place: int | None = None) -> None:
        """Let a style's paragraphs belong to a list."""
        given = "" if place is None else f'<w:ilvl w:val="{place}"/>'
        properties = self.document.styles[style].element.get_or_add_pPr()
        properties.append(piece(f'<w:numPr>{given}<w:numId w:val="{number}"/></w:numPr>'))

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()
