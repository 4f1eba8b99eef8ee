"""A paper as a Word file to be edited: python-docx keeps the package, the pages are those of GB/T 9704-2012.

The same data give the same bytes: nothing of the machine, its clock or its user goes in.
"""

import io
import zipfile
from copy import deepcopy
from datetime import date, datetime, time
from typing import NamedTuple

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Twips
from lxml import etree

from .word_numbering import HEADINGS, ITEMS, Numbering, numbered_heading
from .word_pages import A4_LONG, TURNED, UPRIGHT, Furniture, PageForm, section_element
from .word_styles import TWO_CHARACTERS, font_elements, style_elements
from .word_tables import table_element
from .word_xml import Inline, cleaned_for_word, element, flag_element, named_in_word, paragraph

SAMPLE_NOTICE, DRAFT_WORD = "演示数据，不代表实际进展", "草稿"
IMPRINT_ROW = 520
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# What the template of python-docx brings that no paper of ours has.
LEFT_OUT = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "fontTable")
APP_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


class PaperFacts(NamedTuple):
    """What a file says of itself, and what stands on its every page."""

    title: str
    organ: str
    issued_on: str
    keywords: str = ""
    draft: bool = False
    sample: bool = False
    foot_line: str = ""


class WordPaper:
    """A file being written from top to bottom; `saved` gives its bytes."""

    def __init__(self, about: PaperFacts, form: PageForm = UPRIGHT):
        self.document, self.numbering, self.form, self.bookmarks = Document(), Numbering(), form, 0
        self.body = self.document.element.body
        for child in list(self.body):
            self.body.remove(child)
        draft, notice = DRAFT_WORD if about.draft else "", SAMPLE_NOTICE if about.sample else ""
        self.furniture = Furniture(self.document, draft, notice, about.foot_line)
        tell_properties(self.document.core_properties, about)

    @property
    def width(self) -> int:
        return self.form.width

    def add(self, style: str, *pieces, properties=()) -> None:
        self.body.append(paragraph(style, *pieces, properties=properties))

    def lead(self, name: str, style: str, rows: list[list]) -> None:
        """Put in a lead's paragraphs, each under a bookmark and a style, by which they are found once edited.

        No bookmark spans two: LibreOffice would not end it (findings/docx_bookmark_without_end.sh).
        """
        for number, row in enumerate(rows, 1):
            self.bookmarks += 1
            begin = element("bookmarkStart", id=self.bookmarks, name=f"lead_{name}_{number}")
            self.add(style, begin, *row, element("bookmarkEnd", id=self.bookmarks))

    def title(self, rows: list[str], style="Title") -> None:
        """Put in a title, on one line where it has room."""
        whole = "".join(rows)
        fits = sum(1 if ord(each) > 255 else 0.55 for each in whole) * 440 <= self.width
        self.add(style, whole if fits else "\n".join(rows))

    def heading(self, level: int, mark: str, text: str, annex=False) -> None:
        """Put in a heading; a mark such as 三、 or （三） is counted by the word processor, any other is text."""
        found = numbered_heading(mark) if level < 3 else None
        key = f"{'Annex' if annex else ''}Heading{found[0] + 1 if found else level}"
        if found:
            self.add(key, text, properties=[self.numbering.properties(HEADINGS, *found), first_line()])
        else:
            self.add(key if level > 2 else f"{key}Plain", mark + text)

    def item(self, number: int, style: str, *pieces) -> None:
        """Put in a counted entry."""
        self.add(style, *pieces, properties=[self.numbering.properties(ITEMS, 0, number), first_line()])

    def annex(self, number: int, rows: list[str]) -> None:
        """Begin an annex on a new page: its mark, then its title."""
        mark = element("pageBreakBefore") if self.body_filled() else None
        self.add("AnnexMark", f"附件{number}", properties=[mark] if mark is not None else [])
        self.title(rows, "AnnexTitle")

    def body_filled(self) -> bool:
        """Whether anything stands on the section's pages already."""
        return len(self.body) > 0 and self.body[-1].find(f".//{named_in_word('sectPr')}") is None

    def table(self, columns: list, rows: list, points: float = 9, heads=None) -> None:
        """Put in a table as wide as the type area, and the paragraph that parts it from what follows."""
        self.body.append(table_element(columns, rows, self.width, points, heads))
        self.add("Spacer")

    def picture(self, content: bytes, alt: str) -> None:
        """Put in a picture as wide as the type area; `alt` says what it shows."""
        held = self.document.add_paragraph()
        shape = held.add_run().add_picture(io.BytesIO(content), width=Twips(self.width))
        shape._inline.docPr.set("descr", cleaned_for_word(alt))
        held._p.get_or_add_pPr().insert(0, element("pStyle", val="Picture"))

    def turn(self, form: PageForm = TURNED) -> None:
        """End the section, if there is anything in it; what follows stands on pages of that form."""
        if len(self.body):
            self.body[-1].find(named_in_word("pPr")).append(section_element(self.furniture, self.form))
        self.form = form

    def imprint(self, copies: list[str], organ: str, printed: str) -> None:
        """Put 版记 at the foot of the type area: three rules, who gets copies, who printed it when."""
        rows = [[f"抄送：{'，'.join(copies)}。"]] if copies else []
        self.body.extend(imprint_paragraphs([*rows, [f"{organ}\t{printed}"]], self.width))
        self.add("Spacer")

    def saved(self) -> bytes:
        """Return the file's bytes; nothing can be added any more."""
        self.body.append(section_element(self.furniture, self.form))
        fill_part(self.document.styles.element, style_elements())
        fill_part(self.document.part.numbering_part.element, self.numbering.elements())
        fill_part(self.document.settings.element, settings_elements())
        drop_template_parts(self.document)
        stream = io.BytesIO()
        self.document.save(stream)
        return with_fixed_dates(stream)


def first_line():
    """Return the indent a list would else take away."""
    return element("ind", **TWO_CHARACTERS)


def tell_properties(core, about: PaperFacts) -> None:
    """Fill in the file's own properties: no name but the organ's, no time but the paper's day."""
    core.author = core.last_modified_by = cleaned_for_word(about.organ)[:250]
    core.created = core.modified = datetime.combine(date.fromisoformat(about.issued_on), time())
    core.language, core.comments, core.revision = "zh-CN", "", 1
    core.title, core.keywords = cleaned_for_word(about.title)[:250], cleaned_for_word(about.keywords)[:250]


def imprint_paragraphs(rows: list[list], whole: int) -> list:
    """Return the rows of 版记 in a frame that hangs at the foot of the type area whatever stands above it."""
    down = A4_LONG - UPRIGHT.bottom - len(rows) * IMPRINT_ROW
    frame = {"w": whole, "h": len(rows) * IMPRINT_ROW, "hRule": "exact", "hSpace": 0, "wrap": "around",
             "vAnchor": "page", "hAnchor": "margin", "x": 0, "y": down}  # fmt: skip
    thick, thin = ({"val": "single", "sz": size, "space": 3, "color": "000000"} for size in (8, 6))
    sides = element("pBdr", element("top", **thick), element("bottom", **thick), element("between", **thin))
    return [paragraph("Imprint", "　", *row, properties=[element("framePr", **frame), deepcopy(sides)]) for row in rows]


def fill_part(root, children: list) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(children)


def settings_elements() -> list:
    """Return the file's settings: odd and even pages differ, nothing is squeezed, laid out as by newer programs."""
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return [
        element("zoom", percent=100),
        flag_element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", flag_element("adjustLineHeightInTable", False), mode),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
    ]


def drop_template_parts(document) -> None:
    """Take out what the template brings, and put in the fonts and the properties that no program claims."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in (*LEFT_OUT, "extended-properties"):
                del relations[key]
    fonts = etree.tostring(element("fonts", *font_elements()), xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, kind, relation, content, owner in (
        ("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts, document.part),
        ("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
         APP_PROPERTIES.encode(), package),
    ):  # fmt: skip
        owner.relate_to(Part(PackURI(name), kind, content, package), relation)


def with_fixed_dates(stream: io.BytesIO) -> bytes:
    """Return the package with its entries in one order and of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(entry, made.read(name))
    return out.getvalue()


def joined_lines(lines: list[str]) -> str:
    """Return lines of a cell as one text; a dash for none."""
    return "\n".join(line for line in lines if line) or "—"


def label(text: str) -> Inline:
    return Inline(text, "Label")
