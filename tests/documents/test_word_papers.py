"""Every paper as a Word file: real styles, numbering and tables, the pages of the standard, the same bytes twice."""

import datetime
import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from commitments.documents.word_xml import cleaned_for_word
from commitments.management.papers import PAPER_MAKERS
from commitments.workflow.reports import moves
from commitments.workflow.reports.review import approve_report
from tests.paper import every_text
from tests.world import make_approved, make_commitment, make_evidence, make_milestone, make_update, moment

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 10, 24)
WHAT = {"bulletin": "2024-Q3", "leader": "2024-Q3", "department": "JSJ", "card": "4-1-1", "year-end": "", "plan": ""}
WITH_ANNEXES = ("bulletin", "department", "year-end")
TURNED = ("bulletin", "department", "year-end", "plan")
SECTIONS = [{"name": "(一)创新驱动", "count": 0, "rows": []}, {"name": "(二)产业集群", "count": 0, "rows": []}]
HOSTILE = "甲<w:p>&amp;\x00\x07\u202e\ufffe\uffff\U0001f600𠮷]]>\n\n乙\t丙" + "x" * 200


@pytest.fixture
def datas(cast):
    """Return the data of every paper of a plan in which something is behind and something was said before."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_milestone(cast.commitment)
    draft = make_update(
        cast.commitment, cast.reporter, value="3600", narrative="累计新增3600根。", problems="用地协调较慢。",
        next_steps="加快施工。", help_needed="请协调用地。",
    )  # fmt: skip
    make_evidence(draft, cast.reporter, "验收单.pdf")
    draft.refresh_from_db()
    approve_report(moves.send_report(draft, by=cast.reporter, at=moment()), by=cast.supervisor, at=moment())
    make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    return {name: maker.data(cast.plan, WHAT[name], DAY) for name, maker in PAPER_MAKERS.items()}


@pytest.fixture
def written(datas):
    """Return a function: a paper's name → its Word file, opened."""
    return lambda name, **more: Document(io.BytesIO(word_of(name, datas[name] | more)))


def word_of(name: str, data: dict) -> bytes:
    return PAPER_MAKERS[name].writers[".docx"](data)


def styles_used(document) -> set[str]:
    found = {each.style.name for each in document.paragraphs}
    return found | {each.style.name for table in document.tables for cell in table._cells for each in cell.paragraphs}


def text_of(document) -> str:
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("name", WHAT)
def test_a_file_is_the_same_twice_and_says_nothing_of_the_machine(datas, written, name):
    content = word_of(name, datas[name])
    assert content == word_of(name, datas[name])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    core = written(name).core_properties
    assert (core.author, core.last_modified_by) == (written(name).core_properties.author,) * 2
    assert core.created.date() == DAY
    assert "python" not in f"{core.author}{core.comments}"
    assert core.title


@pytest.mark.parametrize("name", WHAT)
def test_every_style_a_paper_uses_is_one_of_its_own(written, name):
    document = written(name)
    known = {style.name for style in document.styles}
    used = styles_used(document)
    assert len(used) > 2
    assert used <= known
    faces = {style.element.find(f".//{qn('w:rFonts')}") for style in document.styles} - {None}
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体"} <= {face.get(qn("w:eastAsia")) for face in faces}


@pytest.mark.parametrize("name", WHAT)
def test_a_table_s_head_stands_again_and_its_rows_may_break(written, name):
    tables = written(name).tables
    assert tables
    for table in tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        rows = [row._tr for row in table.rows if row._tr.find(f".//{qn('w:tblHeader')}") is None]
        assert rows
        assert [row for row in rows if row.find(f".//{qn('w:cantSplit')}") is not None] == []


@pytest.mark.parametrize("name", TURNED)
def test_annexes_lie_across_and_the_pages_keep_the_standard_s_margins(written, name):
    sections = written(name).sections
    turned = [each for each in sections if each.orientation == WD_ORIENT.LANDSCAPE]
    assert turned
    for each in turned:
        margins = (each.top_margin.mm, each.right_margin.mm, each.bottom_margin.mm, each.left_margin.mm)
        assert [round(margin) for margin in margins] == [28, 37, 26, 35]
    upright = [each for each in sections if each.orientation != WD_ORIENT.LANDSCAPE]
    margins = {tuple(round(m.mm) for m in (each.top_margin, each.left_margin, each.right_margin)) for each in upright}
    assert margins == (set() if name == "plan" else {(37, 28, 26)})


@pytest.mark.parametrize("name", WITH_ANNEXES)
def test_page_numbers_are_fields_odd_right_and_even_left(written, name):
    document = written(name)
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (held,) = footer.paragraphs
        assert held.text.startswith("— ")
        assert "PAGE" in "".join(node.text for node in held._p.iter(qn("w:instrText")))
        assert held._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == side


@pytest.mark.parametrize("name", WITH_ANNEXES)
@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_alone_bears_the_watermark_on_odd_and_even_pages(written, name, draft):
    document = written(name, draft=draft)
    headers = [head for each in document.sections for head in (each.header, each.even_page_header)]
    assert {"草稿" in head._element.xml for head in headers} == {draft}


def test_sections_are_numbered_by_the_word_processor(written):
    headings = [each for each in written("plan", groups=SECTIONS).paragraphs if each.style.style_id == "Heading2"]
    assert [each.text for each in headings] == ["创新驱动（0项）", "产业集群（0项）"]
    for each in headings:
        assert each._p.find(f".//{qn('w:numPr')}") is not None


def test_a_section_with_another_mark_or_none_is_not_counted(written):
    groups = [{"name": "2024年主要目标", "count": 0, "rows": []}, {"name": "一、创新驱动", "count": 0, "rows": []}]
    headings = [each for each in written("plan", groups=groups).paragraphs if "Heading" in each.style.style_id]
    assert [each.style.style_id for each in headings] == ["Heading2Plain", "Heading1"]
    assert headings[0]._p.find(f".//{qn('w:numPr')}") is None


def test_every_list_and_style_a_paragraph_names_is_there(written):
    document = written("bulletin")
    lists = {each.get(qn("w:numId")) for each in document.part.numbering_part.element.iter(qn("w:num"))}
    keys = {style.style_id for style in document.styles}
    named = {each.get(qn("w:val")) for each in document.element.body.iter(qn("w:numId"))}
    assert named
    assert named <= lists
    assert {each.get(qn("w:val")) for each in document.element.body.iter(qn("w:pStyle"))} <= keys


def test_entries_of_the_bulletin_are_one_list_that_counts_them(written):
    entries = [each for each in written("bulletin").paragraphs if each.style.name == "附件条目"]
    lists = {each._p.find(f".//{qn('w:numId')}").get(qn("w:val")) for each in entries}
    assert len(entries) == 2
    assert lists == {"2"}


def test_the_body_has_22_lines_of_28_characters(written):
    document = written("bulletin")
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    normal = document.styles["Normal"].element
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert normal.find(f".//{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-5"


@pytest.mark.parametrize("name", WHAT)
def test_hostile_text_in_every_field_breaks_no_file(datas, name):
    hostile = every_text(datas[name], lambda text: text + HOSTILE)
    document = Document(io.BytesIO(word_of(name, hostile)))
    assert "甲<w:p>&amp;" in text_of(document)
    assert not set("\x00\x07\u202e\ufffe\uffff") & set(text_of(document))


def test_what_no_font_here_has_stays_in_a_file_to_be_edited():
    assert cleaned_for_word("甲\U0002fa1d乙\x00") == "甲\U0002fa1d乙"


@pytest.mark.parametrize("name", ["bulletin", "year-end"])
def test_what_was_undecided_is_said_at_the_end_as_in_the_pdf(written, name):
    left = {"open": True, "waiting": 24, "returned": 1, "provisional": 7}
    said, none = (text_of(written(name, undecided=each)) for each in (left, dict.fromkeys(left, 0)))
    assert "注：编发时填报期尚未关闭；另有待审核24项、退回待重报1项，不计入本期；7项尚无最终数据。" in said
    assert "任务" in none
    assert "编发时" not in none
