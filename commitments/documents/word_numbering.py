"""Real numbering: 一、（一） 1. （1） as levels of one list, counted on by the word processor."""

import re

from .word_xml import element

LEVELS = (
    ("chineseCounting", "%1、", "Heading1"), ("chineseCounting", "（%2）", "Heading2"), ("decimal", "%3.", None),
    ("decimal", "（%4）", None),
)  # fmt: skip
# Entries count on from section to section: a list of their own, which no heading begins anew.
ITEM_LEVELS = (("decimal", "%1.", None),)
HEADINGS, ITEMS = 0, 1
DIGITS = "一二三四五六七八九"
COUNTED = re.compile("[（(]?([一二三四五六七八九十]+)[）)、]?")


def chinese_counting(number: int) -> str:
    """Return 1–99 as 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else f"{DIGITS[tens - 1] if tens > 1 else ''}十"
    return f"{ten}{DIGITS[ones - 1] if ones else ''}"


COUNTING = {chinese_counting(number): number for number in range(1, 100)}


def numbered_heading(mark: str) -> tuple[int, int] | None:
    """Return the level and value of a section's mark: （三） → (1, 3), 二、 → (0, 2); None for any other."""
    found = COUNTED.fullmatch(mark.strip())
    if found is None or found.group(1) not in COUNTING:
        return None
    level = 1 if mark.strip()[0] in "（(" else 0
    whole = mark.strip().endswith(("）", ")")) if level else mark.strip().endswith("、")
    return (level, COUNTING[found.group(1)]) if whole else None


def level_element(number: int, form: str, text: str, style: str | None):
    """Return one level: the mark, then the text at once, indented as the paragraph's own style says."""
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=form),
        element("pStyle", val=style) if style else None,
        element("suff", val="nothing"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        ilvl=number,
    )


class Numbering:
    """The lists of one file: each counts on while the next number is asked for, and a new one begins at any other."""

    def __init__(self):
        self.lists = [(HEADINGS, 0, None), (ITEMS, 0, None)]
        self.current, self.last = {}, {}

    def properties(self, kind: int, level: int, value: int):
        """Return the numPr by which a paragraph bears `value` on a level of the list of that kind."""
        place = kind, level
        if place not in self.last and value == 1:
            self.current[place] = kind + 1
        elif self.last.get(place) != value - 1:
            self.lists.append((kind, level, value))
            self.current[place] = len(self.lists)
        self.last[place] = value
        return element("numPr", element("ilvl", val=level), element("numId", val=self.current[place]))

    def elements(self) -> list:
        """Return all that stands in the part of numbering."""
        kinds = [abstract_list(HEADINGS, LEVELS), abstract_list(ITEMS, ITEM_LEVELS)]
        return [*kinds, *(list_element(number, *row) for number, row in enumerate(self.lists, 1))]


def abstract_list(kind: int, levels: tuple):
    made = [level_element(number, *row) for number, row in enumerate(levels)]
    several = "multilevel" if len(made) > 1 else "singleLevel"
    return element("abstractNum", element("multiLevelType", val=several), *made, abstractNumId=kind)


def list_element(number: int, kind: int, level: int, start: int | None):
    begun = element("lvlOverride", element("startOverride", val=start), ilvl=level) if start else None
    return element("num", element("abstractNumId", val=kind), begun, numId=number)
