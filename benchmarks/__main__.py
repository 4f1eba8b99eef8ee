"""`make bench`: what every screen costs, beside a bare view, the empty base page and a plain loop of its rows."""

import io
import os
import subprocess
import sys
import tempfile
import time

if __name__ == "__main__" and len(sys.argv) > 1:
    from benchmarks.against.__main__ import main as compare

    sys.exit(compare())

SCRATCH = tempfile.TemporaryDirectory(prefix="ledger-bench-")
os.environ |= {"MODE": "demo", "VAR_DIR": SCRATCH.name, "DJANGO_SETTINGS_MODULE": "wuchang.settings"}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH.name}/bench.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.baselines import ELEMENT_LOOP, LEDGER_LOOP, Elements, ledger_rows, loop  # noqa: E402
from benchmarks.measure import Sample, measure, timed  # noqa: E402
from commitments.clock import today  # noqa: E402
from commitments.documents.bulletin_data import bulletin_data  # noqa: E402
from commitments.documents.bulletin_pdf import BULLETIN_TEMPLATE, bulletin_pdf, printed_bulletin  # noqa: E402
from commitments.documents.typesetting import page_images  # noqa: E402
from commitments.models import Plan, User  # noqa: E402
from tests.machine import chromium  # noqa: E402

HEAD = f"{'screen':<34}{'CPU ms':>9}{'queries':>9}{'bytes':>10}{'× loop':>9}{'× page':>9}"


def main() -> None:
    prepare()
    plan = Plan.objects.get(key="wuchang-2024")
    office, reporter = (browser(name) for name in ("supervisor", "jsj-reporter"))
    root = f"/{plan.key}/"
    office.get(f"{root}ledger/")  # judges the day once, so that every figure below is of a page that only reads
    print(HEAD)
    for sample in (
        measure("a bare view", Client(SERVER_NAME="localhost"), "/bench/hello/"),
        measure("the empty page", office, "/bench/empty/"),
    ):
        show(sample)
    for count in (50, 195):
        plain = baseline(f"plain loop of {count} ledger rows", loop(LEDGER_LOOP, rows=ledger_rows(count)))
        page = measure(f"plain page of {count} ledger rows", office, f"/bench/rows/{count}/")
        show(page)
        show(measure(f"ledger, {count} rows", office, f"{root}ledger/?per={count}"), plain, page.cpu_ms)
    elements = Elements(office.get(root).content.decode()).found
    plain = baseline(f"plain loop of {len(elements)} elements", loop(ELEMENT_LOOP, elements=elements))
    show(measure("overview", office, root), plain)
    show(measure("commitment 4-1-4", office, f"{root}commitment/4-1-4/"))
    show(measure("report text", office, f"{root}report/"))
    show(measure("desk of a department", reporter, f"{root}desk/"))
    show(measure("review", office, f"{root}review/"))
    show(measure("late board", office, f"{root}waiting/late/"))
    show(measure("bulletin preview", office, f"{root}bulletins/2024-Q3/", rounds=5))
    bulletin(plan)
    round_in_a_browser()


def prepare() -> None:
    """Fill the scratch database with the real plan and the whole sample."""
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.baselines"
    for command in (("migrate",), ("load_plan", "commitments/data/wuchang-2024"), ("demo",)):
        call_command(*command, verbosity=0, stdout=io.StringIO())


def browser(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    return client


def baseline(name: str, act) -> float:
    """Print and return the CPU milliseconds of a plain template."""
    spent = timed(act, 30)
    show(Sample(name, spent, 0, len(act())))
    return spent


def show(sample: Sample, *baselines: float) -> None:
    """Print a line; behind it how many times the plain loop, and the plain page, the screen costs."""
    ratios = "".join(f"{sample.cpu_ms / plain:>8.2f}×" for plain in baselines)
    print(f"{sample.name:<34}{sample.cpu_ms:>9.2f}{sample.queries:>9}{sample.size:>10}{ratios}", flush=True)


def bulletin(plan) -> None:
    """Print how long the bulletin's data and pages take, how many pages there are and how large the PDF is."""
    begun = time.perf_counter()
    data = bulletin_data(plan.periods.get(code="2024-Q3"), today())
    gathered = time.perf_counter()
    pdf = bulletin_pdf(data)
    done = time.perf_counter()
    pages = len(page_images(BULLETIN_TEMPLATE, printed_bulletin(data), today()))
    print(
        f"bulletin 2024-Q3: data {gathered - begun:.2f} s, PDF {done - gathered:.2f} s, {pages} pages, {len(pdf)} bytes"
    )


def round_in_a_browser() -> None:
    """Print what filing and reviewing ten reports takes in a browser; say so loudly where there is none."""
    print("\nthe round in a browser, after signing in")
    if not chromium():
        print("!!!!! NOT COUNTED: no Chromium on this machine (the variable CHROMIUM names one)")
        return
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "benchmarks.round"], check=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        SCRATCH.cleanup()
        sys.stdout.flush()
