"""A target as a report words it → comparator, value, direction; what the office must confirm is asked, never guessed.

Direction is the domain's: *reach* (more is better) or *keep within* (a limit). A bare number is the floor of what was
promised; "控制在5.5%左右" is a limit with a tolerance, "5.5%左右" an amount to be reached.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ...choices import Comparator, Direction, Exactness, Kind
from ..text import plain_width
from .figures import find_figures
from .ranges import FROM_TO, ranged
from .single import ReadFigure as Read
from .worded import RATIO, worded
from .written_figures import tidied, within_bounds

REACH, KEEP_WITHIN = Direction.REACH, Direction.KEEP_WITHIN
WITHIN = re.compile(
    r"控制在|以内|以下|之内|不超过|不高于|不多于|不大于|低于|少于|小于|降至|降到|降低到|下降到|缩短至|缩短到"
    r"|压缩至|压减至|压降至|减至|减少到|"
    r"<|≤|上限"
)
NOT_WITHIN = re.compile(r"不低于|不少于|不小于")
STRICTLY_WITHIN = re.compile(r"(?<!不)(?:低于|少于|小于)|<(?!=)")
STRICTLY_OVER = re.compile(r"突破|超过|超出|(?<![不未])(?:高于|多于|大于)|(?<!不)超(?=\d)|>(?!=)|以上且超")
FLOOR_WORDS = re.compile(r"以上|不少于|不低于|不小于|至少|>=|≥|确保|力争")
ABOUT_WORDS = re.compile(r"左右|上下|约|大约|大概")
GROWING_WORDS = re.compile(r"增长|增速")
STRETCH = re.compile(r"力争|争取|奋斗目标|冲刺")
RANK_AIMED = re.compile(r"(?:前|第)\s*(?P<place>\d+)\s*(?:位|名|强)?")
LIMITED = re.compile(
    r"失业率|物价|消费价格|CPI|能耗|浓度|PM|时限|用时|时间|天内|死亡|伤亡|事故|投诉|排放|负债|债务|不良|流失"
    r"|辍学|空置|逾期|超支|发生率"
)
TIME_UNITS = ("分钟", "小时", "天", "日", "个工作日", "工作日", "秒")
REDUCTION = re.compile(r"(?:下降|降低|减少|压减|压缩|压降|削减|缩减|缩短)(?![至到])")
SECOND = re.compile(r"[,，;；。、\s]*(?:力争|争取|并力争|冲刺)(?:达到?|实现|突破|增长|完成|超过?|在)*")


@dataclass(frozen=True)
class ReadTarget:
    """What a target's wording says, in its unit; `asks`: codes to confirm, `refused`: why nothing can be read."""

    comparator: str | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    direction: str | None = None
    exactness: str = Exactness.EXACT
    provisional: bool = False
    stretch: bool = False
    stretch_value: Decimal | None = None
    asks: tuple[str, ...] = ()
    refused: str | None = None


def read_target(text: str, unit: str, noun: str = "") -> ReadTarget:
    """Return what a wording promises of an indicator; `noun`, its name, lets a limit be proposed. Never raises."""
    text = tidied(plain_width(text)).replace('"', "").replace("“", "").replace("”", "")
    floor, stretched = floor_and_stretch(text)
    stretch_value = amount_of(stretched, unit).value if stretched else None
    read = amount_of(floor, unit)
    if read.value is None:
        return ReadTarget(refused=read.refused)
    comparator = comparator_of(floor, read)
    direction, sure = direction_of(floor, unit, noun, comparator)
    if direction == KEEP_WITHIN and comparator == Comparator.AT_LEAST:
        comparator = Comparator.AT_MOST
    asks = [code for code, asked in target_questions(floor, unit, read, sure) if asked]
    return ReadTarget(
        comparator, read.value, read.upper, direction, exactness_of(floor, read),
        stretch=bool(STRETCH.search(floor)) and not stretched, stretch_value=stretch_value, asks=tuple(asks),
    )  # fmt: skip


def floor_and_stretch(text: str) -> tuple[str, str]:
    """Return (floor, stretch) of "10%以上,力争12%"; without a figure before 力争 the whole is the floor."""
    found = SECOND.search(text)
    if found and re.search(r"\d", text[: found.start()]) and re.search(r"\d", text[found.end() :]):
        return text[: found.start()], text[found.end() :]
    return text, ""


def amount_of(text: str, unit: str) -> Read:
    """Return the value a wording names: a rank, a ratio, words (翻一番, 清零), a range, or its one figure."""
    if (found := RANK_AIMED.search(text)) and unit in ("位", "名", "强", "-"):
        return Read(value=Decimal(found["place"]), asks=("rank",))
    if found := RATIO.search(text):
        right = Decimal(found["right"])
        return Read(value=Decimal(found["left"])) if right == 1 else Read(refused="ratio")
    if unit == "%" and (share := of_hundred(text)):
        return share
    if answer := worded(text, unit) or ranged(text, unit):
        return within_bounds(answer, provisional=False)
    return within_bounds(one_figure(text, unit), provisional=False)


def of_hundred(text: str) -> Read | None:
    """Return 全覆盖 as 100; shares in words are found as figures."""
    covered = re.search(r"全(?:部)?覆盖", text) and not re.search(r"\d", text)
    return Read(value=Decimal(100)) if covered else None


def one_figure(text: str, unit: str) -> Read:
    """Return the single figure of the unit; two different ones are two targets and are refused."""
    found = [each for each in find_figures(text, unit) if each.fits and not each.in_bracket]
    own = [each for each in found if each.fit in ("own", "family")] or found
    if len(own) != 1:
        return Read(refused="two_figures" if own else "no_figure")
    value = own[0].value
    before = text[: own[0].start]
    if unit == "%" and value > 0 and re.search(r"(?:下降|负增长)[^\d至到]{0,3}$", before):
        return Read(value=-value, asks=("fall",))
    return Read(value=value, exactness=own[0].exactness, asks=("counter",) if own[0].fit == "counter" else ())


def comparator_of(text: str, read: Read) -> str:
    """Return the comparator of a wording; a bare number is the floor of what was promised."""
    if "rank" in read.asks or re.search(r"清零|归零", text) or "fall" in read.asks:
        return Comparator.AT_MOST
    if FROM_TO.search(text) and read.upper is not None:
        return Comparator.AT_LEAST
    without = NOT_WITHIN.sub("", text)
    for pattern, comparator in ((STRICTLY_WITHIN, Comparator.LESS_THAN), (WITHIN, Comparator.AT_MOST)):
        if pattern.search(without):
            return comparator
    if NOT_WITHIN.search(text):
        return Comparator.AT_LEAST
    for pattern, comparator in ((STRICTLY_OVER, Comparator.MORE_THAN), (ABOUT_WORDS, Comparator.ABOUT)):
        if pattern.search(text):
            return comparator
    return Comparator.AT_LEAST


def direction_of(text: str, unit: str, noun: str, comparator: str) -> tuple[str, bool]:
    """Return (direction, whether the wording itself says so); a limit without its word is proposed from the noun."""
    if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return KEEP_WITHIN, True
    if any(pattern.search(text) for pattern in (NOT_WITHIN, FLOOR_WORDS, STRICTLY_OVER, GROWING_WORDS)):
        return REACH, True
    if LIMITED.search(noun + text):
        return KEEP_WITHIN, False
    return REACH, unit not in TIME_UNITS


def exactness_of(text: str, read: Read) -> str:
    return Exactness.ABOUT if ABOUT_WORDS.search(text) else read.exactness


def target_questions(text: str, unit: str, read: Read, sure: bool):
    """Yield (code, whether it is asked): a direction guessed, a fall or a reduction, growth in words, a range."""
    yield "direction", not sure
    yield "fall", "fall" in read.asks
    yield "reduction", bool(REDUCTION.search(text)) and "fall" not in read.asks and unit == "%"
    yield "times", bool({"times", "worded"} & set(read.asks)) and unit == "%" and "零增长" not in text
    yield "counter", "counter" in read.asks


def proposed_direction(comparator: str, kind: str, wording: str, unit: str, noun: str) -> str:
    """Return the direction of a target nobody gave one: the comparator's or the kind's, else what its words propose."""
    if kind == Kind.CEILING:
        return KEEP_WITHIN
    if comparator in (Comparator.ABOUT, Comparator.EXACTLY):
        return read_target(wording, unit, noun).direction or REACH
    return Direction.of_comparator(comparator)


def means_the_same(read: ReadTarget, comparator: str, tolerance: Decimal | None) -> bool:
    """Whether a comparator says what the words say: a limit with 左右 is "about", or "at most" with a tolerance."""
    if read.comparator == Comparator.AT_MOST and read.exactness == Exactness.ABOUT:
        return comparator == Comparator.ABOUT or (comparator == Comparator.AT_MOST and tolerance is not None)
    return read.comparator == comparator
