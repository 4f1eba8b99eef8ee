"""A figure as a clerk or a bulletin writes it → what is kept, what must be confirmed, or the true reason why not.

The reader prefers understanding and asking to refusing: "370亿元 预计" is 370, provisional; "1-2个" is 1, and is asked
about.
It refuses where it must: a share where a quantity is asked, two figures, a rank, a text without a figure.
"""

import re
import unicodedata

from ..quantity import QuantityError, within_precision
from ..text import plain_width
from .figures import find_figures
from .noise import EMPTY, PUBLISHED_LATER
from .ranges import ranged
from .single import ReadFigure, single_figure
from .worded import of_all, ratio_of, worded

LONGEST_TEXT = 200
PROVISIONAL = re.compile(r"预计|预估|预测|初步|初核|快报|暂定|暂估|有望|估算|\(暂\)|^预(?=\d)")
DATE_ALONE = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d\d:\d\d(?::\d\d)?)?|(?:19|20)\d\d年|\d{1,2}月\d{1,2}[日号]"
)
# 几十, 数百: how many is not said. 12、000, 12'000 and 8。5 hold a mark that is none of a figure.
VAGUE = re.compile(r"[几数若][十百千万干]|几[个家处所项座台套人]|若干|许多|多[个家处所项座台套]")
MARKED_OTHERWISE = re.compile(r"(?P<whole>\d{1,3})(?:[、'’](?=\d{3}\D*$)|(?P<dot>。))(?P<rest>\d+)[^\d]{0,6}")
TIDIED = (
    (re.compile("∶"), ":"), (re.compile(r"(?<=\d)\s+,(?=\d{3}(?!\d))"), ","),
    (re.compile(r"(?<=\d)\s+(?=[万亿千百])"), ""),
    (re.compile(r"(?<=\d)[wW](?![a-zA-Z])"), "万"), (re.compile(r"(?<=\d)[kK](?![a-zA-Z])"), "千"),
    (re.compile(r"[μµ]g/(?:m3|m³|立方米)"), "微克/立方米"), (re.compile("km²|km2"), "平方公里"),
    (re.compile("m²|㎡|m2"), "平方米"),
)  # fmt: skip


def read_written_figure(text: str, unit: str) -> ReadFigure:
    """Return what `text` says in `unit`; never raises. A value keeps at most 4 decimals (quantity.within_precision)."""
    text = tidied(plain_width(text))
    provisional = bool(PROVISIONAL.search(text))
    for reader in (empty_cell, unread, not_published, ratio_of, of_all, worded, ranged, single_figure):
        if answer := reader(text, unit):
            return within_bounds(answer, provisional)
    return ReadFigure(refused="not_a_number")


def tidied(text: str) -> str:
    """Return the text with one kind of each mark, and without what Excel leaves around a cell."""
    text = text.strip("'\"“”‘’ \t\r\n;；")
    for pattern, plain in TIDIED:
        text = pattern.sub(plain, text)
    return re.sub(r"每(立方米|平方米|千米|公里|万元|吨)(\d+(?:\.\d+)?)\s*(微克|毫克|吨|元|千瓦时)", r"\2\3/\1", text)


def within_bounds(answer: ReadFigure, provisional: bool) -> ReadFigure:
    """Return the answer with its value held to what can be stored exactly."""
    try:
        value = None if answer.value is None else within_precision(answer.value)
        upper = None if answer.upper is None else within_precision(answer.upper)
    except QuantityError as error:
        return ReadFigure(refused=error.code)
    return ReadFigure(**{**vars(answer), "value": value, "upper": upper, "provisional": provisional})


def empty_cell(text: str, unit: str) -> ReadFigure | None:
    return ReadFigure(refused="empty") if EMPTY.fullmatch(text) else None


def unread(text: str, unit: str) -> ReadFigure | None:
    """Refuse what cannot be a figure for its form alone: too long, in powers of ten, a date in place of a figure."""
    if len(text) > LONGEST_TEXT:
        return ReadFigure(refused="too_long")
    if re.search(r"\d[eE][+-]?\d", text):
        return ReadFigure(refused="exponent")
    if DATE_ALONE.fullmatch(text):
        return ReadFigure(refused="date")
    if VAGUE.search(text) and not re.search(r"\d", text):
        return ReadFigure(refused="vague")
    if "±" in text or any(unicodedata.category(each) == "No" for each in text):
        return ReadFigure(refused="not_a_number")
    if found := MARKED_OTHERWISE.fullmatch(text):
        point = "." if found["dot"] else ""
        return ReadFigure(refused="bad_grouping", suggestion=f"{found['whole']}{point}{found['rest']}")
    return None


def not_published(text: str, unit: str) -> ReadFigure | None:
    """Offer 数据未出 where the text says so and gives no figure of the unit beside it."""
    if PUBLISHED_LATER.search(text) and not any(each.fits for each in find_figures(text, unit)):
        return ReadFigure(refused="not_published")
    return None
