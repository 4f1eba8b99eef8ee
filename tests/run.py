"""All tests, one stage after the other; `make test` runs this and hands its arguments on to pytest."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.machine import chromium, everything_required, postgres_programs
from tests.postgres import temporary_postgres

NOTHING_SELECTED = 5  # pytest's exit code
# Files stay whole, for what a module's tests begin with is made once; tests/conftest.py puts the long ones first.
WORKERS = ["-n", "auto", "--maxprocesses", "4"]
WITHOUT_BROWSER = ["-m", "not browser", *WORKERS, "--dist", "loadfile", "--no-loadscope-reorder"]
# One Chromium at a time: two on two cores let a page wait longer than a test does.
WITH_BROWSER = ["-m", "browser"]


@contextmanager
def sqlite() -> Iterator[str]:
    """Yield the URL of a SQLite file in a folder of its own; the tests put theirs elsewhere still."""
    with tempfile.TemporaryDirectory(prefix="ledger-sqlite-") as folder:
        yield f"sqlite:///{folder}/ledger.sqlite3"


# name, database, pytest's arguments, where to look without arguments, what it needs and the name of that
STAGES = [
    ("SQLite", sqlite, WITHOUT_BROWSER, "tests", lambda: True, ""),
    ("PostgreSQL", temporary_postgres, WITHOUT_BROWSER, "tests", postgres_programs, "initdb and postgres"),
    ("Browser", sqlite, WITH_BROWSER, "tests/browser", chromium, "Chromium"),
]


def run(database: Callable, marks: list[str], where: list[str]) -> int:
    """Run pytest with a database and a scratch folder named before Django loads; return its exit code."""
    with database() as url, tempfile.TemporaryDirectory(prefix="ledger-var-") as var:
        command = [sys.executable, "-m", "pytest", *marks, *where]
        scratch = {"MODE": "development", "DATABASE_URL": url, "VAR_DIR": var}
        return wait_for(subprocess.Popen(command, env={**os.environ, **scratch}))


def wait_for(child: subprocess.Popen) -> int:
    """Return the child's exit code; when we are told to stop, let it close its browser and database first."""
    try:
        return child.wait()
    except BaseException as stop:
        # A terminal sends Ctrl-C to the child as well, other signals reach only us.
        if not isinstance(stop, KeyboardInterrupt):
            child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=15)
        finally:
            child.kill()
        raise


def outcome(code: int, narrowed: bool) -> str:
    """Return "passed", "nothing selected" or "FAILED …"; only arguments may leave a stage without tests."""
    if code == NOTHING_SELECTED and narrowed:
        return "nothing selected"
    return "passed" if code == 0 else f"FAILED (pytest's exit code {code})"


def stage(name, database, marks, where, present, needs, arguments) -> str:
    """Run one stage unless what it needs is missing; return how it ended, with the seconds it took."""
    print(f"\n===== {name} =====", flush=True)
    if not present():
        ended = f"no {needs} on this machine"
        ended = f"FAILED: {ended}, and CI skips nothing" if everything_required() else f"SKIPPED: {ended}"
        print(f"!!!!! {name} {ended}", flush=True)
        return ended
    begun = time.monotonic()
    ended = outcome(run(database, marks, arguments or [where]), narrowed=bool(arguments))
    return f"{ended}, {time.monotonic() - begun:.0f} s"


def main(arguments: list[str]) -> int:
    """Run every stage, print the summary, and return 0 when nothing failed and something ran."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    ends = {name: stage(name, *rest, arguments) for name, *rest in STAGES}
    print("\n===== Summary =====")
    for name, ended in ends.items():
        print(f"{name:<11} {ended}")
    failed = any("FAILED" in ended for ended in ends.values())
    return int(failed or not any(ended.startswith("passed") for ended in ends.values()))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
