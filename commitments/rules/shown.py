"""Shares and gaps as people read them: as exact as they are judged, so that none is shown on a bound it is not on
and the gap shown is the difference of the shares shown. One minus sign, the real one, and never before a zero."""

from decimal import Decimal

from .quantity import format_quantity
from .shares import HUNDRED, NOTHING, rounded_apart, rounded_completion


def format_share(share: Decimal) -> str:
    """Return a share in a column, with one decimal at least: 62.0%, 99.96%, −11.11%."""
    return f"{with_one_decimal(rounded_completion(share))}%"


def format_share_exactly(share: Decimal) -> str:
    """Return a share in a sentence, with as many decimals as it has: 62%, 33.33%."""
    return f"{format_quantity(rounded_completion(share))}%"


def format_gap(gap: Decimal) -> str:
    """Return a gap in points in a column, with its sign and one decimal at least: +10.4, −8.0, −0.04, ±0.0."""
    return with_sign(gap, with_one_decimal(rounded_apart(abs(gap), NOTHING)))


def format_points(points: Decimal) -> str:
    """Return a distance in points in a sentence, without its sign: 8, 4.19."""
    return format_quantity(rounded_apart(abs(points), NOTHING))


def format_change(value: Decimal) -> str:
    """Return a change of a quantity with its sign: +8,450, −120, ±0."""
    return with_sign(value, format_quantity(abs(value)))


def format_growth(share: Decimal) -> str:
    """Return by how many percent something grew, with its sign: +525.0%, −53.85%."""
    return f"{format_gap(rounded_apart(share, NOTHING, HUNDRED, -HUNDRED))}%"


def with_sign(value: Decimal, words: str) -> str:
    """Return the words of a number's size behind its sign."""
    return f"{'±' if value == 0 else '+' if value > 0 else '−'}{words}"


def with_one_decimal(value: Decimal) -> str:
    """Return a figure with one decimal at least: 62 is 62.0."""
    words = format_quantity(value)
    return words if "." in words else f"{words}.0"
