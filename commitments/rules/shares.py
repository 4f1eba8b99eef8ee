"""Shares in percent: a hundred of them make the whole, and they are rounded to a hundredth."""

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def rounded_share(share: Decimal) -> Decimal:
    """Return a share rounded half up (away from zero) to 0.01 percent."""
    return share.quantize(CENT, ROUND_HALF_UP)
