"""What a reader gets of a page, one line a piece: tags with sorted attributes, text with the spaces that show."""

import json
import re
from html.parser import HTMLParser

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "canvas", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "meter", "object", "output", "progress", "q", "s", "samp", "select", "small", "span",
    "strong", "sub", "sup", "svg", "textarea", "time", "tspan", "u", "var", "wbr",
}  # fmt: skip
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# A box of its own: nothing is seen of spaces just inside it, but those outside stand in the line.
BOXES = {"button", "select", "svg"}
# In the line like a letter: a space after them shows.
SOLID = {"img", "input", "button", "select", "svg", "textarea", "meter", "progress", "canvas", "object"}
VERBATIM = {"pre", "textarea", "script", "style"}
# Lists of words or numbers, in which any white space counts as one blank.
LISTS = {"class", "d", "points", "viewbox", "rel", "sizes", "transform"}
LISTS |= {"aria-describedby", "aria-labelledby", "aria-controls", "headers"}
SPACES = re.compile(r"[ \t\n\r\f]+")
# Made anew for every answer: keys of forms, and the tokens against forged ones.
CHANCE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), "[key]"),
    (re.compile(r"(X-CSRFToken\W+)[0-9A-Za-z]{64}"), r"\1[token]"),
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1[token]"),
)


def without_chance(page: str) -> str:
    """Return a page without what is made anew for every answer."""
    for pattern, instead in CHANCE:
        page = pattern.sub(instead, page)
    return page


def lines(page: str) -> list[str]:
    """Return the page piece by piece; two pages with equal pieces look and read the same."""
    pieces = Pieces()
    pieces.feed(without_chance(page))
    pieces.close()
    pieces.edge()
    return [line for line in pieces.done if line]


def attribute(name: str, value: str | None) -> str:
    """Return an attribute as it counts: JSON and lists of words without their spacing, all else letter by letter."""
    if value is None:
        return name
    if name in LISTS:
        value = SPACES.sub(" ", value.strip())
    elif value.lstrip().startswith(("{", "[")):
        value = canonical(value)
    return f'{name}="{value}"'


def canonical(text: str) -> str:
    """Return JSON in one spelling, anything else as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text


class Pieces(HTMLParser):
    """Collects tags and text; white space is kept where it stands between two inline pieces, and there once."""

    def __init__(self):
        super().__init__()
        self.done, self.verbatim, self.blank = [], [], True
        self.last = None  # where the last text stands that ends with a blank

    def handle_starttag(self, tag, attrs):
        found = " ".join(sorted(attribute(*pair) for pair in attrs))
        self.tag(tag, f"<{tag} {found}>" if found else f"<{tag}>", opens=True)
        if tag in VERBATIM:
            self.verbatim.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in VERBATIM:
            self.verbatim.pop()
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.verbatim and self.verbatim[-1] == tag:
            self.verbatim.pop()
        self.tag(tag, f"</{tag}>", opens=False)

    def handle_decl(self, decl):
        self.done.append(f"<!{decl}>")

    def handle_data(self, data):
        if self.verbatim:
            kept = canonical(data) if self.verbatim[-1] == "script" else data
            self.done.append(repr(kept))
            self.blank, self.last = False, None
            return
        text = SPACES.sub(" ", data)
        text = text.removeprefix(" ") if self.blank else text
        if text:
            self.last = len(self.done) if text.endswith(" ") else None
            self.blank = text.endswith(" ")
            self.done.append(f"“{text}”")

    def tag(self, tag, line, *, opens):
        """Add a tag; at the edge of a block, and within a box of its own, blanks do not show."""
        if tag == "input" and 'type="hidden"' in line:
            self.done.append(line)  # nothing is seen of it, so blanks beside it are like one
            return
        outer, inner = tag not in INLINE, tag in BOXES
        if outer or (inner and not opens):
            self.edge()
        self.done.append(line)
        if outer or (inner and opens):
            self.blank, self.last = True, None
        elif tag in SOLID:
            self.blank, self.last = False, None

    def edge(self):
        """Drop the blank that stands last before the edge of a block, also one within an inline piece."""
        if self.last is not None and self.blank:
            left = self.done[self.last].removesuffix(" ”")
            self.done[self.last] = left + "”" if left != "“" else ""
        self.last = None
