"""`make bench-scale`: overview and ledger of one plan while the database grows to 100 plans, on both databases."""

import os
import subprocess
import sys

SIZES = (1, 10, 100)
PAST = "?on=2024-07-20"
SCREENS = (
    ("overview", ""), ("overview of a past day", PAST), ("ledger, 50 rows", "ledger/"),
    ("ledger of a past day", f"ledger/{PAST}"),
)  # fmt: skip


def main() -> None:
    """Run the measurement once per database, each in a process of its own."""
    if len(sys.argv) > 1 and sys.argv[1] == "here":
        return here()
    from tests.machine import postgres_programs
    from tests.postgres import temporary_postgres

    run("SQLite", {})
    if postgres_programs() is None:
        return print("PostgreSQL: no server programs on this machine")
    with temporary_postgres() as url:
        return run("PostgreSQL", {"DATABASE_URL": url})


def run(name: str, more: dict) -> None:
    print(name, flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.scale", "here"], env=os.environ | more, check=True)


def here() -> None:
    """Print CPU milliseconds and queries of both screens, for today and of a past day, at each size."""
    from benchmarks import __main__ as bench

    bench.prepare()
    from django.db import connection

    from benchmarks.copies import copy_plan
    from benchmarks.measure import measure
    from commitments.models import Plan, ProgressUpdate

    plan, office = Plan.objects.get(key="wuchang-2024"), bench.browser("supervisor")
    for size in SIZES:
        for number in range(Plan.objects.count(), size):
            copy_plan(plan, f"{plan.key}-{number}")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database's own upkeep does
        root, updates = f"/{plan.key}/", ProgressUpdate.objects.count()
        print(f"  {size} plans, {updates:,} updates", flush=True)
        for name, address in SCREENS:
            found = measure(name, office, f"{root}{address}", rounds=15)
            print(f"    {name:<26}{found.cpu_ms:>8.2f} ms{found.queries:>5} queries", flush=True)


if __name__ == "__main__":
    main()
