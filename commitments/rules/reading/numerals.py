"""Chinese numerals as clerks write them: 一千二百, 两千三, 十二, 二〇二六, 三点五 → Decimal."""

import re
from decimal import Decimal

DIGITS = {each: number for number, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join(DIGITS) + "".join(PLACES)
NUMERAL = re.compile(rf"[{CHARACTERS}万亿]+(?:点[{''.join(DIGITS)}]+)?")


def read_numeral(text: str) -> Decimal | None:
    """Return the number a Chinese numeral names, or None when it names none (百千, 一二)."""
    whole, _point, places = text.partition("点")
    number = positional(whole) if whole and set(whole) <= set(DIGITS) and len(whole) > 1 else composed(whole)
    if number is None:
        return None
    decimals = "".join(str(DIGITS[each]) for each in places)
    return Decimal(f"{number}.{decimals}") if decimals else Decimal(number)


def positional(text: str) -> int | None:
    """Return 2026 for 二〇二六; two or three bare digits such as 一二 are no number."""
    return int("".join(str(DIGITS[each]) for each in text)) if len(text) > 3 else None


def composed(text: str) -> int | None:
    """Return the sum of places: 一千二百 = 1200; a last bare digit stands one place lower, 两千三 = 2300."""
    total = section = 0
    digit, last = None, 1
    for each in text:
        if each in DIGITS:
            digit, last = DIGITS[each], 1 if each in "零〇" else last
        elif each in PLACES and section % (10 * PLACES[each]) == 0:
            section, digit, last = section + (1 if digit is None else digit) * PLACES[each], None, PLACES[each]
        elif each in MYRIADS and (section or digit is not None or total):
            total = (total + section + (digit or 0)) * MYRIADS[each]
            section, digit, last = 0, None, MYRIADS[each]
        else:
            return None
    return total + section + (0 if digit is None else digit * (last // 10 or 1))
