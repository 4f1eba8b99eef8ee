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
from .passed_over import QUOTED, why_passed_over
from .report_numbers import NUMBER, SCALES, clause_end, clause_start, unit_of

AT_LEAST_BEHIND = re.compile(r"^\s*(?:以上|及以上|左右|以内|以下|之内|上下)")
# 分别增长5%、6.5%左右: what stands behind the last holds for all.
SHARED_BEHIND = re.compile(r"^(?:[、和][\d.,]+(?:万|亿)?(?:元|万元|亿元|万亿元|%|人|个|家)?)+(以上|左右|以内)")
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
    shared = SHARED_BEHIND.match(behind) if "分别" in before else None
    words = text[start:stop] + (shared[1] if shared else "")
    comparator = read_target(words, unit).comparator or Comparator.AT_LEAST
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
