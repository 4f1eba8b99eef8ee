"""One word for one thing: what docs/words.md names is in the code, and what it forbids names nothing there."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

PROJECT = Path(__file__).resolve().parent.parent
APP = PROJECT / "commitments"
LIST = (PROJECT / "docs" / "words.md").read_text("utf-8")
QUOTED = re.compile(r"`([^`]+)`")
# A name with a gap stands for all names of that form: `may_…`, `…_words`.
GAP = "…"
TOP_LEVEL = (ast.FunctionDef, ast.ClassDef)


def rows(text: str) -> list[list[str]]:
    """Return the cells (concept, code, Chinese, never) of every row of the lists, their heads left out."""
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return [cells for cells in found if set(cells[0]) != {"-"} and cells[0] != "Concept"]


def names(text: str, column: int) -> list[str]:
    """Return the names in a column of the lists, as they are written."""
    return [name for cells in rows(text) for name in QUOTED.findall(cells[column]) if GAP not in name]


def sources() -> list[tuple[Path, ast.Module]]:
    paths = [path for path in sorted(APP.rglob("*.py")) if "migrations" not in path.parts]
    return [(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def identifiers() -> set[str]:
    """Return every name the code uses: of modules, classes, functions, fields, arguments, variables."""
    found = {path.stem for path, _tree in sources()} | {path.parent.name for path, _tree in sources()}
    for _path, tree in sources():
        for node in ast.walk(tree):
            found |= {getattr(node, key) for key in ("id", "attr", "arg", "name") if hasattr(node, key)}
    return found


def named_things() -> dict[str, str]:
    """Return name → where it names a module, a room, a top-level thing, a template or an address."""
    found = {}
    for path, tree in sources():
        here = str(path.relative_to(PROJECT))
        found |= {path.stem: here, path.parent.name: here} | dict.fromkeys(defined(tree), here)
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        found[path.stem.lstrip("_")] = str(path.relative_to(PROJECT))
    return found | dict.fromkeys(address_names(), "an address")


def defined(tree: ast.Module) -> set[str]:
    """Return the names of a module's classes, functions and constants."""
    found = {node.name for node in tree.body if isinstance(node, TOP_LEVEL)}
    targets = (target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets)
    return found | {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def address_names() -> set[str]:
    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern.name or ""
            elif pattern.app_name != "admin":
                yield from walk(pattern.url_patterns)

    return set(walk(get_resolver().url_patterns))


def spelled(name: str) -> str:
    """Return a name in small letters with underscores, however it was written."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def forbidden(text: str, things: dict[str, str]) -> list[str]:
    """Return "name: where" for everything that bears a name the lists forbid."""
    never = {spelled(name) for name in names(text, 3)}
    return [f"{name}: {where}" for name, where in things.items() if spelled(name) in never]


def unknown(text: str, known: set[str]) -> list[str]:
    """Return the code names of the lists that the code does not know."""
    return [name for name in names(text, 1) if name not in known]


def test_the_lists_are_read():
    assert len(rows(LIST)) > 70
    assert {len(cells) for cells in rows(LIST)} == {4}
    assert all(all(cells) for cells in rows(LIST))


def test_every_code_name_is_in_the_code():
    assert unknown(LIST, identifiers()) == []


def test_no_forbidden_name_names_anything():
    assert forbidden(LIST, named_things()) == []


def test_no_concept_and_no_code_name_stands_twice():
    concepts, code = [cells[0] for cells in rows(LIST)], names(LIST, 1)
    assert sorted(set(concepts)) == sorted(concepts)
    assert [name for name in set(code) if code.count(name) > 1] == []


def test_no_name_is_asked_for_and_forbidden():
    asked, forbidden_names = ({spelled(name) for name in names(LIST, column)} for column in (1, 3))
    assert len(asked) > 70
    assert asked & forbidden_names == set()


ROW = "| a share | `Contribution`, `no_such_name` | 配合材料 | `Part`, `part_moves` |"


def test_a_code_name_that_is_gone_is_noticed():
    assert unknown(ROW, identifiers()) == ["no_such_name"]


@pytest.mark.parametrize("name", ["part", "Part", "PART", "part_moves", "PartMoves"])
def test_a_forbidden_name_is_noticed(name):
    assert forbidden(ROW, {name: "x.py", "contribution_moves": "y.py"}) == [f"{name}: x.py"]


def test_things_of_every_sort_are_looked_at():
    module, room, constant, template, address = "pace", "snapshot", "ROW_COLUMNS", "implausible", "contributions_take"
    assert {module, room, "Snapshot", constant, template, address} <= set(named_things())
