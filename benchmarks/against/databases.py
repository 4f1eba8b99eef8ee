"""A database for each tree, made by its own code; what was made once is kept below `var/bench/`."""

import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.against.trees import ROOT, Tree
from tests.machine import postgres_programs

KEPT = ROOT / "var" / "bench"
FILE, DUMP = "ledger.sqlite3", "ledger.dump"
MAKING = (["migrate"], ["load_plan", "commitments/data/wuchang-2024"], ["demo"])


@contextmanager
def database_of(tree: Tree, server: str = "", growth: tuple[str, ...] = ()) -> Iterator[dict]:
    """Yield the variables that name the tree's own database, which is gone afterwards.

    `server` is the URL of a PostgreSQL, "" for SQLite; `growth` is what `benchmarks.grown` is told.
    """
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder, placed(folder, server) as url:
        filled(tree, Path(folder, "var"), url, growth)
        yield variables(Path(folder, "var"), url)


@contextmanager
def placed(folder: str, server: str) -> Iterator[str]:
    """Yield the URL of a database that is still empty."""
    if not server:
        yield f"sqlite:///{folder}/var/{FILE}"
        return
    name = f"bench_{uuid.uuid4().hex[:8]}"
    execute(server, f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def execute(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def variables(var: Path, url: str) -> dict:
    return {"VAR_DIR": str(var), "DATABASE_URL": url}


def filled(tree: Tree, var: Path, url: str, growth: tuple[str, ...]) -> None:
    """Fill the folder and the database from what was kept, or make them and keep them whole or not at all."""
    vendor = urlsplit(url).scheme
    kept = KEPT / tree.digest / "-".join([vendor, *(word.strip("-") for word in growth)])
    if kept.exists():
        shutil.copytree(kept, var)
        load(var, url)
        return
    if growth:
        filled(tree, var, url, ())
        run(tree, var, url, tree.python("benchmarks.grown", *growth))
    else:
        make_demo(tree, var, url)
    dump(var, url)
    keep(var, kept)


def make_demo(tree: Tree, var: Path, url: str) -> None:
    print(f"making the demo of {tree.name} once, about two minutes", file=sys.stderr, flush=True)
    var.mkdir()
    for words in MAKING:
        run(tree, var, url, [sys.executable, "manage.py", *words, "-v0"])


def run(tree: Tree, var: Path, url: str, command: list[str]) -> None:
    environment = tree.environment(variables(var, url))
    subprocess.run(command, cwd=tree.path, env=environment, check=True, stdout=subprocess.DEVNULL)


def dump(var: Path, url: str) -> None:
    """Put what a PostgreSQL holds beside the files; a SQLite is one of them."""
    if not url.startswith("sqlite"):
        subprocess.run([program("pg_dump"), "-Fc", "-f", var / DUMP, f"--dbname={url}"], check=True)


def load(var: Path, url: str) -> None:
    if url.startswith("sqlite"):
        return
    subprocess.run([program("pg_restore"), "--no-owner", f"--dbname={url}", var / DUMP], check=True)
    execute(url, "ANALYZE")


def program(name: str) -> Path:
    """Return where that program of PostgreSQL is; the name alone where none is installed beside a server."""
    folder = postgres_programs()
    return folder / name if folder else Path(name)


def keep(var: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=kept.parent))
    shutil.copytree(var, scratch, dirs_exist_ok=True)
    scratch.replace(kept) if not kept.exists() else shutil.rmtree(scratch)
