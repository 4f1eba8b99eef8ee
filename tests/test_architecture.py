"""Who may import whom: choices ← rules ← models ← workflow ← documents ← pages, and no catch-all modules."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LAYERS = ("choices", "rules", "models", "workflow", "documents", "pages")
EDGES = ("admin", "management", "templatetags")
# The rooms of the workflow and what each may lean on; record and refusals stand outside, for all of them.
WORKFLOW_ROOMS = {
    "snapshot": (),
    "judgement": ("snapshot",),
    "reports": ("judgement", "snapshot"),
    "office": ("judgement", "snapshot"),
    "planning": ("accounts", "judgement", "snapshot"),
    "todo": ("reports", "snapshot"),
    "accounts": (),
}
NAMELESS = {"utils", "helpers", "common", "base", "mixins"}
LONGEST = 300


def modules(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield the dotted name and the source of every module below `folders`, migrations left out."""
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            name = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
            if ".migrations." not in name:
                yield name, path.read_text("utf-8")


def imported(module: str, source: str) -> Iterator[str]:
    """Yield the absolute dotted name of everything `source` imports, wherever in the file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def broken(module: str, source: str) -> list[str]:
    """Return one sentence for each import of `source` that the architecture forbids."""
    return [
        f"{module} imports {name}: {reason}"
        for name in imported(module, source)
        if (reason := objection(module.split(".")[1:], name.split(".")))
    ]


def objection(own: list[str], name: list[str]) -> str:
    """Return why a module of the app (`own`, without the app's name) may not import `name`, or ""."""
    if own[0] == "rules" and name[0] == "django":
        return "rules never import Django"
    if name[0] != "commitments" or len(name) < 2:
        return ""
    theirs = name[1]
    if own[0] in LAYERS and theirs in LAYERS and LAYERS.index(theirs) > LAYERS.index(own[0]):
        return "imports point left only"
    if theirs in EDGES and theirs != own[0]:
        return "only Django imports what lies at the edge"
    if theirs == "clock" and own[0] in LAYERS[:-1]:
        return "only pages and commands read the clock"
    if own[0] == theirs == "pages" and is_room(name[2]) and name[2] != own[1]:
        return "rooms never import one another"
    reachable = (own[1], *WORKFLOW_ROOMS.get(own[1], ())) if len(own) > 1 else ()
    if own[0] == theirs == "workflow" and name[2] in WORKFLOW_ROOMS and name[2] not in reachable:
        return "a room of the workflow leans only on those named for it"
    return ""


def is_room(name: str) -> bool:
    return (PROJECT / "commitments" / "pages" / name).is_dir()


@pytest.mark.parametrize(("module", "source"), [pytest.param(*each, id=each[0]) for each in modules("commitments")])
def test_imports_point_the_right_way(module, source):
    assert broken(module, source) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("commitments.rules.pace", "from django.utils import timezone"),
        ("commitments.rules.pace", "import django"),
        ("commitments.rules.pace", "from ..models import Plan"),
        ("commitments.models.plan", "def late():\n    from commitments.workflow import review"),
        ("commitments.documents.bulletin_pdf", "from .. import pages"),
        ("commitments.workflow.reports.review", "from ...clock import today"),
        ("commitments.workflow.snapshot.snapshot", "from ..judgement import assessment"),
        ("commitments.workflow.office.periods", "from ..reports.moves import send_report"),
        ("commitments.workflow.record", "from .todo import reminders"),
        ("commitments.workflow.__init__", "from .. import clock"),
        ("commitments.pages.review.views", "from ..ledger.tables import Table"),
        ("commitments.pages.review.views", "from .. import ledger"),
        ("commitments.pages.shortcuts", "from .ledger import views"),
        ("commitments.pages.home", "from commitments.templatetags import figures"),
        ("commitments.models.plan", "import commitments.management.cast"),
    ],
)
def test_a_forbidden_import_is_noticed(module, source):
    assert len(broken(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("commitments.rules.lamp", "import decimal\nfrom ..choices import Lamp\nfrom . import pace"),
        (
            "commitments.pages.review.views",
            "from ...clock import now\nfrom ..shortcuts import once\nfrom . import forms",
        ),
        (
            "commitments.workflow.todo.facts",
            "from ..reports.entry_places import entered_at\nfrom ..record import record",
        ),
        ("commitments.management.commands.demo", "from ..cast import CAST\nfrom ...clock import today"),
    ],
)
def test_an_allowed_import_passes(module, source):
    assert broken(module, source) == []


def test_every_room_of_the_workflow_has_its_place():
    rooms = {path.parent.name for path in (PROJECT / "commitments" / "workflow").glob("*/__init__.py")}
    assert rooms == set(WORKFLOW_ROOMS)


def test_no_module_is_too_long_or_named_after_nothing():
    everything = list(modules("commitments", "wuchang", "tests", "benchmarks"))
    assert len(everything) > 50
    assert [name for name, source in everything if source.count("\n") > LONGEST] == []
    assert [name for name, _source in everything if NAMELESS & set(name.split("."))] == []
