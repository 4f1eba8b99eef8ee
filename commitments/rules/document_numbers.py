"""Document numbers 文号: what an office's pattern makes of year and number, and which numbers were left out."""

import re

YEAR, NUMBER = "{year}", "{n}"


def correction_pattern(pattern: str) -> str:
    """Return the pattern of corrections: 更 before the year of the office's own, so that both run by themselves."""
    before, bracket, behind = pattern.partition("〔")
    return f"{before}更{bracket}{behind}" if bracket else f"更{pattern}" if pattern else ""


def running_number(pattern: str, year: int, number: str) -> int | None:
    """Return the running number of a document number of that year; None where it is not of the pattern."""
    if NUMBER not in pattern:
        return None
    form = re.escape(pattern).replace(re.escape(YEAR), str(year)).replace(re.escape(NUMBER), "([0-9]{1,6})")
    found = re.fullmatch(form, number)
    return int(found[1]) if found else None


def left_out(numbers: list[int]) -> list[int]:
    """Return the numbers below the highest one that nothing bears, ascending."""
    return sorted(set(range(1, max(numbers, default=0))) - set(numbers))
