"""Mutation testing: does a test fail when a line is broken? `make mutants` runs this; ARGS narrow it.

    make mutants                                    everything, for hours
    make mutants ARGS="commitments.rules.lamp*"     one module, a minute
    make mutants ARGS="commitments.rules.lamp.x_judge*"

mutmut breaks functions, one small edit at a time, in a copy made anew for each run, so that no verdict is an old one.
What it cannot break is not counted: decorated functions and constants of modules. tests/mutants.txt names the
survivors that change nothing anyone could see, each with its reason; they are counted apart. Their numbers hold for a
function as it stands: who edits it looks at its lines there again.
"""

import argparse
import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("mutants.txt")
# Folder → the tests that judge it, and those that judge what the first let pass. None that reads sources is among them.
JUDGES = {
    "commitments/rules": (["tests/rules"], ["tests/workflow", "tests/documents", "tests/management"]),
    "commitments/models": (["tests/models", "tests/workflow"], ["tests/pages"]),
    "commitments/workflow": (["tests/workflow"], ["tests/documents", "tests/pages"]),
    "commitments/documents": (["tests/documents", "tests/test_same_numbers.py"], ["tests/workflow", "tests/pages"]),
    "wuchang": (["tests/test_environment.py", "tests/test_headers.py", "tests/test_session_lost.py"],),
}
LET_PASS = ("survived", "untested")
# Walks through the whole round, a hundred times: every verb would wait minutes for them.
SLOW = (
    "tests/workflow/reports/test_round_machine.py",
    "tests/workflow/snapshot/test_snapshot.py::test_whatever_is_done_every_day_stays_what_it_was",
)
OPTIONS = ["-p", "no:cacheprovider", "-p", "no:xdist", "--reuse-db", *(f"--deselect={test}" for test in SLOW)]
LAST_WORDS, UNREACHED = 4000, b"could not find any test case"
VERDICTS = {None: "untested", 0: "survived", 1: "killed", 3: "killed", 5: "untested", 33: "untested"}
COLUMNS = ("killed", "survived", "equivalent", "untested", "timed out")
SETTINGS = """

[tool.mutmut]
source_paths = ["commitments", "wuchang"]
only_mutate = {files}
also_copy = ["benchmarks", "docs", "manage.py", "requirements", "static", "templates"]
pytest_add_cli_args = {options}
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
"""


def asked(patterns: list[str]) -> dict[str, list[str]]:
    """Return folder → its modules (as paths) that one of the patterns names; all without a pattern."""
    found = {folder: sorted((PROJECT / folder).rglob("*.py")) for folder in JUDGES}
    paths = {folder: [str(path.relative_to(PROJECT)) for path in rows] for folder, rows in found.items()}
    named = {folder: [path for path in rows if is_asked(path, patterns)] for folder, rows in paths.items()}
    return {folder: rows for folder, rows in named.items() if rows}


def is_asked(path: str, patterns: list[str]) -> bool:
    """Whether a pattern names the module, or something in it."""
    module = path.removesuffix(".py").replace("/", ".")
    return not patterns or any(fnmatch.fnmatch(module, each) or each.startswith(f"{module}.") for each in patterns)


def copy_of_project(copy: Path, files: list[str], tests: list[str]) -> None:
    """Copy what git knows of, as it stands in the working tree, with mutmut's settings."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, copy / name)
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(files=json.dumps(files), tests=json.dumps(tests), options=json.dumps(OPTIONS)))


def break_and_judge(copy: Path, patterns: list[str], children: int) -> None:
    """Run mutmut in the copy; raise CalledProcessError where the tests fail without a mutant.

    It stops with an error, too, where the tests reach none of the files: then all their mutants are untested.
    """
    migrated = copy / "migrated.sqlite3"
    scratch = {"MODE": "development", "VAR_DIR": str(copy / "var"), "DATABASE_URL": f"sqlite:///{migrated}"}
    here = {"cwd": copy, "env": {**os.environ, **scratch, "MIGRATED_DATABASE": str(migrated)}, "check": True}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], **here)
    command = [program("mutmut"), "run", "--max-children", str(children), *patterns]
    said = b""
    with subprocess.Popen(command, cwd=copy, env=here["env"], stdout=subprocess.PIPE) as run:
        while chunk := run.stdout.read1():
            said = (said + chunk)[-LAST_WORDS:]
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
    if run.returncode and UNREACHED not in said:
        raise subprocess.CalledProcessError(run.returncode, command)


def verdicts(copy: Path, patterns: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (mutant, verdict) of every mutant that was asked for; where nothing reached the files none has a code."""
    for path in sorted(copy.glob("mutants/**/*.meta")):
        for mutant, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items():
            if not patterns or any(fnmatch.fnmatch(mutant, each) for each in patterns):
                yield mutant, VERDICTS.get(code, "timed out")


def equivalent() -> dict[str, str]:
    """Return mutant → why nobody could see it; `#` begins a reason, which the names below it share."""
    found, reason = {}, ""
    for line in EQUIVALENT.read_text("utf-8").splitlines():
        if line.startswith("#"):
            reason = line.lstrip("# ")
        elif line:
            found[line] = reason
    return found


def judged(folder: str, files: list[str], patterns: list[str], children: int) -> dict[str, str]:
    """Break the files of a folder and return mutant → verdict; print each edit that no test noticed."""
    found, known, asked_again = {}, equivalent(), patterns
    for tests in JUDGES[folder]:
        with tempfile.TemporaryDirectory(prefix="ledger-mutants-") as scratch:
            copy = Path(scratch)
            copy_of_project(copy, files, tests)
            break_and_judge(copy, asked_again, children)
            found |= dict(verdicts(copy, asked_again))
            found |= {mutant: "equivalent" for mutant in known if found.get(mutant) == "survived"}
            asked_again = [mutant for mutant, verdict in found.items() if verdict in LET_PASS]
            if not asked_again or tests is JUDGES[folder][-1]:
                show(copy, {mutant: found[mutant] for mutant in asked_again})
                break
    return found


def show(copy: Path, let_pass: dict[str, str]) -> None:
    """Print the edits that were let pass."""
    for mutant, verdict in let_pass.items():
        told = subprocess.run([program("mutmut"), "show", mutant], cwd=copy, capture_output=True, text=True, check=True)
        edit = [line for line in told.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        print(f"\n{verdict}: {mutant}", *edit, sep="\n")


def program(name: str) -> str:
    """Return the path of a program that stands beside this Python."""
    return str(Path(sys.executable).with_name(name))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("patterns", nargs="*", help="modules or mutants, e.g. commitments.rules.lamp*")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many run at a time")
    said = parser.parse_args()
    patterns = [each if "__mutmut_" in each else f"{each}*" for each in said.patterns]
    found = asked(patterns)
    if not found:
        parser.error("nothing here is called so")
    table = {folder: judged(folder, files, patterns, said.children) for folder, files in found.items()}
    print(f"\n{'':24}", *(f"{column:>10}" for column in COLUMNS))
    for folder, verdict_of in table.items():
        counts = Counter(verdict_of.values())
        print(f"{folder:24}", *(f"{counts[column]:>10}" for column in COLUMNS))


if __name__ == "__main__":
    main()
