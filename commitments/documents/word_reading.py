"""A bulletin's Word file as somebody edited it in WPS, Word or LibreOffice: its lead paragraphs, as text.

A paragraph belongs to a lead by its style, which stays when text is added behind it, else by the bookmark it lies in,
which stays when it is typed anew. Programs rename the keys of styles, never their names. Inserted text counts, deleted
text does not. Size, entries and unpacked size are looked at before anything is parsed.
"""

import io
import re
import zipfile
from collections import defaultdict

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from .evidence_zip import BROKEN, check_package
from .unfit import Unfit
from .word_styles import LEAD_LABELS, LEAD_STYLES, PAPER_STYLES
from .word_xml import cleaned_for_word, named_in_word

MOST_WORD_BYTES = 8 * 1024 * 1024
MOST_PART_BYTES = 16 * 1024 * 1024
DOCUMENT_PART, STYLES_PART = "word/document.xml", "word/styles.xml"
BOOKMARK = re.compile(f"lead_({'|'.join(LEAD_STYLES)})(?:_\\d+)?")
LEAD_OF_STYLE = {style.name: name for name, key in LEAD_STYLES.items() for style in PAPER_STYLES if style.key == key}
# What is no part of the text one reads: deleted or moved away, asked of a field, drawn beside the text.
UNREAD = frozenset(map(named_in_word, ("del", "moveFrom", "instrText", "delText", "txbxContent", "pict", "drawing")))
PARAGRAPH, TEXT, BEGIN, END = map(named_in_word, ("p", "t", "bookmarkStart", "bookmarkEnd"))
INSTEAD = {named_in_word("tab"): " ", named_in_word("br"): "\n", named_in_word("cr"): "\n",
           named_in_word("noBreakHyphen"): "-"}  # fmt: skip


def lead_paragraphs(content: bytes) -> dict[str, str]:
    """Return name → text of the lead paragraphs a file holds, a line for each paragraph.

    Raises Unfit: too_large, mismatch (no Word file), macro, encrypted, damaged, swollen, crowded, path, unmarked (none
    of our paragraphs is in it).
    """
    if len(content) > MOST_WORD_BYTES:
        raise Unfit("too_large", limit=MOST_WORD_BYTES // 1024 // 1024)
    check_package(io.BytesIO(content), DOCUMENT_PART)
    document, styles = (parsed_part(content, name) for name in (DOCUMENT_PART, STYLES_PART))
    try:
        found = LeadReader(style_names(styles)).read(document) if document is not None else {}
    except RecursionError:  # one inside another without end: no program writes that
        raise Unfit("damaged") from None
    if not found:
        raise Unfit("unmarked")
    return found


def parsed_part(content: bytes, name: str):
    """Return a part's root, None where the package has none of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if name not in package.namelist():
                return None
            with package.open(name) as part:
                told = part.read(MOST_PART_BYTES + 1)
        if len(told) > MOST_PART_BYTES:
            raise Unfit("swollen")
        return fromstring(told, forbid_dtd=True)
    except (*BROKEN, ParseError, DefusedXmlException):
        raise Unfit("damaged") from None


def style_names(styles) -> dict[str, str]:
    """Return a style's key → its name."""
    rows = styles.iter(named_in_word("style")) if styles is not None else ()
    return {row.get(named_in_word("styleId")): value_of(row, "name") for row in rows}


def value_of(node, *path: str) -> str:
    """Return the value of the element at that path below `node`, "" without one."""
    found = node.find("/".join(map(named_in_word, path)))
    return "" if found is None else found.get(named_in_word("val"), "")


class LeadReader:
    """Goes through a document once, in the order of its text."""

    def __init__(self, names: dict[str, str]):
        self.names, self.open, self.ended, self.goes_on = names, {}, set(), ""
        self.found = defaultdict(list)

    def read(self, document) -> dict[str, str]:
        self.ended = {node.get(named_in_word("id")) for node in document.iter(END)}
        self.visit(document)
        texts = {name: "\n".join(filter(None, map(str.strip, rows))) for name, rows in self.found.items()}
        return {name: without_label(name, texts[name]) for name in LEAD_STYLES if name in texts}

    def visit(self, node) -> None:
        if node.tag in UNREAD:
            return
        if node.tag == PARAGRAPH:
            self.take(node)
            return
        self.mark(node)
        for child in node:
            self.visit(child)

    def mark(self, node) -> None:
        """Keep which of our bookmarks are open."""
        found = BOOKMARK.fullmatch(node.get(named_in_word("name"), "")) if node.tag == BEGIN else None
        if found:
            self.open[node.get(named_in_word("id"))] = found.group(1)
        elif node.tag == END:
            self.open.pop(node.get(named_in_word("id")), None)

    def take(self, paragraph) -> None:
        """Put a paragraph's text to the lead it belongs to; one whose end was deleted goes on in the next."""
        styled = LEAD_OF_STYLE.get(self.names.get(value_of(paragraph, "pPr", "pStyle"), ""), "")
        around, pieces = list(self.open.values()), []
        self.gather(paragraph, pieces, around)
        # LibreOffice writes a bookmark over several paragraphs so that its first part never ends.
        self.open = {key: name for key, name in self.open.items() if key in self.ended}
        name = self.goes_on or styled or (around[-1] if around else "")
        if not name:
            return
        text = cleaned_for_word("".join(pieces))
        if self.goes_on:
            self.found[name][-1] += text
        else:
            self.found[name].append(text)
        deleted = paragraph.find("/".join(map(named_in_word, ("pPr", "rPr", "del"))))
        self.goes_on = name if deleted is not None else ""

    def gather(self, node, pieces: list, around: list) -> None:
        """Collect a paragraph's text in order, and the bookmarks that begin in it."""
        for child in node:
            if child.tag in UNREAD or child.tag == named_in_word("pPr"):
                continue
            self.mark(child)
            around += [name for name in self.open.values() if name not in around]
            pieces.append(child.text or "" if child.tag == TEXT else INSTEAD.get(child.tag, ""))
            self.gather(child, pieces, around)


def without_label(name: str, text: str) -> str:
    """Return a lead's text without the label the paper sets before it."""
    label = LEAD_LABELS[name].rstrip("：")
    behind = text[len(label) :].lstrip()
    return behind[1:].lstrip() if label and text.startswith(label) and behind[:1] in ("：", ":") else text
