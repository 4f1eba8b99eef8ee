"""Shares in percent: a hundred of them make the whole, and they are rounded to a hundredth, never onto a bound."""

from decimal import ROUND_HALF_UP, Decimal

NOTHING, HUNDRED = Decimal(0), Decimal(100)
CENT = Decimal("0.01")


def rounded_share(share: Decimal) -> Decimal:
    """Return a share rounded half up (away from zero) to 0.01 percent."""
    return share.quantize(CENT, ROUND_HALF_UP)


def rounded_apart(value: Decimal, *bounds: Decimal) -> Decimal:
    """Return a value rounded half up to 0.01 which stays on its side of each bound: 99.996 beside 100 is 99.99."""
    rounded = rounded_share(value)
    for bound in bounds:
        if rounded == bound != value:
            return rounded + (CENT if value > bound else -CENT)
    return rounded


def rounded_completion(share: Decimal) -> Decimal:
    """Return a share rounded to 0.01 percent: 0 only where nothing, 100 only where exactly the whole is there."""
    return rounded_apart(share, NOTHING, HUNDRED)


def counted_share(share: Decimal) -> Decimal:
    """Return a share as it enters a mean: at least 0 and at most 100 percent."""
    return max(NOTHING, min(HUNDRED, share))
