"""A Word file's text as one reads it, line by line, with the automatic numbers no library gives.

Inserted text counts, deleted text does not. Left out are hidden text, footnotes, drawings, phonetic signs, a table of
contents, and the words a content control shows while nobody has filled it in; of a field its result stays.
"""

import io
from dataclasses import dataclass, field
from functools import cache

from ..rules.text import without_invisible
from .evidence_zip import check_package
from .unfit import Unfit
from .word_lists import ListCounter, WordLists, is_on, own_value, whole
from .word_reading import DOCUMENT_PART, MOST_WORD_BYTES, STYLES_PART, UNREAD, parsed_part
from .word_xml import WORD_NAMESPACE, named_in_word

NUMBERING_PART = "word/numbering.xml"
# The same words under another address, in files saved as “strict”.
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = UNREAD | {FALLBACK, *map(named_in_word, ("rt", "object", "footnote", "endnote", "comment"))}
LINE_ENDS = frozenset(map(named_in_word, ("br", "cr")))
INSTEAD_OF = {named_in_word("tab"): "\t", named_in_word("ptab"): "\t", named_in_word("noBreakHyphen"): "-"}
# What makes a line's end go with its paragraph: struck out, moved away. A hidden one joins, too.
ENDS_GONE = ("del", "moveFrom")
LONGEST_STYLES = 20
CONTENTS_ASKED = ("TOC", "TOA", "INDEX")


def word_text(content: bytes) -> str:
    """Return the text of a .docx, one paragraph a line, each with its number.

    Raises Unfit: too_large, mismatch (no Word file), macro, encrypted, damaged, swollen, crowded, path, empty.
    """
    if len(content) > MOST_WORD_BYTES:
        raise Unfit("too_large", limit=MOST_WORD_BYTES // 1024 // 1024)
    check_package(io.BytesIO(content), DOCUMENT_PART)
    parts = [named_plainly(parsed_part(content, name)) for name in (DOCUMENT_PART, STYLES_PART, NUMBERING_PART)]
    try:
        text = without_invisible("\n".join(TextReader(*parts).lines())).replace("\u00a0", " ")
    except RecursionError:  # one inside another without end: no program writes that
        raise Unfit("damaged") from None
    if not text.strip():
        raise Unfit("empty")
    return text


def named_plainly(root):
    """Return a part with the names of a “strict” file made those of every other; None stays None."""
    if root is not None and root.tag.startswith(f"{{{STRICT_NAMESPACE}}}"):
        for node in root.iter():
            node.tag = node.tag.replace(STRICT_NAMESPACE, WORD_NAMESPACE)
            node.attrib.update({name.replace(STRICT_NAMESPACE, WORD_NAMESPACE): each for name, each in node.items()})
    return root


class WordStyles:
    """The styles of a file: what each is based on, its list, whether its text is hidden."""

    def __init__(self, styles):
        rows = [] if styles is None else styles.findall(named_in_word("style"))
        self.rows = {row.get(named_in_word("styleId"), ""): row for row in rows}
        self.usual = next((key for key, row in self.rows.items() if is_usual(row)), "")
        self.list_of, self.hides = cache(self.list_given), cache(self.hiding)

    def along(self, key: str) -> list[str]:
        """Return a style's key and those it is based on, the nearest first."""
        found = []
        while key in self.rows and key not in found and len(found) < LONGEST_STYLES:
            found.append(key)
            key = own_value(self.rows[key], "basedOn")
        return found

    def list_given(self, key: str) -> tuple[str, str, list[str]]:
        """Return (number of the list, level as written, styles to look for from) that a style gives."""
        number, level, place = "", "", 0
        chain = self.along(key)
        for at, each in enumerate(chain):
            given = list_properties(self.rows[each])
            level = level or own_value(given, "ilvl")
            if number := own_value(given, "numId"):
                place = at
                break
        return number, level, chain[: place + 1] if number else chain

    def hiding(self, key: str) -> bool:
        """Whether a style, or the nearest it is based on that says so, hides its text."""
        given = (self.rows[each].find(named_in_word("rPr")) for each in self.along(key))
        said = next(
            (each for each in given if each is not None and each.find(named_in_word("vanish")) is not None), None
        )
        return is_on(said, "vanish")

    def numbered(self) -> dict[str, str]:
        """Return numbering style → number of its list."""
        found = {key: own_value(list_properties(row), "numId") for key, row in self.rows.items()}
        return {key: number for key, number in found.items() if number}


def is_usual(row) -> bool:
    kind, usual = row.get(named_in_word("type")), row.get(named_in_word("default"), "0")
    return kind == "paragraph" and usual in ("1", "true", "on")


def list_properties(node):
    """Return the numbering properties of a paragraph or style, or None."""
    given = node.find(named_in_word("pPr"))
    return None if given is None else given.find(named_in_word("numPr"))


@dataclass
class OpenField:
    """A field whose end has not come yet; its result begins behind its separator."""

    asked: str = ""
    in_result: bool = False


@dataclass
class OpenLine:
    """A line as it grows: the next paragraph goes on with it where its own end is gone."""

    mark: str = ""
    pieces: list[str] = field(default_factory=list)


class TextReader:
    """Goes through a document once, in the order of its text."""

    def __init__(self, document, styles, numbering):
        self.document, self.styles = document, WordStyles(styles)
        self.lists = WordLists(numbering, self.styles.numbered())
        self.counter, self.fields, self.found = ListCounter(self.lists), [], []
        self.line = OpenLine()

    def lines(self) -> list[str]:
        """Return the lines that hold any text."""
        if self.document is not None:
            self.visit(self.document)
        self.close()
        return [line for line in self.found if line.strip()]

    def visit(self, node) -> None:
        """Read what stands in `node`, paragraph by paragraph."""
        for child in node:
            if child.tag == named_in_word("p"):
                self.take(child)
            elif child.tag not in LEFT_OUT and not is_placeholder(child):
                self.visit(child)

    def take(self, paragraph) -> None:
        given = paragraph.find(named_in_word("pPr"))
        own = None if given is None else given.find(named_in_word("rPr"))
        style = own_value(given, "pStyle", self.styles.usual)
        pieces, hidden = [], self.styles.hides(style)
        self.gather(paragraph, pieces, hidden)
        ends_gone = own is not None and any(own.find(named_in_word(name)) is not None for name in ENDS_GONE)
        end_hidden = is_on(own, "vanish") or is_on(own, "specVanish") or hidden
        if not (ends_gone or (end_hidden and not "".join(pieces).strip())):
            # One that is only hidden or struck out is no paragraph, and bears no number.
            mark = self.mark_of(paragraph, style)
            self.line.mark = self.line.mark or mark
        self.line.pieces += pieces
        if not ends_gone and not end_hidden:
            self.close()

    def close(self) -> None:
        text = "".join(self.line.pieces).strip(" \t\n")
        self.found.append(f"{self.line.mark}{text}" if text else "")
        self.line = OpenLine()

    def mark_of(self, paragraph, style: str) -> str:
        """Return the number of a paragraph by its own properties, else by its style's."""
        own = list_properties(paragraph)
        number, level = own_value(own, "numId"), own_value(own, "ilvl")
        of_style, its_level, styles = self.styles.list_of(style)
        if not number:
            number, bound = of_style, self.lists.level_of_style(of_style, styles)
            level = level or (its_level if bound is None else str(bound))
        return self.counter.mark(number, whole(level)) if whole(number) else ""

    def gather(self, node, pieces: list, hidden: bool) -> None:
        """Collect a paragraph's text in order."""
        for child in node:
            if child.tag == named_in_word("fldChar"):
                self.turn(child.get(named_in_word("fldCharType")))
            elif child.tag == named_in_word("instrText") and self.fields:
                self.fields[-1].asked += child.text or ""
            elif child.tag in LEFT_OUT or child.tag == named_in_word("pPr") or is_placeholder(child):
                continue
            elif self.is_shown() and not hidden:
                pieces.append(text_of(child))
            self.gather(child, pieces, self.run_hides(child, hidden) if child.tag == named_in_word("r") else hidden)

    def turn(self, kind: str) -> None:
        """Keep where a field stands: begun, at its result, ended."""
        if kind == "begin":
            self.fields.append(OpenField())
        elif self.fields and kind == "separate":
            self.fields[-1].in_result = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def is_shown(self) -> bool:
        """Whether text stands where it is read: in no field, or in the results of fields that are no contents."""
        return all(each.in_result and not each.asked.strip().upper().startswith(CONTENTS_ASKED) for each in self.fields)

    def run_hides(self, run, hidden: bool) -> bool:
        given = run.find(named_in_word("rPr"))
        if given is not None and given.find(named_in_word("vanish")) is not None:
            return is_on(given, "vanish")
        return hidden or self.styles.hides(own_value(given, "rStyle"))


def text_of(node) -> str:
    """Return what an element itself adds to a line; its children are asked themselves."""
    if node.tag in LINE_ENDS:
        return "" if node.get(named_in_word("type"), "textWrapping") != "textWrapping" else "\n"
    return node.text or "" if node.tag == named_in_word("t") else INSTEAD_OF.get(node.tag, "")


def is_placeholder(node) -> bool:
    """Whether a content control shows what to enter, as nobody has entered anything; or holds a table of contents."""
    given = node.find(named_in_word("sdtPr")) if node.tag == named_in_word("sdt") else None
    if given is None:
        return False
    gallery = own_value(given.find(named_in_word("docPartObj")), "docPartGallery")
    return is_on(given, "showingPlcHdr") or gallery == "Table of Contents"
