"""The bulletin: the published form, archivable, the same bytes for the same data, and harmless with hostile text."""

import io

import pytest
from pypdf import PdfReader

from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import bulletin_pdf
from commitments.documents.frozen import sealed_data
from commitments.documents.typesetting import clean_for_print, full_width
from tests.world import TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(cast):
    """Return a function: what the update says → the bulletin's data; a second commitment has no update."""
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")

    def made(narrative="累计新增6200根。", **more):
        make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=narrative)
        return bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY, **more)

    return made


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")


def test_items_stand_in_the_published_form(data):
    text = text_of(bulletin_pdf(data()))
    assert "（责任单位：区建设局）" in text
    assert "完成情况：累计新增6200根。完成率62%，低于序时进度8个百分点" in text


def test_an_item_without_an_approved_update_of_the_period_says_so(data):
    assert "本期未报" in text_of(bulletin_pdf(data()))


def test_a_fragment_is_shown_in_its_sentence(data):
    items = data()["sections"][0]["paragraphs"][0]["items"]
    assert items[1]["text"].startswith("新增新能源充电桩1万根,")


def test_the_file_is_tagged_and_titled(data):
    reader = PdfReader(io.BytesIO(bulletin_pdf(data())))
    assert reader.metadata.title.startswith("关于2024年三季度")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_same_data_gives_the_same_bytes(data):
    found = data()
    assert bulletin_pdf(found) == bulletin_pdf(found)


def test_only_a_draft_bears_the_watermark_and_only_an_issue_its_proof(data):
    draft = data()
    assert "草稿" in text_of(bulletin_pdf(draft))
    issued = text_of(bulletin_pdf(sealed_data(draft | {"draft": False}, "0" * 64)))
    assert "草稿" not in issued
    assert "数据摘要" in issued


def test_hostile_text_is_printed_as_text(data):
    text = text_of(bulletin_pdf(data('#eval("1+1") $x$ *强* @ref \\ "引" // 注释\u202e\u0007\U0001f600')))
    assert '#eval("1+1")' in text.replace("“", '"').replace("”", '"')


def test_what_no_font_covers_becomes_a_mark():
    assert clean_for_print("好\u200b\u202e\U000f0000") == "好〓"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("完成,超过(计划)", "完成，超过（计划）"), ("1,234家", "1,234家"), ("A, B (C)", "A, B (C)")],
)
def test_marks_between_chinese_are_full_width(typed, printed):
    assert full_width(typed) == printed
