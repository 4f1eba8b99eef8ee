"""The styles of our Word files: names, fonts and measures of GB/T 9704-2012, one for each role a text has on paper.

Measures are twips, twentieths of a point. Lines have exact heights: whatever font stands in for a missing one, a page
keeps its 22 lines. LibreOffice sets 27 characters by a grid of the kind `linesAndChars` where 28 are asked for, so the
pitch of characters is a spacing of the runs.
"""

from typing import NamedTuple

from .word_xml import element, flag_element

WORD_FACES = {
    "fangsong": "仿宋_GB2312", "title": "方正小标宋简体", "heiti": "黑体", "kaiti": "楷体_GB2312", "songti": "宋体",
}  # fmt: skip
# What a word processor may take instead of a font it lacks.
FACES_INSTEAD = {
    "仿宋_GB2312": "仿宋;FangSong;STFangsong", "方正小标宋简体": "FZXiaoBiaoSong-B05S;小标宋;宋体",
    "黑体": "SimHei", "楷体_GB2312": "楷体;KaiTi;STKaiti", "宋体": "SimSun",
}  # fmt: skip
LINE_PITCH, CHARACTER_SPACING, TYPE_WIDTH = 579, -5, 8845
AS_HIGH_AS_NEEDED = -1
RED, FAINT = "D7000F", "737373"
TWO_CHARACTERS = {"firstLineChars": "200", "firstLine": "630"}
NO_INDENT = {"firstLineChars": "0", "firstLine": "0", "left": "0"}


class WordStyle(NamedTuple):
    """One paragraph style: its key, its name, the style it comes from, and what differs from that one."""

    key: str
    name: str
    based: str = "Normal"
    face: str = ""
    points: float = 0
    line: int = 0
    indent: dict | None = None
    align: str = ""
    bold: bool = False
    colour: str = ""
    spacing: int | None = None
    before: int = 0
    after: int = 0
    outline: int | None = None
    numbered: int | None = None
    keep: bool = False
    tabs: tuple = ()
    rule: tuple = ()
    follows: str = ""


HEADED = {"keep": True, "indent": TWO_CHARACTERS, "align": "left"}
SMALL = {"indent": NO_INDENT, "spacing": 0}
# In cells a full line leaves its last mark no room: here they are set a little closer.
CELL = {"indent": NO_INDENT, "spacing": -3}
PAPER_STYLES = (
    WordStyle("Normal", "Normal", "", "fangsong", 16, LINE_PITCH, TWO_CHARACTERS, "both", spacing=CHARACTER_SPACING),
    WordStyle(
        "Title",
        "Title",
        face="title",
        points=22,
        line=640,
        indent=NO_INDENT,
        align="center",
        spacing=0,
        keep=True,
        outline=0,
        follows="Normal",
    ),
    WordStyle("PaperTitle", "公文标题", "Title", after=350),
    WordStyle("Heading1", "heading 1", face="heiti", outline=0, numbered=0, follows="Normal", **HEADED),
    WordStyle("Heading2", "heading 2", face="kaiti", bold=True, outline=1, numbered=1, follows="Normal", **HEADED),
    WordStyle("Heading2Plain", "标题 2 不编号", face="kaiti", bold=True, outline=1, follows="Normal", **HEADED),
    WordStyle("Heading3", "heading 3", bold=True, outline=2, follows="Normal", **HEADED),
    WordStyle(
        "Masthead", "发文机关标志", face="title", points=42, line=900, align="center", colour=RED, after=100, **SMALL
    ),
    WordStyle("DocumentNumber", "发文字号", line=400, indent=NO_INDENT, align="center"),
    WordStyle(
        "HeadLine",
        "机关和日期",
        line=420,
        indent=NO_INDENT,
        align="left",
        after=200,
        tabs=(("right", TYPE_WIDTH),),
        rule=("bottom", 13, RED, 10),
    ),
    WordStyle("Addressee", "主送机关", indent=NO_INDENT, align="left"),
    WordStyle("LeadConclusion", "领起段 结论", outline=None),
    WordStyle("LeadPraise", "领起段 亮点"),
    WordStyle("LeadBehind", "领起段 滞后"),
    WordStyle("LeadRequirements", "领起段 要求"),
    WordStyle("AnnexMark", "附件标记", face="heiti", indent=NO_INDENT, align="left", after=579, keep=True),
    WordStyle("AnnexTitle", "附件标题", "Title", after=579),
    WordStyle(
        "AnnexText", "附件正文", points=14, line=490, indent={"firstLineChars": "200", "firstLine": "552"}, spacing=-4
    ),
    WordStyle("AnnexHeading1", "附件标题 1", "Heading1", points=14, line=490, spacing=-4, follows="AnnexText"),
    WordStyle("AnnexHeading2", "附件标题 2", "Heading2", points=14, line=490, spacing=-4, follows="AnnexText"),
    WordStyle(
        "AnnexHeading2Plain", "附件标题 2 不编号", "Heading2Plain", points=14, line=490, spacing=-4, follows="AnnexText"
    ),
    WordStyle("AnnexHeading3", "附件标题 3", "Heading3", points=14, line=490, spacing=-4, follows="AnnexText"),
    WordStyle("AnnexItem", "附件条目", "AnnexText"),
    WordStyle("TableText", "表格文字", points=9, line=264, align="left", **CELL),
    WordStyle("TableHead", "表格表头", "TableText", face="heiti", align="center", keep=True),
    WordStyle("SmallTableText", "表格文字 五号", "TableText", points=10.5, line=315),
    WordStyle("SmallTableHead", "表格表头 五号", "TableHead", points=10.5, line=315),
    WordStyle("SmallText", "小字", points=10.5, line=300, **SMALL),
    WordStyle("Signature", "署名", indent=NO_INDENT, align="right"),
    WordStyle("Note", "附注", points=8.5, line=250, align="left", **SMALL),
    WordStyle(
        "Imprint",
        "版记",
        points=14,
        line=400,
        indent=NO_INDENT,
        align="left",
        spacing=0,
        tabs=(("right", TYPE_WIDTH - 280),),
    ),
    WordStyle("PageNumber", "footer", face="songti", points=14, line=340, align="right", **SMALL),
    WordStyle("Notice", "header", face="heiti", points=9, line=240, align="right", colour=FAINT, **SMALL),
    WordStyle("FootLine", "脚注行", "PageNumber", points=9, line=240, align="left", colour=FAINT),
    WordStyle("SheetTitle", "单页标题", "Title", points=20, line=560, rule=("bottom", 10, RED, 6), after=100),
    WordStyle(
        "SheetHeading",
        "单页小标题",
        "SmallText",
        face="heiti",
        points=11,
        line=330,
        before=140,
        after=60,
        keep=True,
        outline=1,
    ),
    WordStyle("SheetSaying", "单页正文", "SmallText", points=12, line=360, after=80),
    WordStyle("Picture", "图", "SmallText", line=AS_HIGH_AS_NEEDED, align="center"),
    WordStyle("Spacer", "间隔", points=1, line=20, **SMALL),
)
LEAD_STYLES = {
    "conclusion": "LeadConclusion", "praise": "LeadPraise", "behind": "LeadBehind", "requirements": "LeadRequirements",
}  # fmt: skip
LEAD_LABELS = {"conclusion": "", "praise": "亮点：", "behind": "滞后：", "requirements": "要求："}
CHARACTER_STYLES = {"Label": ("标签", "heiti", 0), "Tiny": ("小六", "", 16), "Kaiti": ("楷体字", "kaiti", 0)}


def fonts_element(face: str):
    name = WORD_FACES[face]
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def paragraph_properties(style: WordStyle):
    """Return a style's paragraph properties in the schema's order."""
    own = style.key == "Normal"
    spacing = {"before": style.before, "after": style.after}
    spacing |= {"line": style.line, "lineRule": "exact"} if style.line > 0 else {}
    spacing |= {"line": 240, "lineRule": "auto"} if style.line == AS_HIGH_AS_NEEDED else {}
    found = [
        flag_element("keepNext") if style.keep else None,
        flag_element("widowControl", False) if own else None,
        numbering_of(style),
        rule_element(style.rule),
        element("tabs", *(element("tab", val=kind, pos=at) for kind, at in style.tabs)) if style.tabs else None,
        *((flag_element(name, False) for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")) if own else ()),
        flag_element("snapToGrid", False) if style.line not in (0, LINE_PITCH) else None,
        element("spacing", **spacing) if style.line or style.before or style.after else None,
        element("ind", **style.indent) if style.indent else None,
        element("jc", val=style.align) if style.align else None,
        element("outlineLvl", val=style.outline) if style.outline is not None else None,
    ]
    return element("pPr", *found)


def numbering_of(style: WordStyle):
    if style.numbered is None:
        return None
    return element("numPr", element("ilvl", val=style.numbered), element("numId", val=1))


def rule_element(rule: tuple):
    if not rule:
        return None
    side, size, colour, space = rule
    return element("pBdr", element(side, val="single", sz=size, space=space, color=colour))


def letter_properties(face: str, half_points: int = 0, bold=False, colour="", spacing=None):
    """Return run properties of a style in the schema's order."""
    found = [
        fonts_element(face) if face else None,
        flag_element("b") if bold else None,
        element("color", val=colour) if colour else None,
        element("spacing", val=spacing) if spacing is not None else None,
        element("sz", val=half_points) if half_points else None,
        element("szCs", val=half_points) if half_points else None,
    ]
    return element("rPr", *found)


def style_element(style: WordStyle):
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val=style.based) if style.based else None,
        element("next", val=style.follows) if style.follows else None,
        flag_element("qFormat"),
        paragraph_properties(style),
        letter_properties(style.face, round(style.points * 2), style.bold, style.colour, style.spacing),
        type="paragraph", styleId=style.key, default="1" if style.key == "Normal" else None,
        customStyle=None if style.name.isascii() else "1",
    )  # fmt: skip


def character_style(key: str, name: str, face: str, half_points: int):
    return element(
        "style", element("name", val=name), flag_element("qFormat"), letter_properties(face, half_points),
        type="character", styleId=key, customStyle="1",
    )  # fmt: skip


def style_elements() -> list:
    """Return all that stands in the part of styles."""
    language = element("lang", val="en-US", eastAsia="zh-CN")
    defaults = element("rPr", fonts_element("fangsong"), element("sz", val=32), element("szCs", val=32), language)
    characters = [character_style(key, *row) for key, row in CHARACTER_STYLES.items()]
    return [
        element("docDefaults", element("rPrDefault", defaults), element("pPrDefault")),
        *map(style_element, PAPER_STYLES),
        *characters,
        table_style(),
    ]


def table_style():
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in sides))
    widths = (("top", 18), ("left", 50), ("bottom", 14), ("right", 50))
    margins = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in widths))
    return element(
        "style", element("name", val="公文表格"), element("tblPr", borders, margins),
        type="table", styleId="PaperTable", customStyle="1",
    )  # fmt: skip


def font_elements() -> list:
    """Return the fonts the styles name, each with what may be taken instead."""
    return [
        element("font", element("altName", val=instead), element("charset", val="86"), name=name)
        for name, instead in FACES_INSTEAD.items()
    ]
