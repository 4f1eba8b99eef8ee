"""The checklists of docs/adding.md are complete: each numbered file knows the example its list follows."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LISTS = (PROJECT / "docs" / "adding.md").read_text("utf-8")
HEAD = re.compile(r"^##+ (.+)$", re.MULTILINE)
NUMBERED, FILE = re.compile(r"^(\d+)\. `([^`]+)`", re.MULTILINE), re.compile(r"`([\w.-]+/[\w./-]+)`")
EXAMPLE, QUOTED = re.compile(r"^Example: (.+)$", re.MULTILINE), re.compile(r"`([^`]+)`")
# Where a list that says so names every file; tests and documents may mention more.
CODE = ("commitments", "templates", "static/js", "wuchang")
ENDINGS = (".py", ".html", ".typ", ".js", ".sql")


def sections(text: str) -> dict[str, str]:
    """Return heading → text of every list that follows an example."""
    pieces = HEAD.split(text)
    found = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return {title: piece for title, piece in found.items() if EXAMPLE.search(piece)}


def examples(section: str) -> list[str]:
    return QUOTED.findall(EXAMPLE.search(section)[1])


def knows(file: str, words: list[str]) -> bool:
    """Whether a file of the project exists and has one of the words in it, or in its name, however written."""
    path = PROJECT / file
    said = (path.read_text("utf-8", errors="replace") + file).lower() if path.is_file() else ""
    return any(re.search(rf"(?<![a-z]){re.escape(word.lower())}", said) for word in words)


def strangers(section: str) -> list[str]:
    """Return the numbered files that do not exist or do not know the example."""
    words = examples(section)
    return [file for _number, file in NUMBERED.findall(section) if not knows(file, words)]


def left_out(section: str) -> list[str]:
    """Return the files of the code that know the example and stand in no list that says "nowhere else"."""
    if "nowhere else" not in EXAMPLE.search(section)[1]:
        return []
    words, named = examples(section), set(FILE.findall(section))
    paths = [path for folder in CODE for path in (PROJECT / folder).rglob("*") if path.suffix in ENDINGS]
    files = [str(path.relative_to(PROJECT)) for path in paths]
    return [file for file in sorted(files) if file not in named and knows(file, words)]


CASES = [pytest.param(section, id=title) for title, section in sections(LISTS).items()]


def test_the_lists_are_read():
    titles = " ".join(sections(LISTS))
    assert all(word in titles for word in ("field", "column", "kind", "role", "room", "workflow", "threshold"))
    assert min(len(NUMBERED.findall(section)) for section in sections(LISTS).values()) >= 5


@pytest.mark.parametrize("section", CASES)
def test_every_numbered_file_knows_the_example(section):
    assert strangers(section) == []


@pytest.mark.parametrize("section", CASES)
def test_every_file_of_a_list_exists(section):
    files = FILE.findall(section)
    assert files
    assert [file for file in files if not (PROJECT / file).is_file()] == []


@pytest.mark.parametrize("section", CASES)
def test_no_file_of_the_code_is_left_out(section):
    assert left_out(section) == []


@pytest.mark.parametrize("section", CASES)
def test_the_steps_are_counted(section):
    numbers = [int(number) for number, _file in NUMBERED.findall(section)]
    assert numbers == list(range(1, len(numbers) + 1))


RED = "Example: `next_steps`, nowhere else\n\n1. `commitments/models/progress.py`: the field\n"


@pytest.mark.parametrize("file", ["commitments/clock.py", "commitments/gone.py"])
def test_a_file_that_does_not_know_the_example_is_noticed(file):
    assert strangers(f"{RED}2. `{file}`: nothing\n") == [file]


def test_a_file_left_out_is_noticed():
    assert "commitments/workflow/reports/drafts.py" in left_out(RED)
    assert "commitments/models/progress.py" not in left_out(RED)
