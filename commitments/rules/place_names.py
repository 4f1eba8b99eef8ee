"""What a place's name tells: the word for its level, and whether a list of names belongs to another place."""

import re
from collections import Counter

LEVEL_WORDS = ("自治区", "自治州", "自治县", "自治旗", "新区", "地区", "区", "县", "市", "省", "旗", "州", "盟")
# What levels are called where they are not the place's own, and what most places call their office.
LEVEL_NAMES = {"province": "省级", "city": "市级", "district": "区县级"}
USUAL_OFFICE = "督查室"
# The city's level where the place itself is a 市 below one, as 义乌市 is.
CITY_ABOVE = "地市级"
# A place's name at the beginning of a body's, such as 北仑区 in 北仑区教育局; what stands above it is left out.
NAMED_FIRST = re.compile(r"(?:[^省市区县]{2,4}[省市])?([^省市区县旗]{2,5}?(?:自治区|自治县|区|县|市|旗|省))")
FEWEST_NAMED = 3


def level_word_of(name: str) -> str:
    """Return the word a place's name ends in: 区 of 北仑区, 自治区 of 宁夏回族自治区, "" of none."""
    return next((word for word in LEVEL_WORDS if name.endswith(word) and len(name) > len(word)), "")


def other_place_named(names, own: str) -> str:
    """Return the other place that more than half of the `names` of bodies begin with, "" where there is none.

    A few bodies of a city or a zone among one's own say nothing: only a list as a whole belongs to a place.
    """
    names = list(names)
    counted = Counter(found for found in map(place_named_first, names) if found and found not in own)
    place, times = next(iter(counted.most_common(1)), ("", 0))
    return place if times >= FEWEST_NAMED and times * 2 > len(names) else ""


def place_named_first(name: str) -> str:
    """Return the place a body's name begins with, "" where it begins with none."""
    found = NAMED_FIRST.match(name)
    return found.group(1) if found else ""
