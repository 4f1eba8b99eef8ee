"""Pages of a Word file: sections upright or turned, page numbers odd right and even left, the watermark of a draft."""

from typing import NamedTuple

from lxml import etree

from .word_styles import WORD_FACES
from .word_xml import RELATION_NAMESPACE, element, field_runs, flag_element, paragraph, runs

A4_SHORT, A4_LONG = 11906, 16838


class PageForm(NamedTuple):
    """How the pages of a section lie, their margins in twips, and whether they are numbered."""

    turned: bool
    top: int
    right: int
    bottom: int
    left: int
    numbered: bool = True

    @property
    def width(self) -> int:
        """The width of the type area."""
        return (A4_LONG if self.turned else A4_SHORT) - self.left - self.right


UPRIGHT = PageForm(False, 2098, 1474, 1984, 1587)
TURNED = PageForm(True, 1587, 2098, 1474, 1984)
# What stands on one sheet alone.
SINGLE_SHEET = PageForm(False, 907, 907, 907, 907, numbered=False)
# The number's line ends this far above the lower edge, so that it begins 7 mm below the type area.
HEADER_AT, FOOTER_AT = 1000, 1247
ONE_CHARACTER = 280
# Where the number of a turned page stands, from the sheet's corner, so that it keeps its place when turned back.
NUMBER_WIDTH, NUMBER_LENGTH, NUMBER_INSET = 400, 1100, 1190
WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{word}"
 style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e8e8e8" stroked="f">
<v:textpath style="font-family:&quot;{face}&quot;;font-size:1pt" string="{word}"/></v:shape></w:pict>"""
SIDES = ("default", "even")


class Furniture:
    """What stands around the text on every page: page number, watermark, notice. Its parts are made once a kind."""

    def __init__(self, document, draft: str, notice: str, foot_line: str = ""):
        self.document, self.draft, self.notice, self.foot_line = document, draft, notice, foot_line
        self.made, self.marks = {}, 0

    def references(self, form: PageForm) -> list:
        """Return the references by which a section has its headers and footers, odd and even apart."""
        if form not in self.made:
            self.made[form] = [
                *(self.reference("header", side, self.head(side, form)) for side in SIDES),
                *(self.reference("footer", side, self.foot(side, form)) for side in SIDES),
            ]
        return [reference_element(*row) for row in self.made[form]]

    def reference(self, kind: str, side: str, children: list) -> tuple:
        make = self.document.part.add_header_part if kind == "header" else self.document.part.add_footer_part
        part, key = make()
        for child in list(part.element):
            part.element.remove(child)
        part.element.extend(children)
        return kind, side, key

    def head(self, side: str, form: PageForm) -> list:
        mark = [self.watermark()] if self.draft else []
        number = [turned_number(side)] if form.turned and form.numbered else []
        return [*number, paragraph("Notice", *mark, self.notice)]

    def foot(self, side: str, form: PageForm) -> list:
        if not form.numbered:
            return [paragraph("FootLine", self.foot_line)]
        return [paragraph("PageNumber", *([] if form.turned else page_number()), properties=at(side))]

    def watermark(self):
        self.marks += 1
        text = WATERMARK.format(number=self.marks, spid=2048 + self.marks, word=self.draft, face=WORD_FACES["heiti"])
        return element("r", element("rPr", flag_element("noProof")), etree.fromstring(text))


def reference_element(kind: str, side: str, key: str):
    found = element(f"{kind}Reference", type=side)
    found.set(f"{{{RELATION_NAMESPACE}}}id", key)
    return found


def page_number() -> list:
    return [*runs("— "), *field_runs("PAGE"), *runs(" —")]


def at(side: str) -> list:
    """Return the properties of an odd page's number (right) or an even one's (left), one character in."""
    if side == "even":
        return [element("ind", left=ONE_CHARACTER, firstLine=0, firstLineChars=0), element("jc", val="left")]
    return [element("ind", right=ONE_CHARACTER, firstLine=0, firstLineChars=0), element("jc", val="right")]


def turned_number(side: str):
    """Return the number of a turned page: a cell of its own beside the table, its text turned with the sheet."""
    lowest = A4_SHORT - TURNED.bottom - ONE_CHARACTER - NUMBER_LENGTH
    down = TURNED.top + ONE_CHARACTER if side == "even" else lowest
    place = element(
        "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="page", horzAnchor="page", tblpX=NUMBER_INSET, tblpY=down
    )
    properties = element(
        "tblPr", place, element("tblW", w=NUMBER_WIDTH, type="dxa"), element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(name, w=0, type="dxa") for name in ("left", "right"))),
    )  # fmt: skip
    cell = element("tcPr", element("tcW", w=NUMBER_WIDTH, type="dxa"), element("textDirection", val="tbRl"),
                   element("vAlign", val="center"))  # fmt: skip
    row = element("trPr", element("trHeight", val=NUMBER_LENGTH, hRule="exact"))
    number = paragraph("PageNumber", *page_number(), properties=[element("jc", val="center")])
    return element("tbl", properties, element("tblGrid", element("gridCol", w=NUMBER_WIDTH)),
                   element("tr", row, element("tc", cell, number)))  # fmt: skip


def section_element(furniture: Furniture, form: PageForm):
    """Return a section's properties: page, margins, and the grid of 22 lines."""
    size = {"w": A4_LONG, "h": A4_SHORT, "orient": "landscape"} if form.turned else {"w": A4_SHORT, "h": A4_LONG}
    head, foot = (HEADER_AT, FOOTER_AT) if form.numbered else (480, 480)
    margins = {"top": form.top, "right": form.right, "bottom": form.bottom, "left": form.left}
    return element(
        "sectPr",
        *furniture.references(form),
        element("type", val="nextPage"),
        element("pgSz", **size),
        element("pgMar", **margins, header=head, footer=foot, gutter=0),
        element("docGrid", type="lines", linePitch=579),
    )
