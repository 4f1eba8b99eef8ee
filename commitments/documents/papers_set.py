"""Papers set by a press when it is their turn, within the limits of time and memory; what fails is named in words."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.translation import gettext as _

from .press import PaperBounds, PressEnded, presses
from .press_queue import turn_to_typeset

logger = logging.getLogger(__name__)

# How long whoever asks waits for a turn: a request some seconds (pages/papers_told.py), a command for ever.
patience: ContextVar[float | None] = ContextVar("patience", default=None)


class PaperFailed(Exception):
    """A paper could not be set; `paper` is its title, `reason` is time, memory, stopped, killed or engine."""

    def __init__(self, paper: str, reason: str, engine: str = ""):
        self.paper, self.reason, self.engine = paper, reason, engine
        super().__init__(paper, reason, engine)

    def __str__(self) -> str:
        return failure_words(self.paper, self.reason)


def failure_words(paper: str, reason: str) -> str:
    """Return the sentence for whoever asked for the paper."""
    limits = {"paper": paper, "seconds": settings.PAPER_SECONDS, "megabytes": settings.PAPER_MB}
    sentences = {
        "time": _("“%(paper)s” was not made: it took longer than %(seconds)s seconds."),
        "memory": _("“%(paper)s” was not made: it took more than %(megabytes)s MB of memory."),
        "stopped": _("“%(paper)s” was stopped."),
        "killed": _("“%(paper)s” was not made: the typesetting was ended from outside. Try again."),
        "engine": _("“%(paper)s” could not be typeset; the reason is in the log."),
    }
    return sentences[reason] % limits


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Within the block a paper waits so long for its turn, and PressBusy says how many were ahead."""
    token = patience.set(seconds)
    try:
        yield
    finally:
        patience.reset(token)


def set_elsewhere(
    paper: dict, stopped: Callable[[], bool] = bool, waits: Callable[[int], None] | None = None
) -> list[bytes]:
    """Return what a press makes of the paper; raises PaperFailed and PressBusy.

    `stopped` is asked now and then, `waits` is told how many are ahead.
    """
    limits = PaperBounds(settings.PAPER_SECONDS, settings.PAPER_MB * 1024 * 1024, stopped)
    try:
        with turn_to_typeset(settings.VAR_DIR / "typesetting", cores(), patience.get(), waits):
            made = presses.set_paper(paper, limits)
    except PressEnded as ended:
        logger.warning("“%s” was not set: %s", paper["name"], ended.reason)
        raise PaperFailed(paper["name"], ended.reason) from ended
    if made.error:
        logger.error("“%s” was not set: %s", paper["name"], made.error)
        raise PaperFailed(paper["name"], "engine", made.error)
    return made.pieces


def cores() -> int:
    return getattr(os, "process_cpu_count", os.cpu_count)() or 1
