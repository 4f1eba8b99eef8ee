"""The press: a process of its own that typesets what it is sent over a pipe, and answers bytes or the engine's error.

It loads Typst and the standard library alone, not the package around it, so that it is ready within a moment; what it
took of memory goes back to the system when it ends. `press.py` starts it, watches it and ends it.
"""

import json
import os
import resource
import select
import signal
import struct
import sys
import threading
from datetime import datetime
from typing import BinaryIO

import typst

LENGTH = struct.Struct(">Q")
KEPT_LIBRARIES = {}
# The unit of ru_maxrss: bytes on macOS, kilobytes elsewhere.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def send(stream: BinaryIO, head: dict, pieces: list[bytes] = ()) -> None:
    """Write a message: the length of its head, the head as JSON with the sizes of the pieces, the pieces."""
    said = json.dumps(head | {"sizes": [len(piece) for piece in pieces]}).encode()
    for part in (LENGTH.pack(len(said)), said, *pieces):
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> dict:
    """Return what one asks to be set; raises EOFError when nobody asks any more."""
    length = stream.read(LENGTH.size)
    if len(length) < LENGTH.size:
        raise EOFError
    return json.loads(stream.read(*LENGTH.unpack(length)))


def end_with_asker(stream: BinaryIO) -> None:
    """End at once when the process that asks is gone, in the middle of a paper, too."""
    poll = select.poll()
    poll.register(stream, 0)
    poll.poll()
    os._exit(0)


def set_paper(paper: dict) -> list[bytes]:
    """Return the PDF, or the pictures of its pages; before them what a label of it holds, if one is asked for."""
    library, moment = library_of(**paper["fonts"]), datetime.fromisoformat(paper["moment"])
    asked, before = paper.get("query"), []
    if asked:
        before = [typst.query(selector=asked, field="value", one=True, font_paths=library, **paper["inputs"]).encode()]
    made = typst.compile(**paper["inputs"], font_paths=library, timestamp=moment, **paper["options"])
    return before + (made if isinstance(made, list) else [made])


def library_of(folders: list[str], system: bool) -> typst.Fonts:
    """Return the fonts of the folders and, if `system`, of the machine, searched once."""
    key = (*folders, system)
    if key not in KEPT_LIBRARIES:
        found = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders)
        KEPT_LIBRARIES[key] = found
    return KEPT_LIBRARIES[key]


def answer(paper: dict) -> tuple[dict, list[bytes]]:
    try:
        pieces, head = set_paper(paper), {}
    except (RuntimeError, ValueError, OSError, TypeError) as problem:
        pieces, head = [], {"error": str(problem)}
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    return head | {"cpu": cpu, "peak": usage.ru_maxrss * PEAK_UNIT}, pieces


def main() -> None:
    """Answer one paper after another; Ctrl+C in the terminal is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed here is no answer
    threading.Thread(target=end_with_asker, args=(asked,), daemon=True).start()
    try:
        while True:
            send(told, *answer(receive(asked)))
    except (EOFError, BrokenPipeError):
        os._exit(0)
