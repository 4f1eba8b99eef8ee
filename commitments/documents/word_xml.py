"""WordprocessingML in small pieces: elements, runs of text, and text cleaned of what XML cannot hold."""

from typing import NamedTuple

from lxml import etree

from .typesetting import printable, visible

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORD_PREFIXES = {"w": WORD_NAMESPACE, "r": RELATION_NAMESPACE}
# A code point of each plane's last two is no character, and XML holds none of the first plane's.
NONCHARACTER = 0xFFFE


class Inline(NamedTuple):
    """A piece of a line: its text, a character style by name, and what only this piece has."""

    text: str
    style: str = ""
    underlined: bool = False
    raised: bool = False
    colour: str = ""
    half_points: int = 0


def named_in_word(name: str) -> str:
    return f"{{{WORD_NAMESPACE}}}{name}"


def element(name: str, /, *children, **attributes):
    """Return an element of WordprocessingML; its attributes are of the same namespace, None for those left out."""
    found = etree.Element(named_in_word(name), nsmap=WORD_PREFIXES)
    for key, value in attributes.items():
        if value is not None:
            found.set(named_in_word(key), str(value))
    found.extend(child for child in children if child is not None)
    return found


def flag_element(name: str, /, on: bool = True):
    return element(name, val=None if on else "0")


def cleaned_for_word(text: str) -> str:
    """Return the text as a Word file may hold it; unlike on a printed page every character stays that has a meaning."""
    kept = (each for each in map(printable, visible(text)) if each and ord(each) & NONCHARACTER != NONCHARACTER)
    return "".join(kept)


def runs(*pieces) -> list:
    """Return the runs of texts, Inlines and elements made already; a line feed ends a line, a tab goes to the next
    stop."""
    found = []
    for piece in pieces:
        if isinstance(piece, str | Inline):
            found += run_elements(Inline(piece) if isinstance(piece, str) else piece)
        else:
            found.append(piece)
    return found


def run_elements(piece: Inline) -> list:
    """Return one run, or none of an empty text."""
    if not piece.text:
        return []
    run = element("r", run_properties(piece))
    for number, part in enumerate(piece.text.split("\t")):
        run.extend([element("tab")] if number else [])
        run.extend(text_elements(cleaned_for_word(part)))
    return [run]


def text_elements(text: str) -> list:
    """Return a text's lines with breaks between them, blank ones left out; a break at its beginning stays."""
    found = [element("br")] if text.startswith("\n") else []
    for line in filter(str.strip, text.split("\n")) if "\n" in text else [text]:
        found += [element("br")] if found and found[-1].tag == named_in_word("t") else []
        found.append(element("t"))
        found[-1].text = line
        found[-1].set(XML_SPACE, "preserve")
    return found


def run_properties(piece: Inline):
    """Return what the piece has of its own, in the schema's order; None for nothing."""
    found = [
        element("rStyle", val=piece.style) if piece.style else None,
        element("color", val=piece.colour) if piece.colour else None,
        element("sz", val=piece.half_points) if piece.half_points else None,
        element("szCs", val=piece.half_points) if piece.half_points else None,
        element("u", val="single") if piece.underlined else None,
        element("vertAlign", val="superscript") if piece.raised else None,
    ]
    return element("rPr", *found) if any(each is not None for each in found) else None


def field_runs(instruction: str, shown: str = "1") -> list:
    """Return the runs of a field that a word processor works out, such as PAGE."""
    code = element("instrText")
    code.text, text = f" {instruction} ", element("t")
    code.set(XML_SPACE, "preserve")
    text.text = shown
    marks = [element("r", element("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [marks[0], element("r", code), marks[1], element("r", text), marks[2]]


def paragraph(style: str, *pieces, properties=()):
    """Return a paragraph in a style; `properties` are elements of its own, in the schema's order."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *runs(*pieces))
