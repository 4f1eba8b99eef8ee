"""The automatic numbers of a Word file, which its text does not hold: which list a paragraph belongs to, and its mark.

A paragraph's list comes from its own properties or from its style, along the styles that one is based on. Lists of one
abstract list count on together, unless one begins anew by an override.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from ..rules.list_numerals import list_numeral
from .word_xml import named_in_word

LEVELS, LONGEST_CHAIN = 9, 20
# Signs of symbol fonts lie in the private area; as text they say nothing.
PRIVATE = range(0xE000, 0xF900)
# Behind these a mark needs no blank.
SIGNS_BEHIND = "、，。：；）】》〕．"


@dataclass(frozen=True)
class ListLevel:
    """One level of a list as it is defined; `restarts` is the level (from 1) that begins it anew, 0 for none."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: int = 0
    suffix: str = "tab"
    style: str = ""
    legal: bool = False


@dataclass
class WordList:
    """A list that paragraphs name by its number: what it is made of, and where it begins otherwise."""

    abstract: str
    levels: dict[int, ListLevel] = field(default_factory=dict)
    begins: dict[int, int] = field(default_factory=dict)


def own_value(node, name: str, default: str = "") -> str:
    """Return the value of the child of that name, `default` without one."""
    found = None if node is None else node.find(named_in_word(name))
    return default if found is None else found.get(named_in_word("val"), default)


def is_on(node, name: str) -> bool:
    """Whether a property is given and not taken back."""
    found = None if node is None else node.find(named_in_word(name))
    return found is not None and found.get(named_in_word("val"), "1") not in ("0", "false", "off")


def whole(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default


def level_read(node, number: int) -> ListLevel:
    """Return a level; a format of somebody's own is read as what stands beside it for programs that know it not."""
    forms = [each.get(named_in_word("val"), "decimal") for each in node.iter(named_in_word("numFmt"))]
    form = next((each for each in forms if each != "custom"), "decimal")
    text = own_value(node, "lvlText")
    if form == "bullet":
        text = "".join(each for each in text if ord(each) not in PRIVATE)
    return ListLevel(
        form=form, text=text, start=whole(own_value(node, "start"), 0), suffix=own_value(node, "suff", "tab"),
        restarts=whole(own_value(node, "lvlRestart"), number), style=own_value(node, "pStyle"),
        legal=is_on(node, "isLgl"),
    )  # fmt: skip


def levels_read(node) -> dict[int, ListLevel]:
    numbered = ((whole(each.get(named_in_word("ilvl"), "0")), each) for each in node.findall(named_in_word("lvl")))
    return {number: level_read(each, number) for number, each in numbered if number < LEVELS}


class WordLists:
    """The lists of a file's part of numbering, by number."""

    def __init__(self, numbering, lists_of_styles: dict[str, str]):
        """`lists_of_styles` maps a numbering style's key to the number of its list."""
        self.abstract, self.links, self.lists = {}, {}, {}
        if numbering is None:
            return
        for node in numbering.findall(named_in_word("abstractNum")):
            key = node.get(named_in_word("abstractNumId"), "")
            self.abstract[key], self.links[key] = levels_read(node), own_value(node, "numStyleLink")
        nodes = {node.get(named_in_word("numId"), ""): node for node in numbering.findall(named_in_word("num"))}
        named = {number: own_value(node, "abstractNumId") for number, node in nodes.items()}
        for number, node in nodes.items():
            link = lists_of_styles.get(self.links.get(named[number], ""), "")
            self.lists[number] = self.list_read(node, named.get(link, named[number]))

    def list_read(self, node, abstract: str) -> WordList:
        found = WordList(abstract, dict(self.abstract.get(abstract, {})))
        for each in node.findall(named_in_word("lvlOverride")):
            number = whole(each.get(named_in_word("ilvl"), "0"))
            found.levels |= levels_read(each)
            if begun := own_value(each, "startOverride"):
                found.begins[number] = whole(begun)
        return found

    def level_of_style(self, number: str, styles: list[str]) -> int | None:
        """Return the level a list binds one of these styles to, the nearest first; None for none."""
        levels = self.lists[number].levels if number in self.lists else {}
        bound = {level.style: place for place, level in levels.items() if level.style}
        return next((bound[style] for style in styles if style in bound), None)


class ListCounter:
    """Counts a document's lists from paragraph to paragraph."""

    def __init__(self, lists: WordLists):
        self.lists, self.counts, self.begun = lists, defaultdict(dict), set()

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next paragraph of a list at a level with what divides it from the text; "" where the
        list has none."""
        found = self.lists.lists.get(number)
        own = found and found.levels.get(level)
        if not own:
            return ""
        counts = self.counts[found.abstract]
        if (number, level) not in self.begun and level in found.begins:
            counts[level] = found.begins[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = own.start
        self.begun.add((number, level))
        for deeper, each in found.levels.items():
            if deeper > level and each.restarts > level:
                counts.pop(deeper, None)
                self.begun -= {(number, deeper)}
        return divided(self.shown(found, own, level, counts), own.suffix)

    def shown(self, found: WordList, own: ListLevel, level: int, counts: dict) -> str:
        text = own.text
        for place in range(level + 1):
            if f"%{place + 1}" in text:
                shown = found.levels.get(place, ListLevel(start=1))
                shown = replace(shown, form="decimal") if own.legal and shown.form not in ("none", "bullet") else shown
                # A level nobody has reached yet is shown as it would begin.
                value = counts.setdefault(place, found.begins.get(place, shown.start))
                text = text.replace(f"%{place + 1}", list_numeral(value, shown.form))
        return text


def divided(mark: str, suffix: str) -> str:
    """Return a mark with a blank behind it, where it needs one."""
    return mark if not mark or suffix == "nothing" or mark[-1] in SIGNS_BEHIND else f"{mark} "
