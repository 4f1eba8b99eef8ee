"""Compares what readers get of a tree with what they get of another revision, piece by piece; exit status 1 on any.

    python -m benchmarks.sameness --against REVISION [--tree FOLDER] [--only REGEX] [--map FILE] [--pictures]

The answers of the other revision are kept below `--cache`, so a second run asks this tree alone. A line `old=>new` of
the map is a regular expression and what stands for it now, applied to the other revision's pieces and addresses.
"""

import argparse
import fcntl
import hashlib
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from .crawl import kind_of
from .difference import difference, differs, pieces, read_map, renamed
from .walk import CHINESE, WHO

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PLANS = ("wuchang-2024", "wuhan-2024", "hubei-2024")
# A page may grow by the line breaks and indents that make it readable in the house, no further.
GROWTH = 1.03


def options(arguments=None):
    parser = argparse.ArgumentParser(prog="make same", description=__doc__.splitlines()[0])
    parser.add_argument("--against", default="main", help="the revision to compare with")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the tree to look at")
    parser.add_argument("--cache", type=Path, default=ROOT / "var" / "sameness", help="where answers are kept")
    parser.add_argument("--only", default="", help="ask only what fits: role, language, address")
    parser.add_argument("--map", type=Path, help="wanted renames, a line each: old=>new")
    parser.add_argument("--limit", type=int, default=20, help="how many differences are printed")
    parser.add_argument("--pictures", action="store_true", help="compare pictures of pages instead")
    return parser.parse_args(arguments)


def main():
    chosen = options()
    base = Base(chosen)
    if chosen.pictures:
        from .pictures import compare_pictures

        sys.exit(compare_pictures(base, chosen))
    sys.exit(compare(base, chosen))


class Base:
    """The other revision below the cache: its files, a demo made by it, its answers."""

    def __init__(self, chosen):
        git = ["git", "-C", str(ROOT)]
        self.name = subprocess.check_output([*git, "rev-parse", f"{chosen.against}^{{commit}}"], text=True).strip()
        self.folder = chosen.cache.resolve() / self.name[:12]
        self.files, self.demo = self.folder / "files", self.folder / "demo"
        self.answers = self.folder / f"answers-{tool_version()}.pickle"
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.alone():
            if not self.files.exists():
                archive = subprocess.check_output([*git, "archive", self.name])
                self.make(self.files, lambda at: subprocess.run(["tar", "-x", "-C", at], input=archive, check=True))
            if not self.demo.exists():
                self.make(self.demo, self.make_demo)

    @contextmanager
    def alone(self):
        """Let others wait who want the same at once."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def make(self, place: Path, fill):
        """Make a folder whole or not at all."""
        scratch = Path(tempfile.mkdtemp(dir=self.folder))
        fill(scratch)
        scratch.rename(place)

    def make_demo(self, place):
        print("making the demo once, about two minutes", flush=True)
        environment = os.environ | {"MODE": "demo", "VAR_DIR": str(place)}
        data = "commitments/data"
        for command in (["migrate"], *(["load_plan", f"{data}/{plan}"] for plan in PLANS), ["demo"]):
            manage = [sys.executable, "manage.py", *command, "-v0"]
            subprocess.run(manage, cwd=self.files, env=environment, check=True, stdout=subprocess.DEVNULL)

    def asked(self) -> dict:
        """Return the revision's answers, found by walking it when they are not kept yet."""
        with self.alone():
            if not self.answers.exists():
                self.walk()
        return pickle.loads(self.answers.read_bytes())

    def walk(self):
        print(f"walking {self.name[:12]} once, some minutes", flush=True)
        found = ask(self, self.files, [WHO[::2], WHO[1::2]])
        found |= ask(self, self.files, halves(beyond(found)))
        scratch = self.folder / "answers.part"
        scratch.write_bytes(pickle.dumps(found))
        scratch.rename(self.answers)


def beyond(found: dict) -> list:
    """Return the questions for what one role reached and another did not: it may not, and is told so."""
    kinds = {kind_of(key[2]): key[2] for key in found if key[4] is None and not key[3]}
    seen = {(key[0], kind_of(key[2])) for key in found}
    return [(who, CHINESE, kinds[kind], False, None) for who in WHO for kind in kinds if (who, kind) not in seen]


def halves(questions: list) -> list:
    """Return the questions for two processes, whole roles together: a reader's pages share what is kept for them."""
    return [[key for key in questions if WHO.index(key[0]) % 2 == half] for half in (0, 1)]


def tool_version() -> str:
    """Return the checksum of what asks and reads, so that answers of an older tool are not compared."""
    sources = b"".join((HERE / name).read_bytes() for name in ("crawl.py", "walk.py"))
    return hashlib.sha256(sources).hexdigest()[:8]


def ask(base, tree: Path, shares: list) -> dict:
    """Return the tree's answers, asked in two processes, each over its own copy of the demo."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="sameness-") as scratch:
        running = [asking(base, tree, Path(scratch, str(n)), share) for n, share in enumerate(shares) if share]
        for process, out in running:
            if process.wait():
                raise SystemExit("The tree could not be asked; see above.")
            found |= pickle.loads(out.read_bytes())
    return found


def asking(base, tree, scratch, share):
    """Start asking a share (names of roles, or questions); return (process, where its answers will be)."""
    shutil.copytree(base.demo, scratch / "var")
    out, questions = scratch / "answers", scratch / "questions"
    questions.write_bytes(pickle.dumps(share))
    wanted = share if isinstance(share[0], str) else [str(questions)]
    environment = os.environ | {"VAR_DIR": str(scratch / "var"), "PYTHONPATH": str(HERE.parent), "PYTHONHASHSEED": "0"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "sameness.walk", str(tree.resolve()), str(out), *wanted]
    return subprocess.Popen(command, cwd=scratch, env=environment), out


def compare(base, chosen) -> int:
    """Print where the tree's answers differ; return 1 when any does."""
    begun, before = time.monotonic(), base.asked()
    renames = read_map(chosen.map)
    wanted = re.compile(chosen.only)
    asked = {mapped(key, renames): answer for key, answer in before.items() if wanted.search(named(key))}
    if not asked:
        raise SystemExit(f"Nothing was asked that fits {chosen.only!r}.")
    after = ask(base, chosen.tree, halves(list(asked)))
    different = [key for key in asked if differs(asked[key], after[key], renames)]
    for key in different[: chosen.limit]:
        print(f"\n=== {named(key)}")
        print("\n".join(difference(pieces(asked[key], renames), pieces(after[key]))))
    return summary(asked, after, different, time.monotonic() - begun)


def summary(asked, after, different, seconds) -> int:
    rooms = Counter(key[2].partition("?")[0] for key in different)
    sizes = [sum(answer[0] for answer in side.values()) for side in (asked, after)]
    broken = [named(key) for key in asked if after[key][1].startswith("500")]
    growth = sizes[1] / sizes[0]
    print(f"\n{len(asked)} answers asked for, {len(different)} differ; {sizes[0]:,} bytes before, {sizes[1]:,} after")
    print(f"bytes × {growth:.4f} (at most {GROWTH}); {seconds:.0f} s; answered with 500: {len(broken)}")
    for address, count in rooms.most_common(12):
        print(f"  {count:>4} × {address}")
    ratios = {key: after[key][0] / max(1, asked[key][0]) for key in asked}
    for key in sorted(ratios, key=ratios.get, reverse=True)[:3]:
        print(f"  grown × {ratios[key]:.3f} {named(key)[:90]}")
    return int(bool(different) or growth > GROWTH)


def named(key) -> str:
    """Return how a question is called and what `--only` looks at."""
    who, language, address, htmx, data = key
    sent = "" if data is None else f" POST {dict(data)}"
    return f"{who} {language} {address}{' htmx' if htmx else ''}{sent}"


def mapped(key, renames):
    """Return the question as it is asked now."""
    who, language, address, htmx, data = key
    sent = data and tuple((renamed(name, renames), renamed(value, renames)) for name, value in data)
    return who, language, renamed(address, renames), htmx, sent


if __name__ == "__main__":
    main()
