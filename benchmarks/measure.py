"""Times a request inside this process: CPU time, queries and bytes, the median of many."""

import gc
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Sample:
    """The median CPU milliseconds of one answer, its queries and its bytes."""

    name: str
    cpu_ms: float
    queries: int
    size: int


def measure(name: str, client: Client, url: str, rounds: int = 30) -> Sample:
    """Ask for `url` as often as `rounds` says, after a warm-up; raise when it does not answer 200."""
    for _warm_up in range(3):
        response = client.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(url).content)
    count = len(queries)  # before the next request empties the log
    return Sample(name, timed(lambda: client.get(url), rounds), count, size)


def timed(act, rounds: int) -> float:
    """Return the median CPU milliseconds of `act`, garbage collection kept out."""
    spent = []
    for _round in range(rounds):
        gc.collect()
        gc.disable()
        begun = time.process_time()
        act()
        spent.append((time.process_time() - begun) * 1000)
        gc.enable()
    return statistics.median(spent)
