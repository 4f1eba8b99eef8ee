"""Where lines of papers break: whatever was typed stays on the page, and a figure keeps its measure word."""

import datetime
import io
import re

import pytest
from pypdf import PdfReader

from commitments.choices import BulletinKind
from commitments.documents import bulletin_pdf, one_page, typesetting, year_end_pdf
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.department_sheet_data import department_sheet_data
from commitments.documents.department_sheet_pdf import DEPARTMENT_SHEET_TEMPLATE
from commitments.documents.ledger_pdf import LEDGER_TEMPLATE, printed_ledger
from commitments.documents.ledger_workbook import LEDGER_COLUMNS, ledger_sheet
from commitments.documents.plan_paper import PLAN_PAPER_TEMPLATE, plan_paper_data
from commitments.documents.year_end_data import year_end_data
from commitments.models import Bulletin
from commitments.pages.commitment.card import card_data
from commitments.pages.overview.sheet import sheet_data
from commitments.pages.overview.standing import standing_of
from tests.paper import LOW_PPI, WHITE, every_text, right_margin
from tests.world import TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db
# What offers no place to break a line, or only bad ones: an address, digits, dots, marks, another script.
RUNS = " ".join([f"https://www.example.com/{'abcdefghij' * 20}", *(110 * each for each in "7…，）！Ж"), "50%" * 40])


@pytest.fixture
def papers(cast):
    """Return paper → its data: one commitment reported behind schedule, one not at all."""
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="3900", help_needed="请协调用电报装。")
    period, see = cast.plan.periods.get(code="2024-Q3"), cast.supervisor
    last = cast.plan.periods.get(code="2024-Q4")
    bulletin = bulletin_data(period, TODAY, Bulletin(period=period, **WRITTEN), draft=False)
    written = Bulletin(period=last, kind=BulletinKind.YEAR_END, **WRITTEN)
    pack = year_end_data(cast.plan, TODAY, written, draft=False)
    return {
        "bulletin": bulletin, "pack": pack, "correction": bulletin | CORRECTS, "pack corrected": pack | CORRECTS,
        "card": card_data(cast.commitment, see, TODAY),
        "ledger": printed_ledger(ledger_sheet(cast.plan, [cast.commitment.pk], TODAY), list(LEDGER_COLUMNS), LEDGER),
        "sheet": sheet_data(standing_of(cast.plan, "", TODAY), see),
        "department": department_sheet_data(period, cast.department, TODAY), "plan": plan_paper_data(cast.plan, TODAY),
    }  # fmt: skip


# Whatever an office writes on a paper, and what a correction says.
WRITTEN = {
    "number": "武昌政督字〔2024〕3号", "title": "关于三季度任务\n完成情况的通报", "sent_to": "各街道办事处",
    "copied_to": "区委办公室", "signatory": "张三",
    "leads": {"conclusion": "时间过去四分之三。", "requirements": "请抓紧。"},
}  # fmt: skip
CORRECTS = {
    "corrects": "第2期", "reason": "漏报。",
    "corrections": [{"code": "4-1-1", "field": "完成情况", "was": "已建成一处", "now": "已建成两处"}],
}  # fmt: skip
LEDGER = {
    "title": "台账", "date": "2024年10月24日", "organ": "武昌区人民政府督查室", "conditions": "查找：停车。",
    "paper": "a3", "sample": False,
}  # fmt: skip
# Paper → (its template, its data as printed).
PRINTED = {
    "bulletin": (bulletin_pdf.BULLETIN_TEMPLATE, bulletin_pdf.printed_bulletin),
    "pack": (year_end_pdf.YEAR_END_TEMPLATE, year_end_pdf.printed_pack),
    "correction": (bulletin_pdf.BULLETIN_TEMPLATE, bulletin_pdf.printed_bulletin),
    "pack corrected": (year_end_pdf.YEAR_END_TEMPLATE, year_end_pdf.printed_pack),
    "card": (one_page.CARD_TEMPLATE, bulletin_pdf.widened),
    "ledger": (LEDGER_TEMPLATE, dict),
    "sheet": (one_page.LEADER_SHEET_TEMPLATE, bulletin_pdf.widened),
    "department": (DEPARTMENT_SHEET_TEMPLATE, bulletin_pdf.widened),
    "plan": (PLAN_PAPER_TEMPLATE, bulletin_pdf.widened),
}


def test_a_run_without_a_blank_stays_on_the_page(papers):
    assert {paper: outside(papers[paper], *PRINTED[paper]) for paper in PRINTED} == {paper: [] for paper in PRINTED}


def outside(data: dict, template: str, printed) -> list[int]:
    """Return the numbers of the pages that have ink beyond their margin when every text is followed by RUNS."""
    pages = typesetting.page_images(template, printed(every_text(data, f"{{}}{RUNS}".format)), TODAY, ppi=LOW_PPI)
    return [number for number, page in enumerate(pages, 1) if right_margin(page, 10) < WHITE]


@pytest.mark.parametrize("paper", ["correction", "pack corrected", "card", "sheet", "department", "plan"])
def test_what_looks_like_markup_is_printed_as_it_was_typed(papers, paper):
    template, printed = PRINTED[paper]
    data = every_text(papers[paper], f"{{}}{MARKUP}".format)
    pdf = typesetting.compile_pdf(template, printed(data), TODAY)
    found = "".join("".join(page_texts(pdf)).split())
    assert found.count("#eval") > 5
    assert found.count("@ref$x$") > 5


def test_ink_beyond_the_margin_is_noticed():
    # A piece of invented evidence is no paper of the office: its lines break as they come.
    assert outside({"title": "样例", "text": "样例"}, "sample_evidence.typ", dict) == [1]


@pytest.fixture
def texts(cast):
    """Return a function: what a report says → the texts of the pages of the bulletin and of the pack."""

    def made(**said):
        make_approved(cast.commitment, cast.reporter, cast.supervisor, value="3900", **said)
        bulletin = bulletin_pdf.bulletin_pdf(bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY))
        make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-10", value="4000", **said)
        pack = year_end_pdf.year_end_pdf(year_end_data(cast.plan, datetime.date(2025, 1, 24)))
        return page_texts(bulletin), page_texts(pack)

    return made


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


MARKUP = "#eval(1)@ref$x$*_`<a>//\\ \u202e\x07"
LINES = [f"第{number}处已开工。" for number in range(1, 61)]


def test_a_report_of_many_short_lines_is_printed_whole(texts):
    bulletin, pack = texts(narrative="\n".join(LINES), problems="\n".join(LINES))
    for pages in (bulletin, pack):
        assert [line for line in LINES if line not in "".join(pages)] == []
        assert len(pages) > 3


def test_a_row_s_number_stands_again_where_it_goes_on(texts):
    bulletin, _pack = texts(problems="\n".join(LINES * 2))
    annex = ["".join(page.split()) for page in bulletin if "问题与下一步" in page]
    assert len(annex) > 1
    assert [re.search(r"问题与下一步(\d+)", page)[1] for page in annex] == ["1"] * len(annex)


def test_no_line_ends_between_a_number_and_its_measure_word(texts):
    said = "".join(f"{'累' * count}计{number}根，" for count in range(30) for number in ("620", "1.5万", "12～15"))
    bulletin, pack = texts(narrative=said, problems=said)
    for pages in (bulletin, pack):
        text = "".join(pages)
        assert len(re.findall(r"\d+万?根", text)) >= 90
        assert re.findall(r"\d万?\n[万根]|\n～|～\n", text) == []


@pytest.mark.parametrize(
    ("value", "longest"),
    [({"a": ["完成6,200根。"]}, 6), ({"issued_on": "2024-10-24", "a": "无"}, 1), ([], 0), ({"a": "12～13.5万户"}, 9)],
)
def test_no_figure_of_the_data_is_longer_than_is_told(value, longest):
    assert typesetting.longest_figure(value) == longest


def test_the_same_is_set_whether_figures_are_measured_or_not(cast, monkeypatch):
    narrative = "累计新增6200根，其中快充1.2万户、30×40个，占62.0%。"
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=narrative)
    data = bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY)
    assert typesetting.longest_figure(data) <= 16
    unmeasured = bulletin_pdf.bulletin_pdf(data)
    monkeypatch.setattr(typesetting, "longest_figure", lambda _value: 99)
    assert bulletin_pdf.bulletin_pdf(data) == unmeasured
