"""Whose turn it is to typeset: one paper per core of the machine at a time, whichever process asks.

A place and a ticket are files somebody holds locked. The system drops the lock of a holder that dies, and with it the
place.
"""

import fcntl
import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PAUSE_SECONDS = 0.03
TICKET_ENDING = ".ticket"
numbers = itertools.count()


class PressBusy(Exception):
    """Every place is taken, and the time to wait is over; `ahead` papers are set or wait before this one."""

    def __init__(self, ahead: int):
        self.ahead = ahead
        super().__init__(f"{ahead} papers ahead")


@contextmanager
def turn_to_typeset(
    folder: Path, places: int, patience: float | None, waits: Callable[[int], None] | None = None
) -> Iterator[None]:
    """Hold one of the places while the block runs, in the order of asking; wait `patience` seconds, None: for ever.

    Raises PressBusy when that time is over; `waits` is told how many are ahead, as often as they are counted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ticket_drawn(folder) as ticket:
        place = place_awaited(folder, ticket, places, patience, waits)
    try:
        yield
    finally:
        release(place)


@contextmanager
def ticket_drawn(folder: Path) -> Iterator[Path]:
    """Hold a ticket, named after the moment it was drawn; nobody sees it before it is locked."""
    ticket = folder / f"{time.time_ns():020}-{os.getpid()}-{next(numbers)}{TICKET_ENDING}"
    hidden = ticket.with_suffix(".new")
    held = locked(hidden)
    hidden.rename(ticket)
    try:
        yield ticket
    finally:
        ticket.unlink(missing_ok=True)
        release(held)


def place_awaited(folder: Path, ticket: Path, places: int, patience: float | None, waits) -> BinaryIO:
    deadline = None if patience is None else time.monotonic() + patience
    while True:
        waiting = tickets_before(ticket)
        if waiting < places and (place := free_place(folder, places)):
            return place
        if deadline is not None and time.monotonic() >= deadline:
            raise PressBusy(waiting + taken_places(folder, places))
        if waits:
            waits(waiting + taken_places(folder, places))
        time.sleep(PAUSE_SECONDS)


def tickets_before(ticket: Path) -> int:
    """Return how many wait longer; what a dead process left is removed."""
    earlier = [each for each in ticket.parent.glob(f"*{TICKET_ENDING}") if each.name < ticket.name]
    return sum(is_held(each) for each in earlier)


def is_held(ticket: Path) -> bool:
    try:
        left = locked(ticket, "rb")
    except FileNotFoundError:
        return False
    if left is None:
        return True
    ticket.unlink(missing_ok=True)
    release(left)
    return False


def free_place(folder: Path, places: int) -> BinaryIO | None:
    """Return a place, now locked, or None when all are taken."""
    return next(filter(None, (locked(folder / f"place-{number}") for number in range(places))), None)


def taken_places(folder: Path, places: int) -> int:
    found = [locked(folder / f"place-{number}") for number in range(places)]
    for place in filter(None, found):
        release(place)
    return found.count(None)


def locked(path: Path, mode: str = "ab") -> BinaryIO | None:
    """Return the file, open and locked, or None when somebody holds it."""
    file = path.open(mode)
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    file.close()
    return None


def release(file: BinaryIO) -> None:
    """Unlock before closing: a process forked meanwhile has the file open, too."""
    fcntl.flock(file, fcntl.LOCK_UN)
    file.close()
