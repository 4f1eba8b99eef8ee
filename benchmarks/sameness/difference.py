"""Says where two answers differ, in few lines."""

import difflib
import re
import zlib

from .markup import lines

WIDTH, AROUND, SHOWN = 200, 60, 40


def differs(before, after, renames) -> bool:
    """Say whether a reader gets something else; only what is written otherwise is taken to pieces."""
    return (before[1:] != after[1:] or bool(renames)) and pieces(before, renames) != pieces(after)


def pieces(answer, renames=()) -> list[str]:
    """Return an answer's head and pieces, in the words of today."""
    _bytes, head, packed = answer
    text = zlib.decompress(packed).decode()
    found = lines(text) if "text/html" in head else text.splitlines()
    return [renamed(line, renames) for line in (head, *found)]


def read_map(path) -> list:
    """Return [(pattern, instead)] of the wanted renames."""
    rows = path.read_text("utf-8").splitlines() if path else []
    pairs = [row.split("=>", 1) for row in rows if "=>" in row and not row.startswith("#")]
    return [(re.compile(old.strip()), new.strip()) for old, new in pairs]


def renamed(text: str, renames) -> str:
    for pattern, instead in renames:
        text = pattern.sub(instead, text)
    return text


def difference(before, after) -> list[str]:
    """Return a small unified diff of pieces; of long ones only what stands around the first difference."""
    found = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:][:SHOWN]
    olds, news = ([line for line in found if line[0] == sign] for sign in "-+")
    begins = {}
    for old, new in zip(olds, news, strict=False):
        same = next((place for place, pair in enumerate(zip(old[1:], new[1:], strict=False)) if len(set(pair)) > 1), 0)
        begins[old] = begins[new] = max(0, same - AROUND)
    return [shortened(line, begins.get(line, 0)) for line in found]


def shortened(line, begins) -> str:
    if len(line) <= WIDTH:
        return line
    return f"{line[0]}{'…' if begins else ''}{line[1:][begins : begins + WIDTH]}…"
