"""Every figure in a text, with its place, its unit as written and the words that bear on it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ...choices import Exactness
from .noise import in_brackets, without_days
from .numerals import CHARACTERS, read_numeral
from .units import COUNTERS, SCALE_WORDS, SHARES, family_name, own_name, unit_and_scale

ARABIC = r"\d{1,3}(?: \d{3})+(?![\d,])(?:\.\d+)?|\d+(?:,\d+)*(?:\.\d*)?"
MULTIPLE = "|".join(sorted(filter(None, SCALE_WORDS), key=len, reverse=True))
FILLER = r"[余多来]?"
# 一万二, 十万零五百: a multiple inside a numeral belongs to it, one behind it is a scale word.
SPOKEN = rf"[{CHARACTERS}]+(?:[万亿][{CHARACTERS}]+)*(?:点[{CHARACTERS}]+)?"
FIGURE = re.compile(
    rf"(?P<sign>[-−+]?)(?:(?P<mixed>\d+万\d千?(?![\d.%]))|(?P<arabic>{ARABIC})|(?P<chinese>{SPOKEN}))"
    rf"(?P<filler>{FILLER})"
)
BEHIND = re.compile(rf"(?P<multiple>{MULTIPLE})?(?P<filler>{FILLER})\s*")
PERCENT_WORDS = re.compile(rf"百分之(?P<share>\d+(?:\.\d+)?|[{CHARACTERS}]+(?:点[{CHARACTERS}]+)?)")
TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九1-9])成(?P<half>半)?(?!本|果|立|效|为|功|都|品|员|交)")
FRACTION = re.compile(rf"(?P<below>\d+|[{CHARACTERS}]+)分之(?P<above>\d+|[{CHARACTERS}]+)")
ALONE = re.compile(r"(?<=[破超越过达])(?P<multiple>万亿|千亿|百亿|千万|百万|亿)(?=元|大关|级|$)")
OTHER_CURRENCY = re.compile(r"(?:[$€£]|US\$|HK\$)\s*$")
AT_LEAST_BEFORE = re.compile(
    r"(?:不少于|不低于|不小于|不下|至少|(?<![不未没])(?:超过|超出|突破|高于|多于"
    r"|大于|超|逾|破)|>=?|≥)"
    r"[\s了达到至为]*$"
)
# 上百 and 上千: said of a multiple that stands alone. 网上100件 says nothing of the kind.
UPWARDS = re.compile(rf"(?:{AT_LEAST_BEFORE.pattern})|(?<![以马赶网])上$")
AT_MOST_BEFORE = re.compile(
    r"(?:[不未没]超过?|[不未]突破|不高于|不多于|不大于|(?<!不)(?:低于|少于|小于)|不足|不到|不满|最多|至多|<=?|≤)"
    r"[\s了达到至为]*$"
)
ABOUT_BEFORE = re.compile(r"(?:约|近|大约|将近|接近|大概|估计|几乎|≈)[\s为有达]*$")
AT_LEAST_BEHIND = re.compile(r"[^\d,;，；、。()]{0,4}?(?:及?以上|\+)")
AT_MOST_BEHIND = re.compile(r"[^\d,;，；、。()]{0,4}?(?:及?以内|以下|之内|不到|不足)")
ABOUT_BEHIND = re.compile(r"[^\d,;，；、。()]{0,4}?(?:左右|上下)")


@dataclass(frozen=True)
class FoundFigure:
    """A figure in a text: `value` in the asked unit if it `fits`; `start`, `stop` are its characters."""

    value: Decimal
    start: int
    stop: int
    unit: str
    fit: str
    exactness: str = Exactness.EXACT
    in_bracket: bool = False
    grouped_wrongly: str = ""

    @property
    def fits(self) -> bool:
        return self.fit in ("own", "family", "bare", "counter")

    def is_lone_multiple(self, text: str) -> bool:
        """Whether a multiple stands where a number should: 上百座, 突破千亿."""
        return text[self.start] in "百千万亿" and not text.startswith("百分之", self.start)


def find_figures(text: str, unit: str) -> list[FoundFigure]:
    """Return every figure of a text in plain widths, in its order.

    `fit` says how its unit stands to the asked one: own, family (family_name), bare (no unit written), counter (another
    counting word), share (a percentage where none is asked), points (percentage points), other.
    """
    kept = without_days(text)
    aside = in_brackets(text)
    found = [*spoken(kept, unit), *written(kept, unit), *alone(kept, unit)]
    chosen: list[FoundFigure] = []
    for each in sorted(found, key=lambda figure: (figure.start, -figure.stop)):
        if not chosen or each.start >= chosen[-1].stop:
            chosen.append(each)
    return [with_words(each, kept, aside) for each in chosen]


def spoken(text: str, unit: str):
    """Yield shares said in words: 百分之九十八, 七成, 三分之一, as percentages."""
    for match in PERCENT_WORDS.finditer(text):
        yield share_found(number_written(match["share"]), match, unit)
    for match in TENTHS.finditer(text):
        tenths = number_written(match["tenths"]) + (Decimal("0.5") if match["half"] else 0)
        yield share_found(tenths * 10, match, unit)
    for match in FRACTION.finditer(text):
        below, above = number_written(match["below"]), number_written(match["above"])
        if match["below"] != "百" and below and above is not None:
            yield share_found((above / below * 100).quantize(Decimal("0.01")), match, unit)


def share_found(share: Decimal | None, match: re.Match, unit: str) -> FoundFigure:
    fit = "own" if unit == "%" and share is not None else "share"
    return FoundFigure(share or Decimal(0), match.start(), match.end(), "%", fit)


def written(text: str, unit: str):
    """Yield figures written as digits or as a Chinese numeral before a unit."""
    digits_anywhere = re.search(r"\d", text)
    for match in FIGURE.finditer(text):
        number = number_written(match["mixed"] or match["arabic"] or match["chinese"])
        if number is None or (match["chinese"] and (digits_anywhere or not is_counted(text, match, unit))):
            continue
        yield placed(text, match, number, unit)


def is_counted(text: str, match: re.Match, unit: str) -> bool:
    """Whether a Chinese numeral stands before a unit or alone, not inside a word such as 零陵路."""
    rest = text[match.end() :].lstrip("余多来万亿 ")
    return not rest or rest[0] in COUNTERS or bool(own_name(rest, unit_and_scale(unit)[0])) or rest[0] in "公平元倍%"


def number_written(text: str) -> Decimal | None:
    """Return the number written in digits or as a Chinese numeral, or in both (1万2千); separators are dropped."""
    if "万" in text and text[0].isdigit():
        myriads, rest = text.split("万")
        return Decimal(myriads) * 10_000 + Decimal(rest.rstrip("千")) * 1000
    if text[0] in CHARACTERS:
        return read_numeral(text)
    return Decimal(text.replace(",", "").replace(" ", "").rstrip("."))


def placed(text: str, match: re.Match, number: Decimal, unit: str) -> FoundFigure:
    """Return the figure with the reading of what stands behind it that fits the asked unit best."""
    base, own = unit_and_scale(unit)
    behind = BEHIND.match(text, match.end())
    if currency := OTHER_CURRENCY.search(text[: match.start()]):
        return FoundFigure(number, match.start(), match.end(), currency.group().strip(), "other")
    multiple = behind["multiple"] or ""
    signed = -number if match["sign"] in ("-", "−") and is_sign(text, match.start()) else number
    filler = match["filler"] or behind["filler"]
    about = {"exactness": Exactness.ABOUT if filler else Exactness.EXACT, "grouped_wrongly": wrong_groups(match)}
    # 千 in 千瓦 and 百 in 百分点 belong to the unit: the longest multiple goes first, then shorter ones, then none.
    for each in dict.fromkeys([multiple, multiple[:1], ""]):
        stop = match.end() + len(each) + (len(behind["filler"]) if each == multiple else 0)
        rest = text[stop:].lstrip()
        written_as, factor, fit = fitting(rest, base, each)
        if fit not in ("other", "counter"):
            scale = SCALE_WORDS[each] / own if (fit != "bare" or each) else Decimal(1)
            end = len(text) - len(rest) + len(written_as)
            return FoundFigure(signed * scale * factor, match.start(), end, each + written_as, fit, **about)
    rest = text[behind.end() :]
    written_as, _factor, fit = fitting(rest, base, multiple)
    stop = behind.end() + len(written_as)
    return FoundFigure(signed * SCALE_WORDS[multiple] / own, match.start(), stop, multiple + written_as, fit, **about)


def is_sign(text: str, start: int) -> bool:
    """Whether a minus at `start` is a sign: nothing, a blank, a bracket or a word stands before it, no figure."""
    before = text[:start].rstrip()
    return not before or not (before[-1].isdigit() or before[-1] in "%‰万亿")


def fitting(rest: str, base: str, multiple: str) -> tuple[str, Decimal, str]:
    """Return (unit as written, factor, fit) of what follows a number and its multiple."""
    one = Decimal(1)
    if name := own_name(rest, base):
        return name, one, "own"
    if found := family_name(rest, base):
        return *found, "family"
    if points := re.match(r"个?百分点|个点", rest):
        return points.group(), one, "points"
    if not multiple and rest[:1] in ("%", "‰"):
        return rest[:1], one, "share"
    if not rest or not (rest[0].isalpha() or rest[0] in "/%°℃"):
        return "", one, "bare"
    if re.match(r"以上|以内|以下|及以|左右|上下|预计|之内|大关|元?(?:整|$)", rest) and not rest.startswith("元"):
        return "", one, "bare"
    if base[:1] in COUNTERS and base not in SHARES and rest[0] in COUNTERS and not rest.startswith(("人次", "次")):
        return rest[0], one, "counter"
    return re.match(r"[^\s\d,;，；、。()]{1,6}", rest).group() if rest[0] not in "/" else rest[:4], one, "other"


def wrong_groups(match: re.Match) -> str:
    """Return how a figure whose commas do not stand at the thousands was probably meant, or ""."""
    arabic = match["arabic"] or ""
    if "," not in arabic or re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?", arabic):
        return ""
    decimal = re.fullmatch(r"(\d+),(\d{1,2})", arabic)
    return f"{decimal[1]}.{decimal[2]}" if decimal else arabic.replace(",", "")


def alone(text: str, unit: str):
    """Yield multiples that stand for themselves: 突破千亿."""
    _base, own = unit_and_scale(unit)
    for match in ALONE.finditer(text):
        yield FoundFigure(SCALE_WORDS[match["multiple"]] / own, match.start(), match.end(), match.group(), "bare")


def with_words(figure: FoundFigure, text: str, aside: list[tuple[int, int]]) -> FoundFigure:
    """Return the figure with the exactness its neighbouring words give it, and whether a bracket holds it."""
    before, behind = text[: figure.start], text[figure.stop :]
    exactness = figure.exactness
    least = UPWARDS.search(before) if figure.is_lone_multiple(text) else AT_LEAST_BEFORE.search(before)
    if least or AT_LEAST_BEHIND.match(behind):
        exactness = Exactness.AT_LEAST
    elif AT_MOST_BEFORE.search(before) or AT_MOST_BEHIND.match(behind):
        exactness = Exactness.AT_MOST
    elif ABOUT_BEFORE.search(before) or ABOUT_BEHIND.match(behind):
        exactness = Exactness.ABOUT
    held = any(start <= figure.start and figure.stop <= stop for start, stop in aside)
    return FoundFigure(**{**vars(figure), "exactness": exactness, "in_bracket": held})
