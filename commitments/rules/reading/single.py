"""The one figure of a text: which of several is meant, why none is, and what must be asked about it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ...choices import Exactness
from .figures import FoundFigure, find_figures

# Words of a demand or of another time beside a figure: it is something the reported one is compared with.
REFERENCE = re.compile(
    r"(?:目标|任务|计划|应完成|上年|去年|同期|年初|原有|基数|其中|较|(?<![同环])比(?![重例])|差|剩余?|未完成|缺口"
    r"|占(?=[^,，]{0,12}(?:目标|任务|计划))[^,，]{0,12})[^\d,，;；。、]{0,6}$"
)
DOUBTFUL = re.compile(
    r"分别|各|每|人均|日均|月均|均|本季|本月|当季|当月|单季|当期|新增加|同比增加|环比|比上年|较上年|较年初|其中"
    r"|还差|尚差|未完成|剩余|"
    r"缺口|目标|计划|任务|拟|力争|将达|年底前|年内|预计全年|全年预计|减少|降低|压减|压缩|增加"
)
FALLING_WORDS = re.compile(r"(?:[降减跌]幅|下降|降低|减少|回落|下滑|萎缩|负增长|降|跌|减)[了达到约近超过逾至为\s]*$")
UP_TO = re.compile(r"[降减]+[至到]$")
SUM = re.compile(r"\d\s*[+*×÷]\s*\d")
RANK_WORDS = re.compile(r"第\s*\d+|前\s*\d+|第[一二三四五六七八九十]+[名位]")


@dataclass(frozen=True)
class ReadFigure:
    """What a text was read as, in the indicator's unit.

    `value` is None where nothing can be kept: then `refused` is a code (documents.reading_words has its sentence)
    and `suggestion` a way out. `asks` holds codes of what the clerk must confirm before the value counts.
    """

    value: Decimal | None = None
    upper: Decimal | None = None
    exactness: str = Exactness.EXACT
    provisional: bool = False
    asks: tuple[str, ...] = ()
    refused: str | None = None
    suggestion: str | None = None
    other: tuple[str, ...] = field(default=())


def single_figure(text: str, unit: str) -> ReadFigure | None:
    """Read the one figure of the unit in a text; other figures beside it, and words that change it, are asked about."""
    found = find_figures(text, unit)
    fitting = figures_meant([each for each in found if each.fits], text)
    values = {each.value for each in fitting}
    if len(values) > 1 or (fitting and ("分别" in text or SUM.search(text))):
        return ReadFigure(refused="two_figures", other=tuple(text[each.start : each.stop] for each in fitting))
    if not fitting:
        return refused_for(found, text, unit)
    return figure_with_questions(fitting[0], found, text, unit)


def figures_meant(fitting: list[FoundFigure], text: str) -> list[FoundFigure]:
    """Return the figures that may be meant: outside brackets, no references, with a unit before without."""
    for keep in (
        lambda each: not each.in_bracket,
        lambda each: not REFERENCE.search(text[: each.start]),
        lambda each: each.fit in ("own", "family"),
        lambda each: each.fit != "counter",
    ):
        fitting = [each for each in fitting if keep(each)] or fitting
    return fitting


def refused_for(found: list[FoundFigure], text: str, unit: str) -> ReadFigure:
    """Return why a text without a figure of the unit is refused: the true reason, and what is written instead."""
    if RANK_WORDS.search(text) and not any(each.fit == "share" for each in found):
        return ReadFigure(refused="rank")
    fits = [each.fit for each in found]
    written = found[0].unit if found else None
    for fit, code in (("points", "points"), ("share", "share"), ("other", "unit_mismatch")):
        if fit in fits:
            return ReadFigure(refused=code, suggestion=unit, other=(written or "",))
    return ReadFigure(refused="no_figure" if not re.search(r"\d", text) else "not_a_number")


def figure_with_questions(figure: FoundFigure, found: list[FoundFigure], text: str, unit: str) -> ReadFigure:
    """Return the chosen figure with its sign, its exactness and what must be confirmed."""
    if figure.grouped_wrongly:
        return ReadFigure(refused="bad_grouping", suggestion=figure.grouped_wrongly)
    before = text[: figure.start]
    value = figure.value
    if value > 0 and unit in ("%", "‰") and FALLING_WORDS.search(before) and not UP_TO.search(before):
        value = -value
    if value < 0 and unit not in ("%", "‰", "个百分点"):
        return ReadFigure(refused="negative")
    if RANK_WORDS.search(text) and unit not in ("位", "名"):
        return ReadFigure(refused="rank")
    asks = [code for code, asked in figure_questions(figure, found, text, unit) if asked]
    return ReadFigure(value=value, exactness=figure.exactness, asks=tuple(asks))


def figure_questions(figure: FoundFigure, found: list[FoundFigure], text: str, unit: str):
    """Yield (code, whether it is asked): another figure beside it, words that change it, another counting word."""
    beside = [
        each for each in found
        if each is not figure and each.value != figure.value and (not each.in_bracket or each.fit in ("bare", "own"))
    ]  # fmt: skip
    outside = text[: figure.start] + " " + text[figure.stop :]
    yield "beside", bool(beside)
    yield "changed_by_words", bool(DOUBTFUL.search(outside)) and not FALLING_WORDS.search(text[: figure.start])
    yield "reference", bool(REFERENCE.search(text[: figure.start]))
    yield "counter", figure.fit == "counter"
    yield "at_most", figure.exactness == Exactness.AT_MOST
    yield "small_multiple", figure.fit == "bare" and figure.unit == "万" and unit.startswith("亿")
    yield "lone_multiple", figure.is_lone_multiple(text)
