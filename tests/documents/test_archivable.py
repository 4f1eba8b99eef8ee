"""Every paper says what it is: PDF/A-2a and PDF/UA-1, tagged, titled, in Chinese, with every font inside.

The packages bring the fonts: a machine that has none of its own prints the same papers.
"""

import io
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from django.urls import reverse
from pypdf import PdfReader

from commitments.documents import fonts, typesetting
from tests.world import make_approved

pytestmark = pytest.mark.django_db
PAPERS = {
    "bulletins_pdf": ("2024-Q3",),
    "commitment_card": ("4-1-1",),
    "overview_sheet": (),
    "ledger_paper": (),
    "outlook_pack": (),
    "papers_plan": (),
    "papers_department": ("2024-Q3", "JSJ"),
}
PACKAGED = list(Path(pylopdf_fonts_zh_cn.__file__).parent.glob("*.?tf"))
KEPT = (fonts.font_library, fonts.faces, fonts.covered)
SOURCES = fonts.font_sources


@pytest.fixture
def printed(cast, client):
    """Return a function: the paper's name → it as a reader finds it."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative="累计新增6200根。")
    client.force_login(cast.supervisor)

    def paper_of(name: str) -> PdfReader:
        answer = client.get(reverse(name, args=[cast.plan.key, *PAPERS[name]]))
        return PdfReader(io.BytesIO(answer.getvalue()))

    return paper_of


@pytest.fixture(params=PAPERS)
def paper(request, printed) -> PdfReader:
    return printed(request.param)


@pytest.fixture
def no_fonts_but_packaged(monkeypatch):
    """Let typst find no font but those it is handed, as on a machine without any."""
    for module in (fonts, typesetting):
        monkeypatch.setattr(module, "font_sources", lambda: SOURCES() | {"system": False})
    for each in KEPT:
        each.cache_clear()
    yield
    for each in KEPT:
        each.cache_clear()


def fonts_of(paper: PdfReader) -> dict:
    """Return PostScript name → descriptor of each font the pages use."""
    used = [font.get_object() for page in paper.pages for font in page["/Resources"].get("/Font", {}).values()]
    found = [each["/DescendantFonts"][0]["/FontDescriptor"] for each in used if "/DescendantFonts" in each]
    return {each["/FontName"].partition("+")[2]: each for each in found}


def test_it_says_that_it_is_archivable_and_accessible(paper):
    said = paper.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said


def test_it_is_tagged_titled_and_in_chinese(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert paper.metadata.title


def test_every_font_is_inside(paper):
    found = fonts_of(paper)
    assert found
    assert all({"/FontFile2", "/FontFile3"} & each.keys() for each in found.values())


@pytest.mark.parametrize("name", PAPERS)
def test_the_packages_fonts_suffice(no_fonts_but_packaged, printed, name):
    paper = printed(name)
    found = fonts_of(paper)
    assert found
    assert all({"/FontFile2", "/FontFile3"} & each.keys() for each in found.values())
    assert found.keys() <= {path.stem for path in PACKAGED}
    assert "武昌区" in "".join("".join(page.extract_text().split()) for page in paper.pages)


def test_the_packages_fonts_have_a_glyph_for_what_papers_say(no_fonts_but_packaged):
    assert {ord(each) for each in "武昌区督查室完成正常预警滞后待定〓1,234.5%−●▲■◆"} <= fonts.covered()
    found = {code: face.families[:1] for code, face in fonts.faces().items()}
    serif = dict.fromkeys(("fangsong", "title", "kaiti", "songti"), ("Noto Serif SC",))
    assert found == serif | {"heiti": ("Noto Sans SC",)}
