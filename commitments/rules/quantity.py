"""Quantities as people type and read them: "1.2万", "１２，０００", "460,931万元" → Decimal in the indicator's unit."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from ..choices import Comparator, Exactness
from .text import plain_width

MAX_DIGITS, MAX_PLACES = 15, 4
MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}
NUMBER = re.compile(
    r"(?P<sign>[-−]?)(?P<digits>\d+(?:,\d+)*(?:\.\d+)?)\s*(?P<multiple>[万亿]?)(?P<unit>.*)",
    re.DOTALL,
)
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
AT_LEAST = re.compile(r"^(不少于|不低于|至少|超过)|(以上|及以上)$")
ABOUT = re.compile(r"^(约|近|大约)|(左右)$|余")
RANGE = re.compile(r"(\d+)\s*[-–—~至]\s*(\d+)(.*)")
FULL_COVERAGE = ("全覆盖", "全部覆盖")


class QuantityError(ValueError):
    """The text is no quantity of this unit; `code` says why, `suggestion` how it could be written."""

    def __init__(self, code: str, suggestion: str | None = None):
        super().__init__(code)
        self.code, self.suggestion = code, suggestion


@dataclass(frozen=True)
class ReportedFigure:
    """A reported figure: its value in the indicator's unit, and whether it is exact, at least or about."""

    value: Decimal
    exactness: str = Exactness.EXACT


@dataclass(frozen=True)
class Wording:
    """What a target's wording says; `upper` is the end of a range."""

    comparator: str
    value: Decimal
    upper: Decimal | None = None
    stretch: bool = False


def read_quantity(text: str, unit: str) -> Decimal:
    """Return the figure in `unit`.

    Raises QuantityError: empty, too_long, not_a_number, exponent, bad_grouping (with a suggestion),
    unit_mismatch, too_many_digits, negative.
    """
    text = plain_width(text)
    if not text:
        raise QuantityError("empty")
    if len(text) > 40:
        raise QuantityError("too_long")
    if re.search(r"\d[eE][+-]?\d", text):
        raise QuantityError("exponent")
    found = NUMBER.fullmatch(text)
    if not found:
        raise QuantityError("not_a_number")
    if found["sign"] and unit != "%":
        raise QuantityError("negative")
    return within_precision(signed_number(found) * unit_factor(found["multiple"], found["unit"].strip(), unit))


def signed_number(found: re.Match) -> Decimal:
    """Return the matched digits as a number; separators must stand at thousands."""
    digits = found["digits"]
    if "," in digits and not GROUPED.fullmatch(digits):
        raise QuantityError("bad_grouping", digits.replace(",", ""))
    number = Decimal(digits.replace(",", ""))
    return -number if found["sign"] else number


def unit_factor(multiple: str, typed: str, unit: str) -> Decimal:
    """Return what converts `typed` (with its 万 or 亿) into the indicator's unit.

    Without a unit 万 and 亿 multiply the number: 1.2万 of 个 is 12,000; of 亿元, a bare 3亿 is 3亿元.
    """
    base, own = split_unit(unit)
    if not typed:
        if own != 1 and multiple:
            return MULTIPLES[multiple] / own
        return MULTIPLES[multiple]
    name, scale = split_unit(multiple + typed)
    if name not in {base, unit}:
        raise QuantityError("unit_mismatch", unit)
    return scale / own


def split_unit(unit: str) -> tuple[str, Decimal]:
    """Return (base unit, multiple): 万元 → (元, 10000)."""
    head = unit[:1]
    return (unit[1:], MULTIPLES[head]) if head in ("万", "亿") and len(unit) > 1 else (unit, Decimal(1))


def within_precision(value: Decimal) -> Decimal:
    """Return the value without trailing zeros, if it keeps to 15 significant digits and 4 decimals."""
    with localcontext() as context:
        context.prec = 60
        value = value.normalize()
    places = max(0, -value.as_tuple().exponent)
    whole = max(0, value.adjusted() + 1)
    if places > MAX_PLACES or whole > MAX_DIGITS - MAX_PLACES:
        raise QuantityError("too_many_digits")
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))


def read_reported(text: str, unit: str) -> ReportedFigure:
    """Return a figure with its exactness: 414亿元以上 is at least, 约200 or 200余场 about."""
    text = plain_width(text)
    exactness = Exactness.EXACT
    if AT_LEAST.search(text):
        exactness, text = Exactness.AT_LEAST, AT_LEAST.sub("", text)
    elif ABOUT.search(text):
        exactness, text = Exactness.ABOUT, ABOUT.sub("", text)
    return ReportedFigure(read_quantity(text, unit), exactness)


def read_wording(text: str, unit: str) -> Wording:
    """Return what a target's wording promises; raise QuantityError when no figure can be read from it."""
    text = plain_width(text)
    stretch = "力争" in text
    if any(word in text for word in FULL_COVERAGE) and not re.search(r"\d", text):
        return Wording(Comparator.AT_LEAST, Decimal(100), stretch=stretch)
    text = re.sub(r"[\"“”]", "", text)
    if found := RANGE.search(text):
        low, high = (read_quantity(found[n] + found[3], unit) for n in (1, 2))
        return Wording(Comparator.AT_LEAST, low, high, stretch)
    found = re.search(r"\d[\d,.]*\s*[万亿]?\s*", text)
    if not found:
        raise QuantityError("not_a_number")
    number = read_quantity(found.group() + unit_after(text[found.end() :], unit), unit)
    return Wording(comparator_in(text), number, stretch=stretch)


def unit_after(rest: str, unit: str) -> str:
    """Return the unit as written behind the number, when it is the indicator's or its base."""
    base, _scale = split_unit(unit)
    return next((name for name in (unit, base) if rest.startswith(name)), "")


def comparator_in(text: str) -> str:
    """Return the comparator a wording uses; a bare number is the floor of what was promised."""
    words = {
        "突破": Comparator.MORE_THAN, "以内": Comparator.AT_MOST, "不超过": Comparator.AT_MOST,
        "左右": Comparator.ABOUT, "低于": Comparator.LESS_THAN,
    }  # fmt: skip
    text = text.replace("不低于", "")
    return next(
        (comparator for word, comparator in words.items() if word in text),
        Comparator.AT_LEAST,
    )


def format_quantity(value: Decimal) -> str:
    """Return the figure with thousands separators and without trailing zeros: 10,000, 414.5."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
