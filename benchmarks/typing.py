"""How many reporters can type at once: a production server, and people who each save every two seconds.

    python -m benchmarks.typing [--reporters 50] [--workers 2] [--seconds 30] [--postgres | --database URL]

Prints saves per second, the answering times and what failed. The people sit in this process, on the same machine.
"""

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from contextlib import contextmanager, nullcontext
from urllib.parse import urlencode

from benchmarks.against.__main__ import leave_when_told
from benchmarks.against.databases import database_of
from benchmarks.against.trees import this_tree
from tests.postgres import temporary_postgres

EVERY, SECONDS_TO_START = 2.0, 30


def options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typing", description=__doc__.splitlines()[0])
    parser.add_argument("--reporters", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL in which a database may be made")
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL for this run alone")
    return parser.parse_args(arguments)


def main(arguments=None) -> None:
    chosen, tree = options(arguments), this_tree()
    leave_when_told()
    server = temporary_postgres() if chosen.postgres else nullcontext(chosen.database)
    with server as url, database_of(tree, url) as variables:
        environment = tree.environment(variables | {"DEMO_TODAY": "2025-01-08"})
        command = tree.python("benchmarks.against.forms", str(chosen.reporters))
        forms = json.loads(subprocess.check_output(command, cwd=tree.path, env=environment))
        with served(tree, environment, chosen.workers) as port:
            people = [Reporter(port, chosen.seconds, form) for form in forms]
            for person in people:
                person.start()
            for person in people:
                person.join()
    report([each for person in people for each in person.saves], chosen)


@contextmanager
def served(tree, environment: dict, workers: int):
    """Run the product as an installation does; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["wuchang.wsgi", "--workers", str(workers), "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", *words], cwd=tree.path, env=environment)
    try:
        wait_until_served(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_until_served(port: int) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


class Reporter(threading.Thread):
    """Somebody who writes one report and saves it every two seconds; `saves` are (status, seconds)."""

    def __init__(self, port: int, seconds: float, form: dict):
        super().__init__(daemon=True)
        self.port, self.seconds, self.said, self.saves = port, seconds, form, []

    def run(self):
        due = time.monotonic() + random.uniform(0, EVERY)
        end = time.monotonic() + self.seconds
        while due < end:
            time.sleep(max(0, due - time.monotonic()))
            self.saves.append(self.save())
            due = max(due + EVERY, time.monotonic())

    def save(self) -> tuple[int, float]:
        """Save once, with another text; return the status (0 without any answer) and how long that took."""
        fields = self.said["fields"] | {"key": str(uuid.uuid4()), "auto": "1"}
        fields["narrative"] = f"本期按计划推进。第{len(self.saves) + 1}稿。"
        headers = {"Cookie": self.said["cookie"], "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.monotonic()
        try:
            status, text = self.post(urlencode(fields), headers)
        except OSError:
            status, text = 0, ""
        self.take_version(text)
        return status, time.monotonic() - begun

    def post(self, body: str, headers: dict) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", self.said["address"], body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def take_version(self, text: str) -> None:
        mark = 'name="version" value="'
        if mark in text:
            self.said["fields"]["version"] = text.partition(mark)[2].partition('"')[0]


def report(saves: list[tuple[int, float]], chosen) -> None:
    """Print what the people saw."""
    spent = sorted(seconds for _status, seconds in saves)
    failed = Counter(status for status, _seconds in saves if status not in (200, 204))
    middle, late = statistics.median(spent), spent[int(len(spent) * 0.95)]
    print(f"{chosen.reporters} reporters, {chosen.workers} workers on {os.cpu_count()} cores, {chosen.seconds} s")
    print(f"{len(saves) / chosen.seconds:.1f} saves/s of {chosen.reporters / EVERY:.1f} wanted")
    print(f"p50 {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms, errors {sum(failed.values())} {dict(failed) or ''}")


if __name__ == "__main__":
    main()
