"""Which numbers of a report promise something, and what: value, unit, comparator, wording, at which place.

Of the numbers a report is full of, most promise nothing: days, names of programmes, phases, sizes of classes, groups
that are addressed. Each is passed over for a reason that can be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...choices import Comparator, Kind
from ..reading.targets import read_target

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
MONEY = ("亿美元", "万美元", "亿元", "万元", "万亿元", "美元", "元")
COUNTED = (
    "个百分点|平方公里|平方千米|平方米|立方米|公里|千米|海里|公顷|英亩|亩|米|吨标准煤|标准煤|万吨|吨|公斤"
    "|斤|千瓦时|千瓦|兆瓦|个标准箱|标箱|人次|架次|班次|车次|人/次|人（家）|人\\(家\\)|户次|场次|床位|套|户"
    "|家|所|座|栋|幢|条|项|个|处|根|台|辆|艘|架|件|场|场次|次|张|株|棵|只|头|羽|部|列|对|片|块|班|名|位|人"
    "|支|宗|笔|种|款|本|册|篇|门|间|盏|口|眼|道|具|副|%|％"
)
# What stands before 元, 美元 and 斤 belongs to the unit, as such amounts are written: 1.5亿美元, 1300亿斤.
SCALE = "(?:百万|千万|万|亿|千|百)(?!亿?(?:元|美元|斤))"
NUMBER = re.compile(
    rf"(?P<num>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?P<scale0>{SCALE})?"
    rf"(?:\s*[-~—–～至到]\s*(?P<upper>\d+(?:\.\d+)?)(?P<scale1>{SCALE})?)?\s*"
    rf"(?:多|余)?(?P<unit>万亿元|亿美元|亿元|亿斤|万元|美元|元|{COUNTED})?"
    r"(?P<per>/(?:人|户|亩|平方公里|平方米|万元|吨))?"
)
QUOTED = re.compile(r"“[^”]{0,40}”|《[^》]{0,80}》|\"[^\"]{0,40}\"")
CLAUSE_ENDS = "，,。；;！？：:\n"
# What stands directly behind a number that makes it part of a name, a class, a phase, a day.
BEHIND_NAME = re.compile(
    r"^(?:年|月|日|时|分|期|届|级|轮|批|号|线|大|类|方面|强|位数|岁|代|维|城市群|世纪|周年|[A-Za-z+])"
)
BEHIND_UNIT_NAME = re.compile(r"^(?:级|类|型|位数|机组|口径|强|圈)")
BEFORE_ORDINAL = re.compile(r"(?:第|[A-Za-z+×.\d\-]|前)$")
# A class by size: 营收1亿元以上企业, 亿元以上项目; the promise is the count behind it.
SIZE_CLASS = re.compile(r"^(?:以上|以下|级)(?![，,。；;、！？：:\n)）]|$)(?!的?(?:水平|目标)|人次)")
AT_LEAST_BEHIND = re.compile(r"^\s*(?:以上|及以上|左右|以内|以下|之内|上下)")
ADDRESSED = re.compile(
    r"^.{0,3}(?:聚焦|围绕|依托|面向|瞄准|针对|按照|结合|对标|发挥|用好|抢抓|锚定|立足)[^，,。；;：:]{0,14}$"
)
# Counted, but no things: 4个重点行业, 12个领域.
GROUPS = re.compile(r"^(?:重点|主要|关键|优势|特色)*(?:行业|领域|方面|环节|维度|板块)")
ADDRESSED_BEHIND = re.compile(r"^[民口]")
LATER = re.compile(r"(?:到|至|力争|争取)?(20\d{2})年(?:底|末)?")
STRETCH = re.compile(r"力争|争取")
WITHIN = re.compile(r"控制在|不超过|不高于|不多于|降至|降到|下降到|低于|压缩至|压减至")
MORE = re.compile(r"(?:突破|超过|超|高于|多于)\s*$")
LEAST = re.compile(r"(?:不少于|不低于|不小于|至少|达到|达|保持在|稳定在|保持|实现|完成)\s*$")
STOCK_WORDS = re.compile(r"累计|总量|总数|总里程|保有量|拥有量|达到|总规模")
ALL_COVERED = re.compile(r"全覆盖")


@dataclass(frozen=True)
class Promised:
    """A figure at its place in the text (code points): `start` of the number, `end` behind its unit.

    `value` has 万 and 亿 of counts written out, money as it is written; `wording` are the words that say it, from
    `wording_start` on. `kind` is what the figure most probably is.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: str
    stretch: bool
    kind: str
    wording: str
    wording_start: int


@dataclass(frozen=True)
class PassedOver:
    """A number that promises nothing, at its place, with the code of the reason."""

    start: int
    text: str
    reason: str


def numbers_in(text: str, year: int | None = None) -> Iterator[Promised | PassedOver]:
    """Yield every number written in digits, in order: promised or passed over."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    for match in NUMBER.finditer(text):
        reason = why_passed_over(text, match, quoted, year)
        yield PassedOver(match.start(), match[0].strip(), reason) if reason else promised_at(text, match)


def promised_in(text: str, year: int | None = None) -> list[Promised]:
    """Return the figures a text promises, those for which 全覆盖 stands among them."""
    found = [each for each in numbers_in(text, year) if isinstance(each, Promised)]
    covered = [covered_at(text, match) for match in ALL_COVERED.finditer(text)]
    return sorted([*found, *covered], key=lambda each: each.start)


def covered_at(text: str, match: re.Match) -> Promised:
    """Return 全覆盖 as what it promises: 100 %."""
    hundred = Decimal(100)
    return Promised(match.start(), match.end(), hundred, None, "%", Comparator.AT_LEAST, False, Kind.COVERAGE, match[0],
                    match.start())  # fmt: skip


def why_passed_over(text: str, match: re.Match, quoted: list, year: int | None) -> str:
    """Return the code of why a number promises nothing: quoted, name, day, ordinal, no_unit, groups,
    size_class, addressed, later; "" where it promises something."""
    before, behind = text[: match.start()], text[match.end() :]
    if any(start <= match.start() < end and end - start > len(match[0]) + 1 for start, end in quoted):
        return "quoted"
    if BEFORE_ORDINAL.search(before):
        return "ordinal"
    unit = unit_of(match, behind)
    if not unit:
        return "day" if behind[:1] in "年月日" else "name" if BEHIND_NAME.match(behind) else "no_unit"
    if BEHIND_UNIT_NAME.match(behind):
        return "name"
    if GROUPS.match(behind):
        return "groups"
    if SIZE_CLASS.match(behind) and (unit in MONEY or unit in ("人", "平方米", "亩")):
        return "size_class"
    clause = before[clause_start(text, match.start()) :]
    if ADDRESSED.search(clause) or (unit == "人" and ADDRESSED_BEHIND.match(behind)):
        return "addressed"
    return "later" if is_due_later(text, match.start(), year) else ""


def unit_of(match: re.Match, behind: str) -> str:
    """Return a number's unit; 亿 alone is money (投资突破1000亿), 类 and 方面 count no promise."""
    if match["unit"]:
        return "%" if match["unit"] == "％" else match["unit"] + (match["per"] or "")
    scale = match["scale1"] or match["scale0"] or ""
    money = scale == "亿" and (not behind or behind[0] in CLAUSE_ENDS + "、")
    return "亿元" if money else ""


def clause_start(text: str, place: int) -> int:
    """Return where the clause around a place begins."""
    return max(text.rfind(sign, 0, place) for sign in CLAUSE_ENDS) + 1


def clause_end(text: str, place: int) -> int:
    """Return where the clause around a place ends, its sign left out."""
    ends = [found for sign in CLAUSE_ENDS if (found := text.find(sign, place)) >= 0]
    return min(ends, default=len(text))


def is_due_later(text: str, place: int, year: int | None) -> bool:
    """Whether the sentence sets the figure for a year after the plan's."""
    begin = max(text.rfind(sign, 0, place) for sign in "。；;！？\n") + 1
    years = [int(found[1]) for found in LATER.finditer(text[begin:place])]
    return bool(years and year and years[-1] > year)


def promised_at(text: str, match: re.Match) -> Promised:
    """Return the figure of a number that promises something."""
    begin, end = clause_start(text, match.start()), clause_end(text, match.end())
    before, behind = text[begin : match.start()], text[match.end() : end]
    unit = unit_of(match, text[match.end() :])
    value, upper = written_out(match["num"], match["scale0"], unit), None
    if match["upper"]:
        upper = written_out(match["upper"], match["scale1"], unit)
        value = written_out(match["num"], match["scale0"] or match["scale1"], unit)
    first, last = words_around(before, behind)
    start, stop = match.start() - first, match.end() + last
    comparator = read_target(text[start:stop], unit).comparator or Comparator.AT_LEAST
    return Promised(
        start=match.start(), end=match.end(), value=value, upper=upper if upper and upper > value else None,
        unit=unit, comparator=comparator, stretch=is_stretch(text, begin, match.start()),
        kind=kind_at(before, unit, comparator), wording=text[start:stop], wording_start=start,
    )  # fmt: skip


def written_out(number: str, scale: str | None, unit: str) -> Decimal:
    """Return a number with its scale: of counts written out, of money as it is written (亿元, 亿美元)."""
    value = Decimal(number.replace(",", ""))
    return value if unit == "亿元" and scale == "亿" else value * SCALES[scale or ""]


def words_around(before: str, behind: str) -> tuple[int, int]:
    """Return how many signs before a number and behind its unit belong to its wording: 不少于10家以上."""
    suffix = AT_LEAST_BEHIND.match(behind)
    within = WITHIN.search(before[-8:])
    prefix = MORE.search(before) or LEAST.search(before)
    first = len(before) - prefix.start() if prefix else (len(before[-8:]) - within.start() if within else 0)
    return first, suffix.end() if suffix else 0


def is_stretch(text: str, begin: int, place: int) -> bool:
    """Whether 力争 or 争取 stands before the figure in its clause, or opens the list it stands in."""
    return bool(STRETCH.search(text[begin:place]))


def kind_at(before: str, unit: str, comparator: str) -> str:
    """Return what a figure most probably is."""
    if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return Kind.CEILING
    if unit in ("%", "个百分点"):
        return Kind.COVERAGE if "覆盖" in before else Kind.RATE
    return Kind.STOCK if STOCK_WORDS.search(before) else Kind.FLOW
