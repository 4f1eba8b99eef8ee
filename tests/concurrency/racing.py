"""Two at the same moment: real threads, each with its own connection, let go together by a barrier."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from commitments.workflow.refusals import Incomplete, Refused, Stale

# On PostgreSQL as often as it takes to trust it; SQLite lets one writer in at a time, whatever we do.
ROUNDS = 200 if connection.vendor == "postgresql" else 25
PATIENCE = 30


class Race:
    """Two runners who keep their connections from round to round; every other round the second is told first."""

    def __init__(self):
        self.line, self.pool, self.rounds = threading.Barrier(2), ThreadPoolExecutor(2), 0

    def __call__(self, left, right) -> list:
        """Run both acts at the same moment; return each one's answer, or the refusal it raised.

        Anything else an act raises, a deadlock above all, fails the test that called.
        """
        self.rounds += 1
        turn = 1 if self.rounds % 2 else -1
        running = [self.pool.submit(self.run, act) for act in (left, right)[::turn]]
        return [each.result(PATIENCE) for each in running[::turn]]

    def run(self, act):
        self.line.wait(PATIENCE)
        try:
            return act()
        except (Refused, Stale, Incomplete) as refusal:
            return refusal

    def leave(self) -> None:
        """Close both connections and end the threads."""
        self(connections.close_all, connections.close_all)
        self.pool.shutdown()


def refused(answer) -> bool:
    """Whether an act was told that somebody else was first."""
    return isinstance(answer, Refused | Stale | Incomplete)


def one_of(answers) -> bool:
    """Whether exactly one act went through."""
    return sum(not refused(answer) for answer in answers) == 1
