"""Papers set outside the process that asks: presses started, watched, kept warm for a while, and ended.

A press (typesetter.py) is used by one thread at a time. It ends after idle seconds, a number of papers, or when its
memory passed what it may keep; what it takes too much of, time or memory, ends it in the middle of a paper.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from . import typesetter

# Where the engine and the program lie; without looking through what else is installed it begins in half the time.
FOLDERS = [str(Path(typesetter.typst.__file__).parent.parent), str(Path(typesetter.__file__).parent)]
START = f"import sys; sys.path += {FOLDERS!r}; import typesetter; typesetter.main()"
IDLE_SECONDS = 60
MOST_IDLE = 2
MOST_PAPERS = 200
KEPT_BYTES = 300 * 1024 * 1024
LOOK_SECONDS = 0.05
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class PaperBounds(NamedTuple):
    """How long a paper may take and how much memory its press; what else ends it is asked of `stopped`."""

    seconds: float
    memory: int
    stopped: Callable[[], bool] = bool


class PressEnded(Exception):
    """The press is gone before it answered; `reason` is time, memory, stopped or killed."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


class SetPaper(NamedTuple):
    """What a press answered: the pieces (a PDF, or pictures), or the engine's words; CPU seconds and peak bytes."""

    pieces: list[bytes]
    error: str
    cpu: float
    peak: int


class Press:
    """One process; it lives as long as this one holds its end of the pipe."""

    def __init__(self):
        command = [sys.executable, "-I", "-S", "-c", START]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        os.set_blocking(self.process.stdin.fileno(), False)
        self.papers, self.peak, self.cpu, self.timer = 0, 0, 0.0, None

    def set_paper(self, paper: dict, limits: PaperBounds) -> SetPaper:
        """Return what the press makes of the paper; PressEnded when it is ended or ends over it."""
        deadline = time.monotonic() + limits.seconds
        try:
            self.tell(paper, limits, deadline)
            head = json.loads(self.hear(*typesetter.LENGTH.unpack(self.hear(8, limits, deadline)), limits, deadline))
            pieces = [self.hear(size, limits, deadline) for size in head["sizes"]]
        except BaseException:
            self.end()
            raise
        self.papers, self.peak, spent, self.cpu = self.papers + 1, head["peak"], head["cpu"] - self.cpu, head["cpu"]
        return SetPaper(pieces, head.get("error", ""), spent, self.peak)

    def tell(self, paper: dict, limits: PaperBounds, deadline: float) -> None:
        said = json.dumps(paper).encode()
        left = memoryview(typesetter.LENGTH.pack(len(said)) + said)
        while left:
            self.wait(self.process.stdin, select.POLLOUT, limits, deadline)
            try:
                left = left[os.write(self.process.stdin.fileno(), left) :]
            except BrokenPipeError:
                raise PressEnded("killed") from None

    def hear(self, size: int, limits: PaperBounds, deadline: float) -> bytes:
        heard = bytearray()
        while len(heard) < size:
            self.wait(self.process.stdout, select.POLLIN, limits, deadline)
            piece = os.read(self.process.stdout.fileno(), min(size - len(heard), 1 << 20))
            if not piece:
                raise PressEnded("killed")
            heard += piece
        return bytes(heard)

    def wait(self, stream, event: int, limits: PaperBounds, deadline: float) -> None:
        """Return when the stream is ready; PressEnded when the press takes too much, or is not wanted any more."""
        poll = select.poll()
        poll.register(stream, event)
        while not poll.poll(LOOK_SECONDS * 1000):
            if limits.stopped():
                raise PressEnded("stopped")
            if time.monotonic() > deadline:
                raise PressEnded("time")
            if self.memory() > limits.memory:
                raise PressEnded("memory")

    def memory(self) -> int:
        """Return the bytes of the machine's memory the press takes now; 0 where the system does not say."""
        with suppress(OSError):
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE_BYTES
        return 0

    @property
    def worn(self) -> bool:
        """Whether its memory goes back now: it keeps too much, or has set enough papers."""
        return self.papers >= MOST_PAPERS or (self.memory() or self.peak) > KEPT_BYTES

    def end(self) -> None:
        """End the process and take note of it, so that nothing of it is left."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                stream.close()
        self.process.wait()

    def let_go(self) -> None:
        """Close this process's ends of the pipes and leave the press to the one that started it."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.returncode = 0


class Presses:
    """The presses this process started that wait for the next paper: one or two of them are kept, for a while."""

    def __init__(self):
        self.lock, self.idle = threading.Lock(), []

    def set_paper(self, paper: dict, limits: PaperBounds) -> SetPaper:
        press = self.taken()
        made = press.set_paper(paper, limits)
        if paper.get("forgotten"):
            press.end()
        else:
            self.put_back(press)
        return made

    def taken(self) -> Press:
        with self.lock:
            while self.idle:
                press = self.idle.pop()
                press.timer.cancel()
                if press.process.poll() is None:
                    return press
                press.end()
        return Press()

    def put_back(self, press: Press) -> None:
        """Keep the press for the next paper, unless it is worn or enough are kept."""
        with self.lock:
            if len(self.idle) < MOST_IDLE and not press.worn:
                press.timer = threading.Timer(IDLE_SECONDS, self.retire, [press])
                press.timer.daemon = True
                press.timer.start()
                self.idle.append(press)
                return
        press.end()

    def retire(self, press: Press) -> None:
        """End a press that was not asked again in time."""
        with self.lock:
            if press not in self.idle:
                return
            self.idle.remove(press)
        press.end()

    def end_all(self) -> None:
        with self.lock:
            kept, self.idle = self.idle, []
        for press in kept:
            press.timer.cancel()
            press.end()

    def forget(self) -> None:
        """After a fork: the presses are the other process's."""
        for press in self.idle:
            press.let_go()
        self.__init__()


presses = Presses()
atexit.register(presses.end_all)
os.register_at_fork(after_in_child=presses.forget)
