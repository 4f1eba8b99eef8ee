"""What somebody most likely meant who wrote a word no list knows, or a day no calendar has."""

import calendar
import re
from difflib import SequenceMatcher

from .text import plain_width

LEAST_ALIKE, MOST_OFFERED = 0.5, 3
# What stands at the end of nearly every department's name says nothing of which one it is.
ENDS = re.compile(r"(?:委员会|办公室|局|委|办|中心|公司|集团)$")
NUMBERS = re.compile(r"\d+")


def likely_names(word: str, names: dict[str, str]) -> list[str]:
    """Return whom a name most likely means, the likeliest first, at most three; `names` maps each way a department is
    written to the one it is offered by."""
    ranked = sorted(((alikeness(word, each), offered) for each, offered in names.items()), reverse=True)
    found = dict.fromkeys(offered for share, offered in ranked if share >= LEAST_ALIKE)
    return list(found)[:MOST_OFFERED]


def alikeness(word: str, name: str) -> float:
    """Return how alike two names are, from 0 to 1, what departments are called by all left out."""
    one, other = (ENDS.sub("", each) or each for each in (word, name))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def likely_days(text: str, year: int) -> list[str]:
    """Return the days of the plan's year a cell most likely means: another year's, a day no month has (6月31日), a
    month and a day without a sign between them (2025.13, 20251231)."""
    numbers = NUMBERS.findall(plain_width(text))
    joined = "".join(numbers)
    if numbers and len(numbers[0]) == 4:
        joined, numbers = joined[4:], numbers[1:]
    elif len(joined) == 8:
        joined, numbers = joined[4:], []
    pairs = [(int(numbers[0]), int(numbers[1]))] if len(numbers) == 2 else []
    pairs += [(int(joined[:cut]), int(joined[cut:])) for cut in (1, 2) if cut < len(joined) <= 4]
    days = [f"{year}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}" for month, day in pairs
            if 1 <= month <= 12 and 1 <= day <= 31]  # fmt: skip
    return list(dict.fromkeys(days))[:MOST_OFFERED]


def likely_figure(text: str) -> list[str]:
    """Return the figure of a cell without what makes it none: blanks and letters for noughts and ones, 约 before it."""
    plain = plain_width(text).translate(str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", " ": None, "，": None}))
    found = re.search(r"\d[\d,]*(?:\.\d+)?", plain)
    return [found[0].replace(",", "")] if found and found[0] != text else []
