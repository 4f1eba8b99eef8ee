"""Figures with two ends: 1-2个, 五六百, 1.5至2万个; and what became of one: 由5.1%降至4.8%."""

import re
from decimal import Decimal

from .numerals import DIGITS, PLACES
from .single import ReadFigure, single_figure

FROM_TO = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*(?P<mark>[^\d\s,，;；、。]{0,4}?)\s*(?:[-–—~～]+|至|到)\s*(?P<high>\d+(?:\.\d+)?)"
)
BECAME = re.compile(r"(?:增加|增长|提高|提升|上升|升|下降|降低|降|扩大|收窄|缩小|缩短|压缩|减少|调整|变)[至到为]")
SPOKEN_RANGE = re.compile(r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千万]?.*)")


def ranged(text: str, unit: str) -> ReadFigure | None:
    """Read 1-2个 and 1.5至2万个: the lower end counts, both ends share the unit written once."""
    text = spoken_ends(text)
    found = FROM_TO.search(text)
    if not found or re.match(r"[年月日]", text[found.end() :]):
        return None
    if BECAME.search(found.group()) or (found["mark"] and text[: found.start()].endswith(("由", "从"))):
        return became(text, found, unit)
    low, high = Decimal(found["low"]), Decimal(found["high"])
    tail = text[found.end() :]
    behind_low = found["mark"] or (tail if low < high else "")
    ends = [single_figure(found["low"] + behind_low, unit), single_figure(found["high"] + tail, unit)]
    if any(end is None or end.value is None for end in ends) or ends[0].value >= ends[1].value:
        return ReadFigure(refused="range")
    return ReadFigure(value=ends[0].value, upper=ends[1].value, asks=("range",))


def spoken_ends(text: str) -> str:
    """Return 五六百 as 500-600 and 5、6个 as 5-6个, so that they are read as the ranges they are."""
    text = re.sub(r"^(\d)、(?=\d(?!\d))", r"\1-", text)
    found = SPOKEN_RANGE.fullmatch(text)
    if not found or DIGITS[found["high"]] != DIGITS[found["low"]] + 1:
        return text
    place = PLACES.get(found["tail"][:1], 1)
    tail = found["tail"][1:] if place > 1 else found["tail"]
    return f"{DIGITS[found['low']] * place}-{DIGITS[found['high']] * place}{tail}"


def became(text: str, found: re.Match, unit: str) -> ReadFigure | None:
    """Read 由5.1%降至4.8%: what it became counts, and is asked about."""
    after = single_figure(found["high"] + text[found.end() :], unit)
    kept = after is not None and after.value is not None
    return ReadFigure(**{**vars(after), "asks": ("reference",)}) if kept else after
