"""Every paper says what it is: PDF/A-2a and PDF/UA-1, tagged, titled, in Chinese, with every font inside."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.world import make_approved

pytestmark = pytest.mark.django_db
PAPERS = {
    "bulletins_pdf": ("2024-Q3",),
    "commitment_card": ("4-1-1",),
    "overview_sheet": (),
}


@pytest.fixture(params=PAPERS)
def paper(request, cast, client) -> PdfReader:
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)
    answer = client.get(reverse(request.param, args=[cast.plan.key, *PAPERS[request.param]]))
    return PdfReader(io.BytesIO(answer.getvalue()))


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
    fonts = [font.get_object() for page in paper.pages for font in page["/Resources"].get("/Font", {}).values()]
    descriptors = [each["/DescendantFonts"][0]["/FontDescriptor"] for each in fonts if "/DescendantFonts" in each]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & each.keys() for each in descriptors)
