"""Many papers in one zip: set side by side, written as they come; one that fails is named and stops no other."""

import logging
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import BinaryIO

from .papers_set import PaperFailed, cores, failure_words
from .press_jobs import JobStopped, PressJob

logger = logging.getLogger(__name__)

BATCH_SECONDS = 1800
FAILED_FILE = "未生成.txt"
# What is told of a paper that failed by a fault of the program; the log has it.
FAULT = "engine"
Papers = Iterable[tuple[str, Callable[[], bytes]]]


def zip_papers(papers: Papers, target: BinaryIO, told: Callable[[int, str, str], None]) -> list[tuple[str, str]]:
    """Write each (file name, what makes it) into a zip; return (name, reason) of those that failed, named in it too.

    `told` is called with how many are done, the name and the reason ("" for one that was made), in the given order;
    what it raises ends the zip. The makers run in threads: what they need of the database they have. All papers
    together have BATCH_SECONDS; after that the rest is named as not made.
    """
    failed = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, content, reason) in enumerate(made_side_by_side(papers), 1):
            if reason:
                failed.append((name, reason))
            else:
                archive.writestr(zipfile.ZipInfo(name), content)
            told(number, name, reason)
        if failed:
            lines = (failure_words(name, reason) + "\n" for name, reason in failed)
            archive.writestr(zipfile.ZipInfo(FAILED_FILE), "".join(lines))
    return failed


def made_side_by_side(papers: Papers) -> Iterator[tuple[str, bytes, str]]:
    """Yield (name, content, reason) in order, one paper per core under way; few are held in memory at a time."""
    waiting, left = iter(papers), time.monotonic() + BATCH_SECONDS
    with ThreadPoolExecutor(cores()) as threads:
        begin = partial(begin_paper, threads, left)
        under_way = [begin(*each) for each in islice(waiting, cores() + 1)]
        try:
            while under_way:
                name, future = under_way.pop(0)
                yield name, *future.result()
                under_way += [begin(*each) for each in islice(waiting, 1)]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


def begin_paper(threads: ThreadPoolExecutor, deadline: float, name: str, make: Callable) -> tuple[str, Future]:
    return name, threads.submit(content_or_reason, name, make, deadline)


def content_or_reason(name: str, make: Callable[[], bytes], deadline: float) -> tuple[bytes, str]:
    if time.monotonic() > deadline:
        return b"", "time"
    try:
        return make(), ""
    except PaperFailed as failure:
        return b"", failure.reason
    except Exception:  # the rest of the papers are worth having
        logger.exception("“%s” was not made", name)
        return b"", FAULT


class PapersZip(PressJob):
    """A zip of papers made in the background."""

    @property
    def path(self):
        """Where it is once it is made."""
        return self.folder / "papers.zip"

    def begin_zip(self, papers: list[tuple[str, Callable[[], bytes]]]) -> None:
        """Begin it, anew if there is one already; not while it is under way."""
        if not self.is_running():
            with suppress(FileNotFoundError):
                (self.folder / "state.json").unlink()
            self.begin(lambda _job: self.make(papers))

    def make(self, papers: list[tuple[str, Callable[[], bytes]]]) -> None:
        self.tell(total=len(papers))
        new = self.path.with_suffix(".new")
        with new.open("wb") as target:
            zip_papers(papers, target, self.tell_paper)
        new.replace(self.path)

    def tell_paper(self, done: int, name: str, reason: str) -> None:
        if self.is_stopped():
            raise JobStopped
        failed = [*self.state().failed, *([[name, reason]] if reason else [])]
        self.tell(done=done, failed=failed)
