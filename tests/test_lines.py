"""Lines one can read: none is wider than 120 columns in any language, and a stylesheet has one declaration a line."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
WIDEST = 120
FOLDERS = ("benchmarks", "commitments", "docs", "requirements", "static", "templates", "tests", "wuchang", ".ci")
ENDINGS = (".html", ".css", ".js", ".typ", ".py", ".svg", ".toml", ".in", "")
NAMED = ("Makefile", "manage.py", "pyproject.toml", ".ci/run")
# Django writes these itself, and nobody edits them by hand.
WRITTEN = "migrations"
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r'"[^"\n]*"')


def sources() -> Iterator[Path]:
    """Yield every file that people write in a language of machines, Markdown and data left out."""
    yield from (PROJECT / name for name in NAMED)
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix and path.suffix in ENDINGS and WRITTEN not in path.parts:
                yield path


def width(line: str) -> int:
    """Return how many columns a line takes: a Chinese letter or mark stands two wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def too_wide(text: str) -> list[str]:
    """Return number and width of every line that is too wide."""
    lines = enumerate(text.splitlines(), 1)
    return [f"line {number}: {width(line)} columns" for number, line in lines if width(line) > WIDEST]


def crowded(css: str) -> list[str]:
    """Return the lines of a stylesheet with more than one declaration, or with a rule and a declaration."""
    bare = QUOTED.sub('""', COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), css))
    return [line for line in bare.splitlines() if len(re.findall(r"[;{}]", line)) > 1]


def offences(rule, *endings: str) -> list[str]:
    """Return "file: what is wrong" for every file of those endings that breaks the rule."""
    found = [path for path in sources() if path.suffix in endings]
    assert found
    return [f"{path.relative_to(PROJECT)}: {said}" for path in found for said in rule(path.read_text("utf-8"))]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_line_is_too_wide(ending):
    assert offences(too_wide, ending) == []


def test_a_stylesheet_has_one_declaration_a_line():
    assert offences(crowded, ".css") == []


def test_the_whole_house_is_looked_at():
    found = {str(path.relative_to(PROJECT)) for path in sources()}
    assert {"Makefile", ".ci/run", "commitments/clock.py", "static/css/parts.css", "tests/test_lines.py"} <= found
    assert len(found) > 500


@pytest.mark.parametrize("line", ["x" * 121, "字" * 61, "  " + "，" * 60, "é" * 121])
def test_a_line_too_wide_is_noticed(line):
    assert too_wide(f"first\n{line}\n") == [f"line 2: {width(line)} columns"]


@pytest.mark.parametrize("line", ["x" * 120, "字" * 60, ""])
def test_a_line_that_fits_passes(line):
    assert too_wide(line) == []


@pytest.mark.parametrize("line", ["  color: red; margin: 0;", "a { color: red }", "a { color: red; }", "} a {", "a {}"])
def test_a_crowded_stylesheet_is_noticed(line):
    assert crowded(f"a {{\n{line}\n}}") == [line]


def test_a_stylesheet_with_one_declaration_a_line_passes():
    assert crowded('/* a { b; } */\na::after {\n  content: "{;}";\n  /* c; d;\n e; */\n}') == []
