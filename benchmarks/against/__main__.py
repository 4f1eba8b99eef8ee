"""Measures the same requests in this tree and in another revision, spot by spot, in turns.

    make bench ARGS="--against REVISION [--spots autosave,desk] [--rounds 40] [--postgres | --database URL]"
    … [--commitments 4095] [--owed 200] [--history 1000000]

Each revision has a database made by its own code and one process that lives as long as the run. CPU is the least of
all rounds: what else the machine does only adds to it.
"""

import argparse
import json
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager, nullcontext

from benchmarks.against.databases import database_of
from benchmarks.against.trees import Tree, checked_out, this_tree
from tests.postgres import temporary_postgres

SPOTS = (
    "floor", "autosave", "filing", "desk", "review", "commitment", "signoff", "sign", "approve", "overview",
    "ledger_50", "ledger_195", "ledger_xlsx", "outlook", "year_end", "bulletin", "late", "waiting", "trajectory",
    "history", "first_of_day",
)  # fmt: skip

# What `benchmarks.grown` makes more of.
GROWING = ("commitments", "owed", "history")


def options(arguments=None):
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--against", metavar="REVISION", help="the other revision; without it this tree alone")
    parser.add_argument("--spots", default=",".join(SPOTS), help="which requests, separated by commas")
    parser.add_argument("--rounds", type=int, default=40, help="how often each is measured")
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL in which databases may be made")
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL for this run alone")
    for name in GROWING:
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"grow the demo to so many: {name}")
    return parser.parse_args(arguments)


def main(arguments=None) -> None:
    chosen = options(arguments)
    leave_when_told()
    server = temporary_postgres() if chosen.postgres else nullcontext(chosen.database)
    with server as url, ExitStack() as stack:
        trees = [stack.enter_context(checked_out(chosen.against))] if chosen.against else []
        trees.append(this_tree())
        growth = [f"--{name}={wanted}" for name in GROWING if (wanted := getattr(chosen, name))]
        children = [stack.enter_context(child_of(tree, url, tuple(growth))) for tree in trees]
        print(f"{'spot':<14}{' → '.join(tree.name for tree in trees)}: CPU ms, queries, bytes")
        for spot in chosen.spots.split(","):
            print(line(spot, measured(children, spot, chosen.rounds)), flush=True)


def leave_when_told() -> None:
    """Let whoever stops the run have worktree, databases and processes cleared away."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))


class Child:
    """A process that measures one tree."""

    def __init__(self, tree: Tree, variables: dict):
        self.tree = tree
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command, environment = tree.python("benchmarks.against.child"), tree.environment(variables)
        self.process = subprocess.Popen(command, cwd=tree.path, env=environment, **pipes)

    def ask(self, **said) -> dict:
        """Return the answer; raise LookupError with what failed there."""
        print(json.dumps(said), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline() or '{"error": "the process ended"}')
        if "error" in answer:
            raise LookupError(f"{self.tree.name}: {answer['error']}")
        return answer


@contextmanager
def child_of(tree: Tree, server: str, growth: tuple[str, ...]):
    """Yield a process that measures the tree on a database of its own."""
    with database_of(tree, server, growth) as variables:
        child = Child(tree, variables)
        try:
            yield child
        finally:
            child.process.stdin.close()
            child.process.wait()


def measured(children: list[Child], spot: str, rounds: int) -> list[dict]:
    """Return what the spot costs in each tree, measured in turns; nothing where it fails, which is told."""
    try:
        found = [child.ask(act="begin", spot=spot) for child in children]
        spent = [[child.ask(act="round")["cpu_ms"] for child in children] for _round in range(rounds)]
        return [each | {"cpu_ms": min(all_of)} for each, all_of in zip(found, zip(*spent, strict=True), strict=True)]
    except LookupError as error:
        print(error, file=sys.stderr)
        return []
    finally:
        for child in children:
            child.ask(act="end")


def line(spot: str, found: list[dict]) -> str:
    """Return a line of the table: what was before, what is now, how many times less."""
    if not found:
        return f"{spot:<14}failed"
    before, now = found[0]["cpu_ms"], found[-1]["cpu_ms"]
    parts = [" → ".join(f"{each['cpu_ms']:>8.2f}" for each in found)]
    parts += [f"÷ {before / now:<6.2f}"] if len(found) > 1 else []
    parts += [" → ".join(f"{each[name]:>7}" for each in found) for name in ("queries", "bytes")]
    return f"{spot:<14}{'   '.join(parts)}"


if __name__ == "__main__":
    main()
