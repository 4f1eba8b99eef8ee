"""`make bench`: what every screen costs, beside a bare view, the empty base page and a plain loop of its rows."""

import io
import os
import sys
import tempfile
import time
import warnings

SCRATCH = tempfile.TemporaryDirectory(prefix="ledger-bench-")
os.environ |= {"MODE": "demo", "VAR_DIR": SCRATCH.name, "DJANGO_SETTINGS_MODULE": "wuchang.settings"}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH.name}/bench.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.baselines import LEDGER_LOOP, WALL_LOOP, loop  # noqa: E402
from benchmarks.measure import Sample, measure, timed  # noqa: E402
from commitments.clock import today  # noqa: E402
from commitments.documents.bulletin_data import bulletin_data  # noqa: E402
from commitments.documents.bulletin_pdf import bulletin_images, bulletin_pdf  # noqa: E402
from commitments.models import Plan, User  # noqa: E402
from commitments.workflow.assessment import verdicts_on  # noqa: E402

HEAD = f"{'screen':<34}{'CPU ms':>9}{'queries':>9}{'bytes':>10}{'× loop':>9}"


def main() -> None:
    prepare()
    plan = Plan.objects.newest()
    office, reporter = (browser(name) for name in ("supervisor", "jsj-reporter"))
    root = f"/{plan.key}/"
    rows, cells = ledger_rows(plan), wall_cells(plan)
    print(HEAD)
    for sample in (
        measure("a bare view", Client(SERVER_NAME="localhost"), "/bench/hello/"),
        measure("the empty page", office, "/bench/empty/"),
    ):
        show(sample)
    for count in (50, 195):
        plain = baseline(f"plain loop of {count} ledger rows", loop(LEDGER_LOOP, rows=rows[:count]))
        show(measure(f"ledger, {count} rows", office, f"{root}ledger/?per={count}"), plain)
    plain = baseline("plain loop of the wall", loop(WALL_LOOP, cells=cells))
    show(measure("overview", office, root), plain)
    show(measure("commitment 4-1-4", office, f"{root}commitment/4-1-4/"))
    show(measure("report text", office, f"{root}report/"))
    show(measure("desk of a department", reporter, f"{root}desk/"))
    show(measure("review", office, f"{root}review/"))
    show(measure("late board", office, f"{root}waiting/late/"))
    show(measure("bulletin preview", office, f"{root}bulletins/2024-Q3/", rounds=5))
    bulletin(plan)


def prepare() -> None:
    """Fill the scratch database with the real plan and the whole sample."""
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.baselines"
    warnings.filterwarnings("ignore", "No directory at")
    for command in (("migrate",), ("load_plan", "commitments/data/wuchang-2024"), ("demo",)):
        call_command(*command, verbosity=0, stdout=io.StringIO())


def browser(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    return client


def ledger_rows(plan) -> list[tuple]:
    """Return eleven values a row, as many as the ledger prints."""
    verdicts = verdicts_on(plan, today())
    return [
        (c.code, c.title, c.quote[:12], c.kind, v.attained, v.expected, v.gap, v.actual, v.official, v.cutoff, v.reason)
        for c in plan.commitments.in_report_order()
        for v in [verdicts[c.pk]]
    ]


def wall_cells(plan) -> list[tuple]:
    verdicts = verdicts_on(plan, today())
    rows = plan.commitments.in_report_order()
    return [(c.code, c.title, verdicts[c.pk].official, f"/{plan.key}/commitment/{c.code}/") for c in rows]


def baseline(name: str, act) -> float:
    """Print and return the CPU milliseconds of a plain template."""
    spent = timed(act, 30)
    show(Sample(name, spent, 0, len(act())))
    return spent


def show(sample: Sample, plain: float | None = None) -> None:
    ratio = f"{sample.cpu_ms / plain:>8.2f}×" if plain else ""
    print(f"{sample.name:<34}{sample.cpu_ms:>9.2f}{sample.queries:>9}{sample.size:>10}{ratio}", flush=True)


def bulletin(plan) -> None:
    """Print how long the bulletin's data and pages take, how many pages there are and how large the PDF is."""
    begun = time.perf_counter()
    data = bulletin_data(plan.periods.get(code="2024-Q3"), today())
    gathered = time.perf_counter()
    pdf = bulletin_pdf(data)
    done = time.perf_counter()
    pages = len(bulletin_images(data))
    print(
        f"bulletin 2024-Q3: data {gathered - begun:.2f} s, PDF {done - gathered:.2f} s, {pages} pages, {len(pdf)} bytes"
    )


if __name__ == "__main__":
    try:
        main()
    finally:
        SCRATCH.cleanup()
        sys.stdout.flush()
