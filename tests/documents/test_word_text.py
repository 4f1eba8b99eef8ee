"""A Word file's text with the numbers a word processor counts; what nobody reads there is left out."""

import io
import shutil
import subprocess
import zipfile

import pytest

from commitments.documents.unfit import Unfit
from commitments.documents.word_reading import MOST_WORD_BYTES
from commitments.documents.word_text import word_text
from tests.word_file import ListedFile, level, piece, report_levels

TEN = "".join(level(place, "decimal", ".".join(f"%{n + 1}" for n in range(place + 1))) for place in range(4))


def read(file: ListedFile) -> list[str]:
    return word_text(file.saved()).split("\n")


def listed(abstract: str, *rows: tuple, lists=None) -> ListedFile:
    """Return a file of paragraphs given as (text, level, number of the list)."""
    file = ListedFile({1: abstract}, lists)
    for text, place, *number in rows:
        file.add(text, place, *number)
    return file


def of_levels(abstract: str, *places: int) -> ListedFile:
    return listed(abstract, *(("文", place) for place in places))


def bound_to_styles() -> ListedFile:
    heads = [f'<w:pStyle w:val="Heading{n}"/>' for n in (1, 2, 3)]
    file = ListedFile({1: report_levels(*heads, "")})
    for number in (1, 2, 3):
        file.bind(f"Heading {number}", 1, number - 1 or None)
    own = file.document.styles.add_style("我的标题", 1)
    own.base_style = file.document.styles["Heading 2"]
    for text, style in (("甲", "Heading 1"), ("乙", "Heading 2"), ("丙", "我的标题"), ("丁", "Heading 3")):
        file.add(text, style=style)
    file.add("无号", 0, 0, style="Heading 2")
    file.add("戊", style="Heading 2")
    file.add("己", 2, style="Heading 2")
    return file


def anew(place: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def replaced(place: int, form: str, text: str) -> str:
    return f'<w:lvlOverride w:ilvl="{place}">{level(place, form, text)}</w:lvlOverride>'


def in_tables_and_controls() -> ListedFile:
    file = listed(report_levels(), ("甲", 0))
    for cell in file.document.add_table(1, 2).rows[0].cells:
        cell.paragraphs[0].add_run("格")
        file.listed(cell.paragraphs[0], 0)
    held = file.add("控件", 0)
    control = piece("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    held._p.addprevious(control)
    control[1].append(held._p)
    file.add("前", 0, inside=["<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>里</w:t></w:r></w:sdtContent></w:sdt>"])
    return file


# What LibreOffice shows as well: case → the file and its lines.
AS_ELSEWHERE = {
    "levels": (of_levels(report_levels(), 0, 1, 1, 2, 3, 0, 1),
               ["一、文", "（一）文", "（二）文", "1. 文", "（1）文", "二、文", "（一）文"]),
    "one abstract list": (listed(report_levels(), ("甲", 0, 1), ("乙", 0, 2), ("丙", 1, 2), ("丁", 1, 1),
                                 lists={1: (1, ""), 2: (1, "")}), ["一、甲", "二、乙", "（一）丙", "（二）丁"]),
    "begun anew": (listed(report_levels(), ("甲", 0, 1), ("乙", 0, 1), ("丙", 0, 2), ("丁", 0, 2), ("戊", 1, 3),
                          lists={1: (1, ""), 2: (1, anew(0, 1)), 3: (1, anew(1, 5))}),
                   ["一、甲", "二、乙", "一、丙", "二、丁", "（五）戊"]),
    "level replaced": (listed(report_levels(), ("甲", 0, 1), ("乙", 0, 2), ("丙", 1, 2), ("丁", 0, 1),
                              lists={1: (1, ""), 2: (1, replaced(0, "upperRoman", "%1."))}),
                       ["一、甲", "II. 乙", "（一）丙", "三、丁"]),
    "levels skipped": (of_levels(TEN, 1, 1, 0, 2, 2, 1, 0, 3),
                       ["1.1 文", "1.2 文", "2 文", "2.1.1 文", "2.1.2 文", "2.2 文", "3 文", "3.1.1.1 文"]),
    "from nought": (of_levels(level(0, "decimal", "%1.", start=0) + level(1, "decimal", "%1.%2", start=0), 0, 1, 1, 0),
                    ["0. 文", "0.0 文", "0.1 文", "1. 文"]),
    "styles": (bound_to_styles(), ["一、甲", "（一）乙", "（二）丙", "1. 丁", "无号", "（三）戊", "1. 己"]),
    "tables and controls": (in_tables_and_controls(), ["一、甲", "二、格", "三、格", "四、控件", "五、前里"]),
    "words alone": (of_levels(level(0, "none", "附件："), 0, 0), ["附件：文", "附件：文"]),
    "no words": (of_levels(level(0, "decimal", ""), 0), ["文"]),
}  # fmt: skip


@pytest.mark.parametrize("case", AS_ELSEWHERE)
def test_a_paragraph_bears_the_number_the_word_processor_counts(case):
    file, lines = AS_ELSEWHERE[case]
    assert read(file) == lines


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_numbers(tmp_path):
    for number, (file, _lines) in enumerate(AS_ELSEWHERE.values()):
        (tmp_path / f"{number}.docx").write_bytes(file.saved())
    words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*words, "txt:Text (encoded):UTF8", "--outdir", tmp_path, *files], check=True, capture_output=True)
    for number, (_file, lines) in enumerate(AS_ELSEWHERE.values()):
        shown = (tmp_path / f"{number}.txt").read_text("utf-8-sig").split("\n")
        assert [without_blanks(line) for line in shown if line.strip()] == [without_blanks(line) for line in lines]


def without_blanks(line: str) -> str:
    """A tab or blank behind a mark is drawn differently everywhere."""
    return "".join(line.split())


# What the standard has and LibreOffice 7.4 does not: restarts by level, plain digits of a legal list, signs it lacks.
def test_a_level_is_begun_anew_only_by_the_level_it_names():
    never, first = ('<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>')
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2", more=never)
    levels += level(2, "decimal", "%1.%2.%3", more=first)
    assert read(of_levels(levels, 0, 1, 2, 1, 2, 0, 1, 2)) == [
        "1 文", "1.1 文", "1.1.1 文", "1.2 文", "1.2.2 文", "2 文", "2.3 文", "2.3.1 文",
    ]  # fmt: skip


def test_a_legal_list_shows_plain_digits():
    levels = level(0, "upperRoman", "%1") + level(1, "lowerLetter", "%1.%2", more="<w:isLgl/>")
    assert read(of_levels(levels, 0, 1, 1)) == ["I 文", "1.1 文", "1.2 文"]


def test_an_overridden_beginning_holds_whenever_the_level_begins_again():
    file = listed(report_levels(), ("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1), lists={1: (1, anew(1, 5))})
    assert read(file) == ["一、甲", "（五）乙", "二、丙", "（五）丁"]


def test_a_list_taken_from_a_numbering_style_is_numbered_as_that_says():
    linked = {1: f'<w:styleLink w:val="Own"/>{report_levels()}', 2: '<w:numStyleLink w:val="Own"/>'}
    file = ListedFile(linked, {1: (1, ""), 2: (2, "")})
    own = '<w:style w:type="numbering" w:styleId="Own"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    file.document.styles.element.append(piece(own))
    file.add("甲", 0, 2)
    file.add("乙", 1, 2)
    assert read(file) == ["一、甲", "（一）乙"]


STRUCK = '<w:del w:id="1" w:author="某"><w:r><w:delText>删</w:delText></w:r></w:del>'
ADDED = '<w:ins w:id="2" w:author="某"><w:r><w:t>增</w:t></w:r></w:ins>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"

UNFILLED = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请输入</w:t></w:r></w:sdtContent></w:sdt>"
)


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def field_of(asked: str, shown: str) -> list[str]:
    turns = [f'<w:fldChar w:fldCharType="{each}"/>' for each in ("begin", "separate", "end")]
    return [run(each) for each in (turns[0], f"<w:instrText> {asked} </w:instrText>", turns[1], shown, turns[2])]


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ([ADDED, STRUCK], "甲增"),
        ([HIDDEN], "甲"),
        ([run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t>')], "甲乙"),
        (field_of("REF 章", "<w:t>第三章</w:t>"), "甲第三章"),
        (field_of('TOC \\o "1-3"', "<w:t>目录行</w:t>"), "甲"),
        (['<w:fldSimple w:instr="DATE"><w:r><w:t>2024年</w:t></w:r></w:fldSimple>'], "甲2024年"),
        ([run('<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c\u00add\u00a0e</w:t>')], "甲a-bcd e"),
        ([run("<w:t>乙</w:t><w:tab/><w:t>丙</w:t>")], "甲乙\t丙"),
        ([run('<w:footnoteReference w:id="2"/>'), run('<w:br w:type="page"/><w:t>乙</w:t>')], "甲乙"),
        (["<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"],
         "甲拼"),
        ([UNFILLED],
         "甲"),
        ([run("<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>")], "甲"),
        (['<w:moveFrom w:id="3" w:author="某"><w:r><w:t>移走</w:t></w:r></w:moveFrom>',
          '<w:moveTo w:id="4" w:author="某"><w:r><w:t>移来</w:t></w:r></w:moveTo>'], "甲移来"),
    ],
)  # fmt: skip
def test_what_one_reads_of_a_paragraph_is_its_line(inside, line):
    file = ListedFile({1: report_levels()})
    file.add("甲", inside=inside)
    assert read(file) == [line]


def test_a_paragraph_struck_out_or_hidden_bears_no_number_and_one_without_words_does():
    file = listed(report_levels(), ("甲", 0), ("", 0))
    file.add("", 0, mark='<w:del w:id="4" w:author="某"/>', inside=[STRUCK])
    file.add("", 0, mark="<w:vanish/>", inside=[HIDDEN])
    file.add("乙", 0, mark='<w:ins w:id="5" w:author="某"/>')
    assert read(file) == ["一、甲", "三、乙"]


def test_a_paragraph_whose_end_is_struck_out_goes_on_in_the_next():
    file = listed(report_levels(), ("甲", 0))
    file.add("前半，", mark='<w:del w:id="4" w:author="某"/>')
    file.add("后半。")
    assert read(file) == ["一、甲", "前半，后半。"]


def test_a_line_broken_by_hand_is_two_lines():
    file = ListedFile({1: report_levels()})
    file.add("甲", 0, inside=[run("<w:br/><w:t>乙</w:t>")])
    assert read(file) == ["一、甲", "乙"]


def test_signs_of_symbol_fonts_are_no_text_and_a_dash_is():
    assert read(of_levels(level(0, "bullet", "\uf0b7"), 0)) == ["文"]
    assert read(of_levels(level(0, "bullet", "—"), 0)) == ["— 文"]


def test_a_file_saved_as_strict_is_read_like_any_other():
    again, whole = io.BytesIO(), zipfile.ZipFile(io.BytesIO(of_levels(report_levels(), 0, 1).saved()))
    usual, strict = (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                     b"http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
    with zipfile.ZipFile(again, "w") as package:
        for name in whole.namelist():
            package.writestr(name, whole.read(name).replace(usual, strict))
    assert word_text(again.getvalue()) == "一、文\n（一）文"


def test_a_file_too_large_or_without_any_text_is_refused():
    for content, code in ((b"PK\x03\x04" + b"x" * MOST_WORD_BYTES, "too_large"), (ListedFile({}).saved(), "empty")):
        with pytest.raises(Unfit) as refused:
            word_text(content)
        assert refused.value.code == code
