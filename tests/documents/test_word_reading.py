"""Lead paragraphs come back from a Word file somebody edited; what is no such file is refused with words."""

import io
import zipfile
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from commitments.documents.unfit import Unfit
from commitments.documents.word_file_words import WORD_FILE_WORDS, word_file_refusal
from commitments.documents.word_paper import PaperFacts, WordPaper, label
from commitments.documents.word_reading import MOST_WORD_BYTES, lead_paragraphs
from commitments.documents.word_styles import LEAD_LABELS, LEAD_STYLES

WRITTEN = {
    "conclusion": "时间过去75%。\n应报2项。", "praise": "充电桩已完成。", "behind": "滞后1项。",
    "requirements": "请加快推进。",
}  # fmt: skip


def written() -> bytes:
    paper = WordPaper(PaperFacts("关于任务完成情况的通报", "武昌区人民政府督查室", "2024-10-24"))
    paper.title(["关于任务完成情况的通报"])
    for name, text in WRITTEN.items():
        rows = [[line] for line in text.split("\n")]
        rows[0] = [label(LEAD_LABELS[name]), *rows[0]]
        paper.lead(name, LEAD_STYLES[name], rows)
        paper.add("Normal", "未报单位：区统计局。")
    return paper.saved()


@pytest.fixture
def edited():
    """Return a function: an edit of the opened file → what is read from it then."""

    def read_after(edit) -> dict:
        document = Document(io.BytesIO(written()))
        held = next(each for each in document.paragraphs if "充电桩" in each.text)
        edit(document, held)
        stream = io.BytesIO()
        document.save(stream)
        return lead_paragraphs(stream.getvalue())

    return read_after


def test_what_was_written_is_read():
    assert lead_paragraphs(written()) == WRITTEN


def test_a_text_typed_anew_in_place_is_read(edited):
    def edit(document, held):
        held.runs[1].text = "断头路全部打通。"

    assert edited(edit)["praise"] == "断头路全部打通。"


def test_a_paragraph_put_behind_it_belongs_to_it_by_its_style(edited):
    def edit(document, held):
        more = deepcopy(held._p)
        for mark in [*more.iter(qn("w:bookmarkStart")), *more.iter(qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        held._p.addnext(more)

    assert edited(edit)["praise"] == "充电桩已完成。\n亮点：充电桩已完成。"


def test_a_paragraph_of_another_style_belongs_to_it_by_its_bookmark(edited):
    def edit(document, held):
        held.style = document.styles["Normal"]

    assert edited(edit) == WRITTEN


def test_renamed_keys_of_styles_do_not_matter(edited):
    def edit(document, held):
        document.styles[held.style.name].element.set(qn("w:styleId"), "Style99")
        held._p.pPr.pStyle.set(qn("w:val"), "Style99")
        for mark in [*held._p.iter(qn("w:bookmarkStart")), *held._p.iter(qn("w:bookmarkEnd"))]:
            held._p.remove(mark)

    assert edited(edit) == WRITTEN


def change(tag: str, inner: str):
    return parse_xml(f'<w:{tag} {nsdecls("w")} w:id="90" w:author="甲"><w:r>{inner}</w:r></w:{tag}>')


def test_inserted_text_counts_and_deleted_text_does_not(edited):
    def edit(document, held):
        held._p.append(change("ins", "<w:t>新增一句。</w:t>"))
        held._p.append(change("del", "<w:delText>删去一句。</w:delText>"))

    assert edited(edit)["praise"] == "充电桩已完成。新增一句。"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(edited):
    def edit(document, held):
        marked = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="91" w:author="甲"/></w:rPr>')
        held._p.get_or_add_pPr().append(marked)

    assert edited(edit)["praise"] == "充电桩已完成。未报单位：区统计局。"


def test_breaks_tabs_and_content_controls_are_read_and_unseen_characters_are_not(edited):
    def edit(document, held):
        held.runs[1].text = "甲\t乙\u202e\n丙"
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        held._p.addprevious(control)
        control[0].append(held._p)

    assert edited(edit)["praise"] == "甲 乙\n丙"


def test_a_bookmark_that_never_ends_holds_its_own_paragraph_alone(edited):
    def edit(document, held):
        held._p.remove(held._p.find(qn("w:bookmarkEnd")))
        held.style = document.styles["Normal"]

    assert edited(edit) == WRITTEN


def test_what_was_deleted_altogether_is_not_there(edited):
    assert set(edited(lambda document, held: held._p.getparent().remove(held._p))) == set(WRITTEN) - {"praise"}


def repacked(change_of, **more) -> bytes:
    """Return the file with each part as `change_of` (name, content) has it, and `more` parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(name, change_of(name, made.read(name)))
        for name, content in more.items():
            kept.writestr(name, content)
    return stream.getvalue()


def with_document(change_of) -> bytes:
    return repacked(lambda name, told: change_of(told) if name == "word/document.xml" else told)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
REFUSED = {
    "too_large": lambda: b"x" * (MOST_WORD_BYTES + 1),
    "mismatch": lambda: "一段文字".encode(),
    "macro": lambda: repacked(lambda name, told: told, **{"word/vbaProject.bin": b"x"}),
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
    "damaged": lambda: with_document(lambda told: told[:-20]),
    "swollen": lambda: with_document(lambda told: told.replace(b"</w:body>", b"<w:p/>" * 5_000_000 + b"</w:body>")),
    "crowded": lambda: repacked(lambda name, told: told, **{f"word/x{n}.xml": b"" for n in range(2001)}),
    "path": lambda: repacked(lambda name, told: told, **{"../x.xml": b""}),
    "unmarked": lambda: with_document(
        lambda told: told.replace(b"lead_", b"left_").replace(b'w:val="Lead', b'w:val="Left')
    ),
}


@pytest.mark.parametrize("code", WORD_FILE_WORDS)
def test_what_cannot_be_read_is_refused_with_words(code):
    with pytest.raises(Unfit) as refused:
        lead_paragraphs(REFUSED[code]())
    assert refused.value.code == code
    assert "%(" not in word_file_refusal(refused.value)


def test_a_file_of_endless_nesting_is_damaged():
    deep = b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000
    with pytest.raises(Unfit) as refused:
        lead_paragraphs(with_document(lambda told: told.replace(b"</w:body>", deep + b"</w:body>")))
    assert refused.value.code == "damaged"


def test_a_file_that_defines_entities_is_never_parsed():
    with pytest.raises(Unfit) as refused:
        lead_paragraphs(with_document(lambda told: ENTITY + told.partition(b"?>")[2]))
    assert refused.value.code == "damaged"
