"""Figures that are words or stand for a share: 翻番, 持平, 清零, 全覆盖, 增长近3倍, 62/100, 2.31:1."""

import re
from decimal import Decimal

from ...choices import Exactness
from .figures import find_figures
from .single import ReadFigure

RATIO = re.compile(r"(?P<left>\d+(?:\.\d+)?)\s*[:∶：]\s*(?P<right>\d+(?:\.\d+)?)")
OF_ALL = re.compile(r"(?P<done>\d+)\s*/\s*(?P<all>\d+)")
WORDED = (
    (re.compile(r"翻了?(?:一|1)?番"), Decimal(100), "%"), (re.compile(r"翻了?(?:两|2|二)番"), Decimal(300), "%"),
    (re.compile(r"一半|半数|过半"), Decimal(50), "%"),
    (re.compile(r"持平"), Decimal(0), "%"), (re.compile(r"零增长"), Decimal(0), "%"),
    (re.compile(r"全(?:部)?覆盖|实现全覆盖"), Decimal(100), "%"), (re.compile(r"全部完成|全面完成"), Decimal(100), "%"),
    (re.compile(r"清零|归零|零(?:发生|新增|事故)|^[零〇]$"), Decimal(0), ""),
)  # fmt: skip
TIMES = re.compile(r"(?:增长|增加|提高|提升|增至)\D{0,3}?(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十])倍")


def ratio_of(text: str, unit: str) -> ReadFigure | None:
    """Read 2.31:1 as 2.31 where the unit is a ratio or 倍; other ratios are refused, none is turned round."""
    found = RATIO.search(text)
    if not found:
        return None
    if unit in ("倍", "-", "", "比值", ":1") and Decimal(found["right"]) == 1:
        return ReadFigure(value=Decimal(found["left"]), asks=("ratio",))
    return ReadFigure(refused="ratio")


def of_all(text: str, unit: str) -> ReadFigure | None:
    """Read 62/100 as 62 of 100: as a count 62, as a percentage 62 %."""
    found = OF_ALL.fullmatch(text.rstrip("个家处所项座台套户根件"))
    if not found or not Decimal(found["all"]):
        return None
    done, everything = Decimal(found["done"]), Decimal(found["all"])
    share = (done / everything * 100).quantize(Decimal("0.01"))
    return ReadFigure(value=share if unit == "%" else done, asks=("of_all",), other=(found["all"],))


def worded(text: str, unit: str) -> ReadFigure | None:
    """Read figures that are words: 翻番, 持平, 清零, 全覆盖, 增长近3倍; each is asked about."""
    if unit == "%" and (found := TIMES.search(text)):
        times = find_figures(found["times"] + "倍", "倍")
        exactness = find_figures(text, "倍")[0].exactness if find_figures(text, "倍") else Exactness.EXACT
        return ReadFigure(value=times[0].value * 100, exactness=exactness, asks=("times",)) if times else None
    if re.search(r"\d", text):
        return None
    for pattern, value, of_unit in WORDED:
        if pattern.search(text):
            fits = not of_unit or of_unit == unit
            return ReadFigure(value=value, asks=("worded",)) if fits else ReadFigure(refused="words_only")
    return None
