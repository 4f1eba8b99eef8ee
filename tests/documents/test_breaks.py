"""Where lines of papers break: whatever was typed stays on the page, and a figure keeps its measure word."""

import io

import pytest
from pypdf import PdfReader

from commitments.documents import bulletin_pdf, one_page, typesetting, year_end_pdf
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.year_end_data import year_end_data
from commitments.pages.commitment.card import card_data
from commitments.pages.overview.sheet import sheet_data
from commitments.pages.overview.standing import standing_of
from tests.paper import LOW_PPI, WHITE, every_text, right_margin
from tests.world import TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db
RUNS = {
    "an address": "https://www.example.com/" + "abcdefghij" * 30, "digits": "7" * 300, "dots": "…" * 300,
    "commas": "，" * 300, "closing marks": "）" * 300, "exclamations": "！" * 300, "percents": "50%" * 100,
    "no-break spaces": "年\u00a0" * 150, "letters of another script": "Ж" * 300,
}  # fmt: skip


@pytest.fixture
def papers(cast):
    """Return paper → its data: one commitment reported behind schedule, one not at all."""
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="3900", help_needed="请协调用电报装。")
    period, see = cast.plan.periods.get(code="2024-Q3"), cast.supervisor
    return {
        "bulletin": bulletin_data(period, TODAY, number="武昌政督字〔2024〕3号", draft=False),
        "pack": year_end_data(cast.plan, TODAY) | {"draft": False}, "card": card_data(cast.commitment, see, TODAY),
        "sheet": sheet_data(standing_of(cast.plan, "", TODAY), see),
    }  # fmt: skip


# Paper → (its template, its data as printed).
PRINTED = {
    "bulletin": (bulletin_pdf.BULLETIN_TEMPLATE, bulletin_pdf.printed_bulletin),
    "pack": (year_end_pdf.YEAR_END_TEMPLATE, year_end_pdf.printed_pack),
    "card": (one_page.CARD_TEMPLATE, bulletin_pdf.widened),
    "sheet": (one_page.LEADER_SHEET_TEMPLATE, bulletin_pdf.widened),
}


@pytest.mark.parametrize("paper", PRINTED)
@pytest.mark.parametrize("run", RUNS)
def test_a_run_without_a_blank_stays_on_the_page(papers, paper, run):
    template, printed = PRINTED[paper]
    data = printed(every_text(papers[paper], lambda text: text[:1] + RUNS[run]))
    pages = typesetting.page_images(template, data, TODAY, ppi=LOW_PPI)
    assert pages
    assert [right_margin(page, 10) for page in pages] == [pytest.approx(255, abs=255 - WHITE)] * len(pages)
