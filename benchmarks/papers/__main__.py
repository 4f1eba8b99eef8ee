"""`make bench-papers`: what papers cost in the press, beside WeasyPrint setting the same bulletin on the same pages.

WeasyPrint has an environment of its own (weasyprint.txt); without it the comparison is left out, and that is said.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCRATCH = tempfile.TemporaryDirectory(prefix="ledger-papers-")
os.environ |= {"MODE": "demo", "VAR_DIR": SCRATCH.name, "DJANGO_SETTINGS_MODULE": "wuchang.settings"}
os.environ["DATABASE_URL"] = f"sqlite:///{SCRATCH.name}/bench.sqlite3"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from commitments.clock import today  # noqa: E402
from commitments.documents import fonts, press  # noqa: E402
from commitments.documents.bulletin_data import bulletin_data  # noqa: E402
from commitments.documents.bulletin_pdf import BULLETIN_TEMPLATE, printed_bulletin  # noqa: E402
from commitments.documents.department_sheet_pdf import department_sheets  # noqa: E402
from commitments.documents.papers_zip import zip_papers  # noqa: E402
from commitments.documents.typesetting import STANDARDS, paper_to_set  # noqa: E402
from commitments.models import Plan, User  # noqa: E402

PERIODS = ("2024-Q3", "2024-Q2")
ROUNDS, SHEETS, DOWNLOADS = 10, 40, 50
MEGABYTE = 1 << 20
AMPLE = press.PaperBounds(600, 1 << 34)


def main(weasyprint: str = "") -> None:
    for command in (("migrate",), ("load_plan", "commitments/data/wuchang-2024"), ("demo",)):
        call_command(*command, verbosity=0, stdout=io.StringIO())
    plan = Plan.objects.get(key="wuchang-2024")
    periods = [plan.periods.get(code=code) for code in PERIODS]
    told = [printed_bulletin(bulletin_data(period, today())) for period in periods]
    beside_weasyprint(told, weasyprint)
    zip_of_sheets(periods[0])
    memory_of_a_worker(plan)


def beside_weasyprint(told: list[dict], weasyprint: str) -> None:
    """Print CPU seconds cold (a new process) and warm (another period's data in it), the least of some rounds."""
    paper, other = (paper_to_set(BULLETIN_TEMPLATE, data, today(), **AS_PDF) for data in told)
    made = [typeset(paper, other) for _round in range(ROUNDS)]
    cold, warm = (min(each[place] for each in made) for place in (0, 1))
    print(f"bulletin in a press: cold {cold:.2f} s CPU, {min(each[3] for each in made):.2f} s by the clock,", end=" ")
    print(f"warm {warm:.2f} s CPU, at most {made[0][2] / MEGABYTE:.0f} MB for the first, {made[0][4]} bytes")
    if not weasyprint or not Path(weasyprint).exists():
        print("!!!!! NOT COMPARED: WeasyPrint's environment is missing (make bench-papers makes it)")
        return
    theirs = [asked_of_weasyprint(told, weasyprint) for _round in range(ROUNDS)]
    their_cold, their_warm = (min(each[place]["cpu"] for each in theirs) for place in (0, 1))
    print(f"WeasyPrint: cold {their_cold:.2f} s CPU ({their_cold / cold:.1f} ×), warm {their_warm:.2f} s CPU", end=" ")
    print(f"({their_warm / warm:.1f} ×), {theirs[0][0]['peak']} MB, {theirs[0][0]['pages']} pages")


AS_PDF = {"format": "pdf", "pdf_standards": list(STANDARDS)}


def typeset(paper: dict, other: dict) -> tuple[float, float, int, float, int]:
    """Return CPU cold (with the start of the process) and warm, peak bytes, seconds by the clock, size of the PDF."""
    begun, one = time.perf_counter(), press.Press()
    first = one.set_paper(paper, AMPLE)
    wall = time.perf_counter() - begun
    peak, second = one.memory(), one.set_paper(other, AMPLE)
    one.end()
    return first.cpu, second.cpu, peak, wall, len(first.pieces[0])


def asked_of_weasyprint(told: list[dict], python: str) -> list[dict]:
    faces, folder = fonts.faces(), tempfile.mkdtemp(dir=SCRATCH.name)
    families = {"serif": faces["fangsong"].families, "sans": faces["heiti"].families}
    families = {kind: [f"'{name}'" for name in names] for kind, names in families.items()}
    for number, data in enumerate(told):
        Path(folder, f"{number}.json").write_text(json.dumps(data | families), "utf-8")
    command = [python, str(Path(__file__).with_name("weasy.py")), folder, "0.json", "1.json"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in said.splitlines()]


def zip_of_sheets(period) -> None:
    """Print how long as many sheets take as a large district has departments, their data included."""
    begun, sheets = time.perf_counter(), []
    while len(sheets) < SHEETS:
        sheets += list(department_sheets(period, today()))
    sheets = [(f"{number}{name}", make) for number, (name, make) in enumerate(sheets[:SHEETS])]
    failed = zip_papers(sheets, io.BytesIO(), lambda *each: None)
    print(f"zip of {SHEETS} sheets: {time.perf_counter() - begun:.2f} s by the clock, {len(failed)} failed")


def memory_of_a_worker(plan) -> None:
    """Print this process's memory after one PDF and after many of a bulletin, as a web worker would have it."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="supervisor"))
    address = f"/{plan.key}/bulletins/2024-Q3/pdf/"
    client.get(address)
    before = resident()
    for _download in range(DOWNLOADS):
        client.get(address)
    print(f"a worker after {DOWNLOADS} PDFs: {resident():.0f} MB, {resident() / before:.2f} × before ({before:.0f} MB)")


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * press.PAGE_BYTES / MEGABYTE


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    finally:
        press.presses.end_all()
        SCRATCH.cleanup()
