"""Figures as they are kept and written: at most 15 digits, four of them behind the point."""

from decimal import Decimal, localcontext

MAX_DIGITS, MAX_PLACES = 15, 4


class QuantityError(ValueError):
    """The value cannot be kept exactly; `code` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def within_precision(value: Decimal) -> Decimal:
    """Return the value without trailing zeros; raise QuantityError "too_many_digits" beyond what is kept exactly."""
    with localcontext() as context:
        context.prec = 60
        value = value.normalize()
    places = max(0, -value.as_tuple().exponent)
    whole = max(0, value.adjusted() + 1)
    if places > MAX_PLACES or whole > MAX_DIGITS - MAX_PLACES:
        raise QuantityError("too_many_digits")
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))


def format_quantity(value: Decimal) -> str:
    """Return the figure with separators, a real minus and without trailing zeros: 10,000, 414.5, −0.3, 0."""
    text = f"{abs(value):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 else text
