"""The pages as GB/T 9704-2012 has them, measured on the bulletin's PDF: grid, margins, page numbers, the last rule."""

import re
import shutil
import subprocess
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring

from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import BULLETIN_TEMPLATE, bulletin_pdf, printed_bulletin
from commitments.documents.typesetting import page_images
from commitments.workflow.office.bulletins import draft_of
from tests.paper import ink
from tests.world import TODAY, make_approved

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed"),
]
POINT = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = (each * POINT for each in (28, 210 - 26, 37, 297 - 35))
PITCH = 225 * POINT / 22
PPI = 96
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def long_bulletin(cast) -> dict:
    """Return the data of an issue whose text goes on over more than two pages."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    paper = draft_of(cast.plan.periods.get(code="2024-Q3"))
    paper.leads, paper.copied_to = {"requirements": "推进" * 14 * 22 * 3}, "区委办公室，区人大常委会办公室"
    return bulletin_data(paper.period, TODAY, paper, draft=False)


@pytest.fixture
def pages(long_bulletin, tmp_path) -> list[list[tuple]]:
    """Return for each page its lines as (text, left, top, right, bottom) in points."""
    file = tmp_path / "bulletin.pdf"
    file.write_bytes(bulletin_pdf(long_bulletin))
    told = subprocess.run(["pdftotext", "-bbox-layout", file, "-"], capture_output=True, check=True).stdout
    return [list(map(line_told, page.iter(f"{HTML}line"))) for page in fromstring(told).iter(f"{HTML}page")]


def line_told(line) -> tuple:
    words = "".join(word.text for word in line.iter(f"{HTML}word"))
    return words, *(float(line.get(name)) for name in ("xMin", "yMin", "xMax", "yMax"))


def body_of(page: list[tuple]) -> list[tuple]:
    return sorted((line for line in page if "推进推进" in line[0]), key=lambda line: line[2])


def numbers_of(page: list[tuple]) -> list[tuple]:
    return [line for line in page if re.fullmatch(r"—\d+—", line[0].replace(" ", ""))]


def test_a_full_page_has_22_lines_of_28_characters(pages):
    lines = body_of(pages[1])
    assert [len(words) for words, *_box in lines] == [28] * 22


def test_its_lines_stand_on_the_grid_between_the_margins(pages):
    lines = body_of(pages[1])
    steps = [below[2] - above[2] for above, below in pairwise(lines)]
    assert len(steps) == 21
    assert len(lines) == 22
    assert all(abs(step - PITCH) < 0.05 for step in steps)
    assert all(abs(line[1] - LEFT) < 0.5 and abs(line[3] - RIGHT) < 1 for line in lines)
    middles = (lines[0][2] + lines[0][4]) / 2 - TOP, BOTTOM - (lines[-1][2] + lines[-1][4]) / 2
    assert all(0 < each < PITCH for each in middles)


def test_numbers_stand_outside_one_character_in_and_7_mm_below_the_type_area(pages):
    upright = [(number, numbers_of(page)[0]) for number, page in enumerate(pages, 1) if numbers_of(page)][:3]
    assert [number for number, _line in upright] == [1, 2, 3]
    for number, (words, left, top, right, bottom) in upright:
        assert words.replace(" ", "") == f"—{number}—"
        aside = RIGHT - right if number % 2 else left - LEFT
        assert abs(aside - 14) < 2
        assert BOTTOM + 7 * POINT - 3 < (top + bottom) / 2 < BOTTOM + 7 * POINT + 14


def test_nothing_but_the_number_stands_outside_the_type_area(pages):
    lines = [line for page in pages[:3] for line in page if line not in numbers_of(page)]
    assert len(lines) > 40
    # The blank half of a mark at a line's end has no ink.
    beyond = [line[3] - RIGHT - (8 if line[0][-1] in "，。；：、）" else 0) for line in lines]
    assert max(beyond) < 1
    assert min(line[1] for line in lines) > LEFT - 1
    assert [line for line in lines if line[2] < TOP - 8 or line[4] > BOTTOM + 8] == []


def test_the_last_rule_of_the_imprint_lies_on_the_bottom_of_the_type_area(long_bulletin):
    last = ink(page_images(BULLETIN_TEMPLATE, printed_bulletin(long_bulletin), TODAY, ppi=PPI)[-1])
    left, right = (int(each * PPI / 72) for each in (LEFT, RIGHT))
    ruled = [n for n, row in enumerate(last) if sum(pixel < 128 for pixel in row[left:right]) > 0.97 * (right - left)]
    assert len(ruled) >= 3
    assert abs(ruled[-1] * 72 / PPI - BOTTOM) < 1.5
