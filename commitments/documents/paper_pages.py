"""The pages of a paper as pictures (SVG), made in the background and told as they come, with what stands on them."""

import gzip
import json
from datetime import date
from pathlib import Path

from .papers_set import set_elsewhere
from .press_jobs import JobStopped, PressJob
from .typesetting import PRINT_TEMPLATES, paper_to_set

# A page of glyphs packs to a third at the lightest level; more would cost more than it saves.
PACKING = 1
PLACES = "<pages>"
SECTION_LEVEL = 2


class PaperPages(PressJob):
    """The pages of one state of a paper, as today's templates set them; `name` says which."""

    def __init__(self, name: str):
        super().__init__(f"{name} {templates_state()}")

    def begin_pages(self, template: str, data: dict, timestamp: date) -> None:
        """Begin to make them, if they are neither there nor under way."""
        self.begin(lambda _job: self.make(template, data, timestamp))

    def make(self, template: str, data: dict, timestamp: date) -> None:
        paper = paper_to_set(template, data, timestamp, format="svg") | {"query": PLACES}
        places, *pages = set_elsewhere(paper, self.is_stopped, self.tell_ahead)
        (self.folder / "heads.json").write_bytes(places)
        for number, page in enumerate(pages, 1):
            if self.is_stopped():
                raise JobStopped
            self.path(number).write_bytes(gzip.compress(page, PACKING))
            self.tell(done=number, total=len(pages), ahead=0)

    def path(self, number: int) -> Path:
        return self.folder / f"{number}.svg.gz"

    def heads(self) -> dict[int, str]:
        """Return page → the words of the heading it stands under, for the pages made so far."""
        state, found, words = self.state(), {}, ""
        at = {} if not state.done else first_heads(json.loads((self.folder / "heads.json").read_bytes()))
        for number in range(1, state.done + 1):
            words = at.get(number, words)
            found[number] = words
        return found


def first_heads(heads: list[dict]) -> dict[int, str]:
    """Return page → the words of the section that begins on it, the first of several."""
    found = {}
    for head in heads:
        if head["level"] <= SECTION_LEVEL:
            found.setdefault(head["page"], plain_words(head["body"]))
    return found


def templates_state() -> str:
    """Return what changes whenever a template does."""
    return repr(sorted((path.name, path.stat().st_mtime_ns) for path in PRINT_TEMPLATES.glob("*.typ")))


def plain_words(content) -> str:
    """Return the text of what the engine tells of its content."""
    if isinstance(content, list):
        return "".join(map(plain_words, content))
    if not isinstance(content, dict):
        return ""
    if content.get("func") in ("text", "space"):
        return content.get("text", " ")
    return "".join(plain_words(content[name]) for name in ("children", "child", "body") if name in content)
