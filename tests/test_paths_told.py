"""Every path the documents name in backticks is there; `<room>` and `*` stand for any name."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "findings/*.md")
    for path in PROJECT.glob(pattern)
)  # fmt: skip
# It tells of what is gone, too.
TELLS_OF_OLD = "CHANGELOG.md"
# The documents leave these out where they speak of the app: `rules/`, `_parts/`.
ROOTS = ("", "commitments", "templates")
QUOTED, LINK = re.compile(r"`([^`\n]+)`"), re.compile(r"\]\(([\w./-]+)\)")
PATH = re.compile(r"[\w<>*-][\w<>*.-]*(/[\w<>*.-]+)*(/|\.(py|md|html|css|js|typ|sql|yaml|po|toml))|\w+(/\w+)+")
# Made by the first start, or by whoever follows the text.
MADE = {"var/"}


def paths(text: str) -> list[str]:
    """Return what is written like a path: between backticks, with a slash at its end or a file's ending."""
    return [said for said in QUOTED.findall(text) if PATH.fullmatch(said) and said not in MADE]


def exists(said: str) -> bool:
    """Whether there is such a file or folder; a file named without its folder may lie anywhere in the app."""
    pattern = re.sub(r"<\w+>", "*", said).rstrip("/")
    places = ROOTS if "/" in said else (*ROOTS, "commitments/**")
    return any(True for root in places for _found in PROJECT.glob(f"{root}/{pattern}".lstrip("/")))


@pytest.mark.parametrize(
    "document",
    [path for path in DOCUMENTS if path.name != TELLS_OF_OLD],
    ids=lambda path: str(path.relative_to(PROJECT)),
)
def test_every_path_a_document_names_is_there(document):
    assert [said for said in paths(document.read_text("utf-8")) if not exists(said)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_to_a_file_leads_there(document):
    links = LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_documents_are_read():
    told = [said for path in DOCUMENTS for said in paths(path.read_text("utf-8"))]
    assert {"README.md", "README.zh.md", "architecture.md", "adding.md", "words.md"} <= {
        path.name for path in DOCUMENTS
    }
    assert len(told) > 150
    assert {"workflow/snapshot/", "pages/<room>/", "documents/*_words.py", "tests/concurrency", "choices/"} <= {*told}


@pytest.mark.parametrize("said", ["rules/gone.py", "gone/", "pages/<room>/gone.py", "tests/pages/gone_*.py", "gone.py"])
def test_a_path_that_is_not_there_is_noticed(said):
    assert paths(f"See `{said}`.") == [said]
    assert not exists(said)


@pytest.mark.parametrize(
    "said", ["/<room>/…", "hx-*", "make check", "https://ledger.example", "moves_for", "<=", "on = D"]
)
def test_what_is_no_path_passes(said):
    assert paths(f"`{said}`") == []
