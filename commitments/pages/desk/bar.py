"""How far the department is: what the page's bar counts, of every item's state as the page shows it."""

import re
from functools import cached_property
from typing import NamedTuple

from ...choices import UpdateState

# The states of an item the department still has something to do with, in the order of the bar.
AT_HAND = ("new", "incomplete", "ready", "check", "returned")
TO_LOOK_AT = ("check", "incomplete", "returned")
LINE_SHOWN = re.compile(r"([\w.-]{1,40})@([0-9]{0,9})~(\w{1,12})")
STATES = frozenset(AT_HAND) | frozenset(UpdateState.values)


class BarLine(NamedTuple):
    """One item: its code, the version a form of it is drawn from, its state (DeskItem.state)."""

    code: str
    version: str
    state: str

    @property
    def seen(self) -> str:
        return f"{self.code}@{self.version}"


class Bar:
    """The counts of some lines, in report order."""

    def __init__(self, lines: list[BarLine]):
        self.lines = lines

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are owed, ready (of those: to check), new, incomplete, returned and on their way."""
        states = [line.state for line in self.lines]
        named = {name: states.count(name) for name in AT_HAND}
        sent = len(states) - sum(named.values())
        return named | {"ready": named["ready"] + named["check"], "sent": sent, "owed": len(states)}

    @property
    def handed_in(self) -> list[tuple[str, int]]:
        """(State's label, how many) of what is on its way or decided, in the order of the round."""
        states = [line.state for line in self.lines]
        return [(state.label, states.count(state)) for state in UpdateState.sent() if state in states]

    @property
    def to_look_at(self) -> str:
        """The code of the first item in which something is missing, odd or returned; "" where there is none."""
        return next((line.code for line in self.lines if line.state in TO_LOOK_AT), "")

    @property
    def ready(self) -> list[BarLine]:
        return [line for line in self.lines if line.state in ("ready", "check")]


def bar_of(items) -> Bar:
    return Bar([line_of(item) for item in items])


def line_of(item) -> BarLine:
    return BarLine(item.commitment.code, str(item.version), item.state)


def bar_beside(item, shown: list[str]) -> Bar | None:
    """Return the bar of a page that showed lines such as "4-1-2@3~ready", with `item` as it stands now; None where it
    does not show the item.

    One save needs not ask the database for all the others: what is sent is what the page shows, and the sending looks
    at each of them again.
    """
    lines = [line for line in map(line_shown, shown) if line]
    own = line_of(item)
    if own.code not in [line.code for line in lines]:
        return None
    return Bar([own if line.code == own.code else line for line in lines])


def line_shown(text: str) -> BarLine | None:
    """Return the line a page says it shows, None for anything else."""
    line = BarLine(*told.groups()) if (told := LINE_SHOWN.fullmatch(text)) else None
    return line if line and line.state in STATES else None
