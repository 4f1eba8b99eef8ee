"""Work of the press that goes on behind a page: a folder tells every web worker how far it is, and can stop it.

Whoever does the work holds a file of the folder locked; when it dies, the lock goes, and the work can be begun again.
"""

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db import connections

from .papers_set import PaperFailed
from .press_queue import locked, release

KEPT_SECONDS = 3600
LOOK_SECONDS = 0.05
STATE, RUNNING, STOP = "state.json", "running", "stop"


class JobStopped(Exception):
    """Somebody stopped the work between two papers."""


class JobState(NamedTuple):
    """How far the work is: pieces done of how many, papers ahead of it, what failed and why, whether it is over."""

    done: int = 0
    total: int = 0
    ahead: int = 0
    failed: tuple = ()
    finished: bool = False


class PressJob:
    """One piece of work, found by what it is made of; the folder is thrown away an hour after it was touched last."""

    def __init__(self, name: str):
        self.jobs = settings.VAR_DIR / "typesetting" / "jobs"
        self.folder = self.jobs / hashlib.sha256(name.encode()).hexdigest()[:32]

    def state(self) -> JobState:
        with suppress(FileNotFoundError, ValueError):
            return JobState(**json.loads((self.folder / STATE).read_text("utf-8")))
        return JobState()

    def tell(self, **changes) -> None:
        """Say how far it is, to be read at any moment."""
        state, new = self.folder / STATE, self.folder / f"{STATE}.new"
        new.write_text(json.dumps(self.state()._replace(**changes)._asdict()), "utf-8")
        new.replace(state)

    def may_begin(self) -> bool:
        """Whether the work is neither finished nor under way."""
        return not self.state().finished and not self.is_running()

    def begin(self, work: Callable[["PressJob"], None]) -> None:
        """Let `work` begin in the background, unless it is finished or under way; a stopped one begins anew."""
        if self.state().finished:
            return
        throw_away_old(self.jobs)
        self.folder.mkdir(parents=True, exist_ok=True)
        held = locked(self.folder / RUNNING)
        if held is None or self.state().finished:
            return held and release(held)
        (self.folder / STOP).unlink(missing_ok=True)
        self.tell(**JobState()._asdict())
        threading.Thread(target=self.run, args=(work, held), daemon=True).start()

    def run(self, work: Callable[["PressJob"], None], held: BinaryIO) -> None:
        try:
            work(self)
            self.tell(finished=True, ahead=0)
        except PaperFailed as failure:
            self.tell(failed=[*self.state().failed, [failure.paper, failure.reason]], ahead=0)
        except JobStopped:
            self.tell(ahead=0)
        finally:
            connections.close_all()
            release(held)

    def tell_ahead(self, ahead: int) -> None:
        """Say how many papers are before this one; raises JobStopped when nobody waits for it any more."""
        if self.is_stopped():
            raise JobStopped
        if ahead != self.state().ahead:
            self.tell(ahead=ahead)

    def stop(self) -> None:
        """Ask whoever does the work to stop; what is done stays."""
        with suppress(FileNotFoundError):
            (self.folder / STOP).touch()

    def is_stopped(self) -> bool:
        return (self.folder / STOP).exists()

    def is_running(self) -> bool:
        with suppress(FileNotFoundError):
            held = locked(self.folder / RUNNING, "rb")
            return held is None or release(held)
        return False

    def wait(self, seconds: float, enough: Callable[[JobState], bool] | None = None) -> JobState:
        """Return how far it is once that is `enough`, the work has ended, or the time is over."""
        deadline = time.monotonic() + seconds
        while self.is_running() and time.monotonic() < deadline and not (enough and enough(self.state())):
            time.sleep(LOOK_SECONDS)
        return self.state()


def throw_away_old(jobs: Path) -> None:
    """Remove what nobody touched for an hour."""
    for folder in jobs.glob("*"):
        with suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
