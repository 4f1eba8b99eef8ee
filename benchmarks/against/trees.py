"""The trees that are compared: this one as it lies here, another revision in a worktree for as long as it is needed."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What a demo's database is made of: another tree with the same ones has the same demo.
MADE_OF = ("commitments", "wuchang")


@dataclass(frozen=True)
class Tree:
    """A tree to measure; `digest` names what its database is made of."""

    name: str
    path: Path
    digest: str

    def python(self, *words: str) -> list[str]:
        """Return the command that runs a module of these benchmarks over the tree's own code."""
        return [sys.executable, "-P", "-m", *words]

    def environment(self, more: dict) -> dict:
        """Return the environment of such a command; nothing of whoever calls decides what is measured."""
        return os.environ | {"MODE": "demo", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"} | more


def git(*words, **more) -> str:
    return subprocess.check_output(["git", "-C", str(ROOT), *words], text=True, **more).strip()


def this_tree() -> Tree:
    return Tree("this tree", ROOT, digest_of(written_tree()))


def written_tree() -> str:
    """Return git's name of the tree as it lies here, what is not committed included."""
    with tempfile.TemporaryDirectory(prefix="ledger-index-") as folder:
        environment = os.environ | {"GIT_INDEX_FILE": f"{folder}/index"}
        git("read-tree", "HEAD", env=environment)
        git("add", "--all", env=environment)
        return git("write-tree", env=environment)


def digest_of(tree: str) -> str:
    """Return a short name of what the tree's database is made of."""
    parts = git("rev-parse", *(f"{tree}:{folder}" for folder in MADE_OF))
    return hashlib.sha256(parts.encode()).hexdigest()[:12]


@contextmanager
def checked_out(revision: str) -> Iterator[Tree]:
    """Yield another revision in a worktree of its own, removed on leaving."""
    name = git("rev-parse", "--verify", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="ledger-revision-") as folder:
        path = Path(folder, "tree")
        git("worktree", "add", "--quiet", "--detach", str(path), name)
        try:
            yield Tree(name[:10], path, digest_of(name))
        finally:
            git("worktree", "remove", "--force", str(path))
