"""Whether the Word files are the papers their PDFs are: LibreOffice sets each, and both are held side by side.

    MODE=demo python -m benchmarks.word_files [--period 2024-Q3] [--keep FOLDER]

Asks the database of the settings. For each paper it prints pages of both, headings and tables missing on either side,
and of a page full of text its lines and characters. Exit code 1 if pages differ by more than 5 % (by one page below
twenty), or anything is missing. Needs LibreOffice (soffice) and pdftotext; both sides use the same stand-in fonts.
"""

import argparse
import datetime
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuchang.settings")
django.setup()

from docx import Document  # noqa: E402
from pypdf import PdfReader  # noqa: E402

from commitments.documents.fonts import faces  # noqa: E402
from commitments.documents.word_marks import LAMP_SHAPES  # noqa: E402
from commitments.documents.word_paper import PaperFacts, WordPaper  # noqa: E402
from commitments.documents.word_styles import WORD_FACES  # noqa: E402
from commitments.management.arguments import plan_named  # noqa: E402
from commitments.management.papers import PAPER_MAKERS  # noqa: E402

ALLOWED, FEW_PAGES = 0.05, 20
LINES, CHARACTERS = 22, 28
HEADINGS = ("Title", "PaperTitle", "AnnexTitle", "SheetTitle", "Heading1", "Heading2", "Heading2Plain", "Heading3",
            "AnnexHeading1", "AnnexHeading2", "AnnexHeading2Plain", "AnnexHeading3", "SheetHeading")  # fmt: skip
# The shape of a lamp is drawn in print and a character in a Word file; its word is on both.
SHAPES = str.maketrans("", "", "".join(LAMP_SHAPES.values()))


def options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.word_files", description=__doc__.splitlines()[0])
    parser.add_argument("--period", default="2024-Q3")
    parser.add_argument("--plan", default="")
    parser.add_argument("--on", type=datetime.date.fromisoformat, default=datetime.date(2024, 10, 24))
    parser.add_argument("--keep", type=Path, help="a folder to keep both files of each paper in")
    return parser.parse_args(arguments)


def papers(plan, period: str) -> dict[str, tuple[str, str]]:
    """Return name of the file → (paper, of what): each paper once, and what comes in several orders in each."""
    leads = Counter(each.lead.code for each in plan.commitments.with_people() if each.lead)
    most, least = leads.most_common()[0][0], leads.most_common()[-1][0]
    codes = list(plan.commitments.values_list("code", flat=True))
    return {
        "bulletin": ("bulletin", period), "leader": ("leader", period), "year-end": ("year-end", ""),
        "department-most": ("department", f"{most}:{period}"), "department-least": ("department", f"{least}:{period}"),
        "plan-section": ("plan", "section"), "plan-department": ("plan", "department"),
        "card-first": ("card", codes[0]), "card-last": ("card", codes[-1]),
    }  # fmt: skip


def full_page() -> bytes:
    """Return a Word file of nothing but body text, three pages long."""
    paper = WordPaper(PaperFacts("满页", "样例", "2024-10-24"))
    paper.add("Normal", "中" * (LINES * CHARACTERS * 3))
    return paper.saved()


def fonts_as_in_print(folder: Path) -> Path:
    """Write which fonts stand in for those of the styles: the ones the PDFs are set in."""
    rows = [
        f"<alias binding='same'><family>{name}</family><prefer>"
        + "".join(f"<family>{family}</family>" for family in faces()[role].families)
        + "</prefer></alias>"
        for role, name in WORD_FACES.items()
    ]
    path = folder / "fonts.conf"
    head = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
    path.write_text(f"{head}<include>/etc/fonts/fonts.conf</include>{''.join(rows)}</fontconfig>", "utf-8")
    return path


def set_by_libreoffice(files: list[Path], folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
               "--outdir", str(folder / "set"), *map(str, files)]  # fmt: skip
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts_as_in_print(folder))}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def text_of(pdf: Path) -> str:
    """Return a PDF's text without blanks, which the two set differently."""
    told = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return re.sub(r"\s", "", told)


def headings_of(document) -> list[str]:
    found = (each.text for each in document.paragraphs if each.style.style_id in HEADINGS)
    return [re.sub(r"\s", "", text) for text in found if text.strip()]


def heads_of(document) -> list[str]:
    """Return the first row of each table, as one text for each cell."""
    heads = (cell.text.translate(SHAPES) for table in document.tables for cell in table.rows[0].cells)
    return [re.sub(r"\s", "", text) for text in heads]


def tables_in(pdf: PdfReader) -> int:
    """Return how many tables the tags of a PDF name."""

    def count(node) -> int:
        node = node.get_object()
        if isinstance(node, list):
            return sum(map(count, node))
        if not hasattr(node, "get"):
            return 0
        return (node.get("/S") == "/Table") + (count(node["/K"]) if "/K" in node else 0)

    return count(pdf.trailer["/Root"]["/StructTreeRoot"])


def compared(name: str, folder: Path) -> list[str]:
    """Return what is wrong with a paper, and print what was found."""
    document = Document(io.BytesIO((folder / f"{name}.docx").read_bytes()))
    printed, as_word = folder / f"{name}.pdf", folder / "set" / f"{name}.pdf"
    ours, theirs = (len(PdfReader(path).pages) for path in (printed, as_word))
    texts = text_of(printed), text_of(as_word)
    expected = headings_of(document) + heads_of(document)
    missing = sorted({each for each in expected for text in texts if each not in text})
    tables = tables_in(PdfReader(printed)), len(document.tables)
    print(f"{name:18} pages {ours:3} {theirs:3}  tables {tables[0]:3} {tables[1]:3}  headings {len(expected):3}")
    faults = [f"{name}: “{each}” is not on both" for each in missing]
    if tables[0] != tables[1]:
        faults.append(f"{name}: {tables[0]} tables printed, {tables[1]} in the Word file")
    if abs(theirs - ours) > max(ALLOWED * ours, 1 if ours < FEW_PAGES else 0):
        faults.append(f"{name}: {ours} pages printed, {theirs} as a Word file")
    return faults


def full_page_faults(folder: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(folder / "set" / "full.pdf"), "-"], check=True,
                          capture_output=True).stdout.decode()  # fmt: skip
    first = [line.strip() for line in told.split("\f")[0].splitlines() if "中" in line]
    widths = Counter(map(len, first[1:]))
    print(f"{'full page':18} lines {len(first)}, characters {dict(widths)}")
    wrong = (len(first), set(widths)) != (LINES, {CHARACTERS})
    return [f"a full page has {len(first)} lines of {dict(widths)} characters"] if wrong else []


def main() -> int:
    asked = options()
    plan = plan_named(asked.plan)
    with tempfile.TemporaryDirectory() as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        found = papers(plan, asked.period)
        for name, (paper, what) in found.items():
            maker = PAPER_MAKERS[paper]
            data = maker.data(plan, what, asked.on)
            for ending in (".pdf", ".docx"):
                (folder / f"{name}{ending}").write_bytes(maker.writers[ending](data))
        (folder / "full.docx").write_bytes(full_page())
        set_by_libreoffice([folder / f"{name}.docx" for name in (*found, "full")], folder)
        faults = [fault for name in found for fault in compared(name, folder)] + full_page_faults(folder)
    print("\n".join(faults) or "All as printed.")
    return 1 if faults else 0


if __name__ == "__main__":
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        sys.exit("LibreOffice (soffice) and pdftotext are needed.")
    sys.exit(main())
