"""Tables of a Word file: heads repeated on every page, rows that may break, columns of millimetres or shares."""

from collections.abc import Callable
from typing import NamedTuple

from .word_xml import Inline, element, flag_element, paragraph

TWIPS_OF_MILLIMETRE = 1440 / 25.4
SHADE = "EDEDED"
CELL_STYLES = {9: ("TableText", "TableHead"), 10.5: ("SmallTableText", "SmallTableHead")}


class WordColumn(NamedTuple):
    """A column: its head, its width (millimetres, or a share of what they leave), how a row fills it."""

    heading: str
    fill: Callable
    millimetres: float = 0
    share: float = 0
    centred: bool = False


def column_widths(columns: list[WordColumn], whole: int) -> list[int]:
    """Return the widths in twips; together they are exactly `whole`."""
    fixed = [round(column.millimetres * TWIPS_OF_MILLIMETRE) for column in columns]
    shares, left = sum(column.share for column in columns), whole - sum(fixed)
    found = [width or round(left * column.share / shares) for width, column in zip(fixed, columns, strict=True)]
    found[-1] += whole - sum(found)
    return found


def table_element(columns: list[WordColumn], rows: list, whole: int, points: float = 9, heads=None):
    """Return a table of the type area's width; `heads` are rows of cells to stand instead of the columns' own."""
    widths, (text, head) = column_widths(columns, whole), CELL_STYLES[points]
    properties = element(
        "tblPr", element("tblStyle", val="PaperTable"), element("tblW", w=whole, type="dxa"),
        element("tblLayout", type="fixed"), element("tblLook", firstRow=1, noHBand=1, noVBand=1),
    )  # fmt: skip
    above = heads or [head_row([cell(width, column.heading, head, shade=SHADE, centred=True)
                                for width, column in zip(widths, columns, strict=True)])]  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *above, *(table_row(columns, widths, row, text) for row in rows))


def head_row(cells: list):
    return element("tr", element("trPr", flag_element("cantSplit"), flag_element("tblHeader")), *cells)


def table_row(columns: list[WordColumn], widths: list[int], row, style: str):
    made = [
        cell(width, column.fill(row), style, centred=column.centred)
        for width, column in zip(widths, columns, strict=True)
    ]
    return element("tr", *made)


def cell(width: int, content, style: str, *, shade="", centred=False, across=1, down=""):
    """Return a cell; `content` is a text, an Inline or a list of them, `down` merges it with the row above or below."""
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=across) if across > 1 else None,
        element("vMerge", val=down if down == "restart" else None) if down else None,
        element("shd", val="clear", color="auto", fill=shade) if shade else None,
        element("vAlign", val="center") if shade else None,
    )
    pieces = [content] if isinstance(content, str | Inline) else content
    return element("tc", properties, paragraph(style, *pieces, properties=centring(centred)))


def centring(centred: bool) -> list:
    return [element("jc", val="center")] if centred else []
