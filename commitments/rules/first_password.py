"""First passwords: strong, read off a slip of paper without a doubt, and good for some days only."""

import datetime
import re
from collections.abc import Callable

# No letter or digit that looks like another one in print: l 1 I, o 0 O; small ones alone, which no Caps Lock turns.
LETTERS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
GROUPS, GROUP_LENGTH = 3, 5
FORM = re.compile("-".join([f"[{LETTERS}{DIGITS}]{{{GROUP_LENGTH}}}"] * GROUPS))


def first_password(choose: Callable[[str], str]) -> str:
    """Return a password such as k7mpq-4xhwd-tn9ra out of what `choose` takes from an alphabet: more than 70 bits."""
    while True:
        signs = [choose(LETTERS + DIGITS) for _place in range(GROUPS * GROUP_LENGTH)]
        if set(signs) & set(LETTERS) and set(signs) & set(DIGITS):
            groups = [signs[at : at + GROUP_LENGTH] for at in range(0, len(signs), GROUP_LENGTH)]
            return "-".join(map("".join, groups))


def last_day_of(given: datetime.date, days: int) -> datetime.date:
    """Return the last day on which a first password given on that day lets anybody in."""
    return given + datetime.timedelta(days=days)
