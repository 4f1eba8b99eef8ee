"""Last year's figure for the same thing, found in the part of a report that tells what was achieved.

A figure is the same where the thing, the kind of figure (a sum, a growth) and the unit are, and where it is not new
ones in one year and all there are in the other. Where two figures say different things there is none: a wrong baseline
is worse than no baseline.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from .outline import lines_of, sentences_of
from .promised import promised_in
from .year_figures import YearFigure, named_figures, plain_thing

# Part of a year, another place, a plan, a change: none of them is last year's result.
NO_RESULT = re.compile(
    r"[前上下一二三四][三两一半]?个?(?:季度|半年)|\d+[—–~-]\d+月|高于|低于|快于|全国|排名|占|比重|连续|目标|计划"
    r"|提高|增加(?!值)|下降|降低|减少|十四五"
)
TOO_GENERAL = re.compile(
    r"^(?:新)?(?:亿元以上|重大|重点|产业|实施)*(?:项目|企业|投资|总投资|产值|营收|资金|人|床位|收入|产量|面积|规模"
    r"|任务|人次)?$"
)
FORECAST = re.compile(r"[:：](?=预计|全年|完成|实际)")
SCALES_OF_MONEY = (
    {"元": 1, "万元": 10**4, "亿元": 10**8, "万亿元": 10**12}, {"美元": 1, "万美元": 10**4, "亿美元": 10**8},
)  # fmt: skip
# Things counted by either word are the same things.
COUNTING_WORDS = ("个", "家", "所", "座", "处", "项")
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class LastYearFound:
    """Last year's figure for a promised one, in the promised one's unit; quote and place in the report."""

    value: Decimal
    unit: str
    quote: str
    start: int


class LastYear:
    """What a report says was achieved in the year gone by, to be asked for the same as a promised figure."""

    def __init__(self, text: str):
        self.told = defaultdict(list)
        for each in achieved_figures(text):
            self.told[each.name, each.growth].append(each)

    def of(self, promised: YearFigure | None) -> LastYearFound | None:
        """Return last year's figure for the same thing; None where there is none, or more than one."""
        if promised is None or TOO_GENERAL.match(promised.name):
            return None
        rows = [(value_in(each, promised.figure.unit), each) for each in self.told[promised.name, promised.growth]
                if is_same_scope(each, promised)]  # fmt: skip
        rows = [(value, each) for value, each in rows if value is not None]
        if len({value for value, _each in rows}) != 1:
            return None
        value, each = rows[0]
        return LastYearFound(value, promised.figure.unit, each.quote[:LONGEST_QUOTE], each.start)


def achieved_figures(text: str) -> list[YearFigure]:
    """Return the figures a text says were achieved, with what they are of; plans and shares of a year left out."""
    rows = [row for start, line in lines_of(text) for row in sentences_of(line, start)]
    found = [each for row in rows for each in told_figures(row.text, row.start)]
    return [each for each in found if not NO_RESULT.search(each.before)]


def told_figures(sentence: str, start: int) -> list[YearFigure]:
    """Return a sentence's figures at their places; of a target and what came of it (…：预计…) what came of it."""
    cut = FORECAST.search(sentence)
    first, subject = (cut.end(), subject_of(sentence[: cut.start()])) if cut else (0, "")
    part = sentence[first:]
    rows = named_figures(part, promised_in(part), subject)
    return [YearFigure(each.name, each.growth, each.scope, each.figure, each.before, each.quote,
                       start + first + each.start) for each in rows]  # fmt: skip


def subject_of(words: str) -> str:
    """Return the thing a target before a colon is of: 全年地区生产总值预期目标增长6.5%."""
    rows = named_figures(words.replace("目标", ""), promised_in(words.replace("目标", "")))
    return rows[0].name if rows else plain_thing(words)


def is_same_scope(each: YearFigure, promised: YearFigure) -> bool:
    """Whether both are new ones, or neither is."""
    return (each.scope == "new") == (promised.scope == "new")


def value_in(each: YearFigure, unit: str) -> Decimal | None:
    """Return a figure's value in a unit; None where they do not measure the same."""
    own = each.figure.unit
    if own == unit or {own, unit} <= set(COUNTING_WORDS):
        return each.figure.value
    scale = next((scale for scale in SCALES_OF_MONEY if own in scale and unit in scale), None)
    return each.figure.value * scale[own] / scale[unit] if scale else None
