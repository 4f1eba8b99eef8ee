"""Real threads, each with a connection of its own, let go at the same moment round after round."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from commitments.workflow.refusals import Incomplete, Refused, Stale

SECONDS_TO_MEET = 30
# SQLite lets one writer in at a time: fewer rounds tell as much there.
ROUNDS = 200 if connection.vendor == "postgresql" else 20


class Racers:
    """A number of threads that start together and are waited for together."""

    def __init__(self, number: int):
        self.line = threading.Barrier(number)
        self.pool = ThreadPoolExecutor(number)

    def race(self, *acts) -> list:
        """Run one act per thread at the same moment; return what each gave, or the name of its refusal."""
        running = [self.pool.submit(self.go, act) for act in acts]
        return [each.result() for each in running]

    def go(self, act):
        self.line.wait(SECONDS_TO_MEET)
        try:
            return act() or "done"
        except (Refused, Stale, Incomplete) as refusal:
            return type(refusal).__name__

    def leave(self) -> None:
        """Close every thread's connection and end the threads."""
        self.race(*[connections.close_all] * self.line.parties)
        self.pool.shutdown()


@contextlib.contextmanager
def racers(number: int = 2):
    """Yield that many racers; their connections are closed at the end, whatever happened."""
    found = Racers(number)
    try:
        yield found
    finally:
        found.leave()


def refused(outcomes: list) -> list[str]:
    """Return the outcomes that are refusals."""
    return [each for each in outcomes if each in ("Refused", "Stale", "Incomplete")]
