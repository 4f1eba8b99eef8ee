"""A promise over the years: what it follows from, and what follows it, through every kind of link."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class YearLink:
    """`later` follows from `earlier` (keys of commitments), with the kind of link and what is said of it."""

    later: int
    earlier: int
    kind: str
    note: str = ""
    standing: str = ""


def links_through(links: Iterable[YearLink], start: int) -> list[YearLink]:
    """Return the links one walks from `start` back over the years, and those one walks on: its own line.

    What else a promise was split into, or merged with, is followed as far as it lies on that line, not beside it.
    """
    links = list(links)
    back, on = defaultdict(list), defaultdict(list)
    for link in links:
        back[link.later].append(link)
        on[link.earlier].append(link)
    return [*walked(back, start, "earlier"), *walked(on, start, "later")]


def walked(from_key: dict[int, list[YearLink]], start: int, end: str) -> list[YearLink]:
    """Return the links walked from `start` towards one end, each once, the nearest first; a circle is walked once."""
    found, seen, front = [], {start}, [start]
    while front:
        links = [link for key in front for link in from_key[key]]
        found += [link for link in links if link not in found]
        front = [key for key in dict.fromkeys(getattr(link, end) for link in links) if key not in seen]
        seen.update(front)
    return found
